"""The few calls of ZITADEL's Management API that this service makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx

NO_CHANGES = "COMMAND-Nfh52"
"""The trigger has these very actions already."""


class ZitadelError(Exception):
    """ZITADEL refused a call.

    Attributes:
        id: its error ID, such as `COMMAND-dg422`; empty where it gave none.
        status: the HTTP status.
    """

    def __init__(self, status: int, message: str, id_: str) -> None:
        super().__init__(message)
        self.status = status
        self.id = id_


class Zitadel:
    """One organisation of a server."""

    def __init__(self, url: str, token: str, organisation: str = "") -> None:
        """Call as the owner of a token; without an organisation, for the one that the owner belongs to."""
        headers = {"authorization": f"Bearer {token}"}
        if organisation:
            headers["x-zitadel-orgid"] = organisation
        self._http = httpx.Client(base_url=f"{url}/management/v1", headers=headers, timeout=10)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def create_action(self, name: str, script: str) -> str:
        """Create an action; returns its id."""
        return str(self._post("/actions", {"name": name, "script": script, "timeout": "10s"})["id"])

    def action_ids(self) -> dict[str, str]:
        """The ids of the organisation's actions, by name."""
        found = self._post("/actions/_search", {})
        return {action["name"]: action["id"] for action in found.get("result", [])}

    def set_trigger_actions(self, flow: str, trigger: str, action_ids: Sequence[str]) -> bool:
        """Bind actions to a trigger, in order; returns whether that changed anything.

        ZITADEL refuses to set what is set already. That is no error to a caller who wants it to be so.
        """
        try:
            self._post(f"/flows/{flow}/trigger/{trigger}", {"actionIds": list(action_ids)})
        except ZitadelError as error:
            if error.id == NO_CHANGES:
                return False
            raise
        return True

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self._http.post(path, json=body)
        if answer.is_success:
            document: dict[str, Any] = answer.json()
            return document
        error = answer.json()
        details = error.get("details") or [{}]
        raise ZitadelError(answer.status_code, error["message"], details[0].get("id", ""))
