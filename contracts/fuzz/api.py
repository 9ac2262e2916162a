"""The calls that prepare and remove what random requests are about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

import httpx

from ..target import Target
from .options import CannotFuzz

TIMEOUT_S = 30.0
NO_CHANGES = "COMMAND-Nfh52"
NO_ANSWER = "the server does not answer"


class Api:
    """A client of one server with one token."""

    def __init__(self, target: Target) -> None:
        headers = {"authorization": f"Bearer {target.admin_pat}"}
        self.http = httpx.Client(base_url=target.base_url, headers=headers, timeout=TIMEOUT_S, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()

    def call(self, method: str, path: str, body: Any = None, *, organisation: str = "") -> dict[str, Any]:
        """An answer that has to be a success.

        Raises: CannotFuzz for any other, and where there is no server.
        """
        headers = {"x-zitadel-orgid": organisation} if organisation else {}
        try:
            response = self.http.request(method, path, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise CannotFuzz(f"{NO_ANSWER} to {method} {path}: {error}") from error
        if not response.is_success:
            raise CannotFuzz(f"{method} {path} was refused, {response.status_code}: {response.text}")
        answer = response.json()
        if not isinstance(answer, dict):
            raise CannotFuzz(f"{method} {path} did not answer a JSON object")
        return answer

    def add_organisation(self, name: str) -> str:
        """Its id."""
        return str(self.call("POST", "/management/v1/orgs", {"name": name})["id"])

    def remove_organisation(self, id_: str) -> None:
        """With all that belongs to it."""
        self.call("DELETE", f"/admin/v1/orgs/{id_}")

    def deactivate_organisation(self, id_: str) -> None:
        """So that it can be activated again."""
        self.call("POST", "/management/v1/orgs/me/_deactivate", {}, organisation=id_)

    def add_action(self, organisation: str, name: str) -> str:
        """Its id."""
        body = {"name": name, "script": f"function {name}(ctx, api) {{}}", "timeout": "10s"}
        return str(self.call("POST", "/management/v1/actions", body, organisation=organisation)["id"])

    def deactivate_action(self, organisation: str, id_: str) -> None:
        """So that it can be activated again."""
        self.call("POST", f"/management/v1/actions/{id_}/_deactivate", {}, organisation=organisation)

    def set_trigger(self, organisation: str, flow: str, trigger: str, actions: list[str]) -> None:
        """Where they are set already, that is as good."""
        path = f"/management/v1/flows/{flow}/trigger/{trigger}"
        try:
            self.call("POST", path, {"actionIds": actions}, organisation=organisation)
        except CannotFuzz as refusal:
            if NO_CHANGES not in str(refusal):
                raise

    def add_user(self, organisation: str, name: str) -> str:
        """The id of a service account."""
        body = {"userName": name, "name": name}
        return str(self.call("POST", "/management/v1/users/machine", body, organisation=organisation)["userId"])

    def add_member(self, organisation: str, user: str, role: str) -> None:
        """Give a user a role in the organisation."""
        body = {"userId": user, "roles": [role]}
        self.call("POST", "/management/v1/orgs/me/members", body, organisation=organisation)

    def add_token(self, organisation: str, user: str, lifetime_s: float | None = None) -> str:
        """A personal access token, for as long as given."""
        body = {}
        if lifetime_s is not None:
            end = datetime.now(UTC) + timedelta(seconds=lifetime_s)
            body["expirationDate"] = end.isoformat().replace("+00:00", "Z")
        path = f"/management/v1/users/{user}/pats"
        return str(self.call("POST", path, body, organisation=organisation)["token"])

    def accepts(self, token: str) -> bool:
        """Whether a token is one that the server knows now."""
        headers = {"authorization": f"Bearer {token}"}
        return self.http.get("/auth/v1/users/me", headers=headers).is_success
