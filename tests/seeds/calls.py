"""Calls to an instance through the gateway, without a socket in between."""

from __future__ import annotations

import json
from typing import Any

from mockserver.app import create_app
from mockserver.settings import DEFAULT_ADMIN_PAT, Settings
from mockserver.store.instance import Instance
from mockserver.wire.http import HttpRequest, Response


class Caller:
    """Callers of one instance."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._gateway = create_app(Settings(), instance).gateway

    def call(
        self, method: str, path: str, body: Any = None, *, organisation: str = "", token: str = DEFAULT_ADMIN_PAT
    ) -> Response:
        """Any request, whatever is answered."""
        headers = {b"host": b"localhost", b"authorization": b"Bearer " + token.encode()}
        if organisation:
            headers[b"x-zitadel-orgid"] = organisation.encode()
        content = b"" if body is None else json.dumps(body).encode()
        answer = self._gateway.respond(
            HttpRequest(method, path, path.encode(), b"", headers, "http", content), native=False
        )
        assert isinstance(answer, Response)
        return answer

    def answer(self, method: str, path: str, body: Any = None, *, organisation: str = "") -> Any:
        """The JSON of an answer, refused or not."""
        return json.loads(self.call(method, path, body, organisation=organisation).body)

    def reads(self) -> list[tuple[int, bytes]]:
        """What every read answers, for each organisation and each caller."""
        state = self.instance.state
        admin = DEFAULT_ADMIN_PAT
        asked = [("POST", "/v2/organizations/_search", "", admin), ("GET", "/admin/v1/orgs/default", "", admin)]
        for organisation in state.organisations.held:
            asked += [
                ("GET", "/management/v1/orgs/me", organisation, admin),
                ("POST", "/management/v1/actions/_search", organisation, admin),
                *(("GET", f"/management/v1/flows/{flow}", organisation, admin) for flow in "1234"),
            ]
        for token in (row.secret for row in state.tokens):
            asked += [
                ("GET", "/auth/v1/users/me", "", token),
                ("POST", "/auth/v1/permissions/zitadel/me/_search", "", token),
            ]
        answers = (self.call(method, path, organisation=org, token=token) for method, path, org, token in asked)
        return [(answer.status, answer.body) for answer in answers]
