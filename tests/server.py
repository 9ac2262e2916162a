"""What tests say to a running server, and what they read from its answers."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from contracts.target import Target

_NUMBERS = itertools.count(1)
FLOW, TRIGGER = "1", "1"
"""A flow, and a trigger that it has."""


def authority(target: Target) -> tuple[str, int]:
    """Host and port of a server."""
    url = urlsplit(target.base_url)
    assert url.hostname is not None
    assert url.port is not None
    return url.hostname, url.port


def unique(word: str) -> str:
    """A name that no other test of this worker has used; each worker has a server of its own."""
    return f"{word}-{next(_NUMBERS)}"


def error_id(response: httpx.Response) -> str:
    """The ID of a refusal; empty where the answer has none. Over Connect it is told beside the packed detail."""
    details = response.json().get("details", [])
    if not isinstance(details, list) or not details:
        return ""
    return str(details[0].get("debug", details[0])["id"])


@dataclass(frozen=True, slots=True)
class Api:
    """Calls for one organisation under one token; every method asserts success and returns what is of use."""

    http: httpx.Client
    organisation: str
    token: str | None = field(default=None, repr=False)
    """Of another caller than the client's own."""

    def call(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        """Any request, whatever is answered."""
        headers = {"x-zitadel-orgid": self.organisation} if self.organisation else {}
        if self.token is not None:
            headers["authorization"] = f"Bearer {self.token}"
        return self.http.request(method, path, headers=headers, **arguments)

    def done(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of a request that succeeds."""
        response = self.call(method, path, json=body)
        assert response.is_success, response.text
        return response.json()

    def new_action(self, name: str | None = None) -> str:
        """Create an action; returns its id."""
        body = {"name": name or unique("action"), "script": "function f() {}"}
        return str(self.done("POST", "/management/v1/actions", body)["id"])

    def set_trigger(self, actions: list[str], flow: str = FLOW, trigger: str = TRIGGER) -> httpx.Response:
        """Set Trigger Actions, whatever is answered."""
        return self.call("POST", f"/management/v1/flows/{flow}/trigger/{trigger}", json={"actionIds": actions})

    def bound(self, flow: str = FLOW) -> list[str]:
        """Ids of the actions at all triggers of a flow, as GetFlow answers them."""
        rows = self.done("GET", f"/management/v1/flows/{flow}")["flow"].get("triggerActions", [])
        return [action["id"] for row in rows for action in row["actions"]]

    def actions(self) -> list[dict[str, Any]]:
        """All actions of the organisation, oldest first."""
        found: list[dict[str, Any]] = self.done("POST", "/management/v1/actions/_search").get("result", [])
        return found

    def new_user(self) -> str:
        """Add a machine user to the organisation; returns its id."""
        body = {"userName": unique("robot"), "name": "Robot"}
        return str(self.done("POST", "/management/v1/users/machine", body)["userId"])

    def new_token(self, user: str) -> str:
        """Issue a personal access token to a machine user of the organisation."""
        return str(self.done("POST", f"/management/v1/users/{user}/pats", {})["token"])

    def new_organisation(self) -> Api:
        """Add an organisation; returns the same caller's calls for it."""
        answer = self.done("POST", "/management/v1/orgs", {"name": unique("organisation")})
        return Api(self.http, str(answer["id"]), self.token)


def require_serving(api: Api) -> None:
    """Assert that the server is alive and does an ordinary Set Trigger Actions, in an organisation of its own."""
    assert api.http.get("/debug/healthz").text == "ok"
    fresh = api.new_organisation()
    action = fresh.new_action()
    response = fresh.set_trigger([action])
    assert response.status_code == 200, response.text
    assert fresh.bound() == [action]
