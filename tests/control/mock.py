"""One instance of a running server, with its API and its control API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from contracts.target import Target
from tests.server import Api

INSTANCE_HOST = "x-zitadel-instance-host"
ADMIN_TOKEN = "control-token"
"""That of a server which asks for one."""


@dataclass(frozen=True, slots=True)
class Mock:
    """An instance that no other test uses."""

    target: Target
    host: str
    http: httpx.Client
    """Calls the API of the instance as its administrator."""
    plain: httpx.Client
    """Calls the server without any header of ours."""

    @property
    def api(self) -> Api:
        """The administrator's calls for the default organisation."""
        return Api(self.http, "")

    def control(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        """A call of the control API for this instance, whatever is answered."""
        parameters = {"host": self.host, **arguments.pop("params", {})}
        return self.plain.request(method, f"/__admin{path}", params=parameters, **arguments)

    def done(self, method: str, path: str, **arguments: Any) -> Any:
        """The JSON of a control call that succeeds."""
        response = self.control(method, path, **arguments)
        assert response.is_success, response.text
        return response.json()

    def refused(self, method: str, path: str, **arguments: Any) -> dict[str, Any]:
        """The problem document of a control call that is refused."""
        response = self.control(method, path, **arguments)
        assert response.is_error, response.text
        assert response.headers["content-type"] == "application/problem+json"
        problem: dict[str, Any] = response.json()
        assert problem["status"] == response.status_code
        return problem

    def fault(self, **rule: Any) -> dict[str, Any]:
        """Add a rule of faults; returns it as it is kept."""
        kept: dict[str, Any] = self.done("POST", "/faults", json=rule)
        return kept

    def requests(self, **wanted: Any) -> list[dict[str, Any]]:
        """Lines of the journal, newest first."""
        rows: list[dict[str, Any]] = self.done("GET", "/requests", params=wanted)["requests"]
        return rows

    def details(self, **wanted: Any) -> dict[str, Any]:
        """All of the newest request that fits."""
        entry: dict[str, Any] = self.done("GET", f"/requests/{self.requests(**wanted)[0]['id']}")
        return entry
