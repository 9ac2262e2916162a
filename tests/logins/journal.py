"""What scripts logged, out of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contracts.logins.http import Manner, http_client
from contracts.target import Target

_ROOTS = ("/ui/login", "/oauth/", "/oidc/")


class LoggedRuns:
    """The lines of scripts that ran since this was made."""

    def __init__(self, target: Target) -> None:
        base_url = target.base_url.replace("127.0.0.1", "localhost")
        headers = {"authorization": f"Bearer {target.admin_pat}"}
        self._http = http_client(Manner(), base_url=base_url, headers=headers)
        self._before = self._newest()

    def __call__(self, text: str) -> Sequence[Mapping[str, str]]:
        """The lines that hold a text, as the real server's log has them."""
        entries = self._http.get("/__admin/requests", params={"limit": 500}).json()["requests"]
        found = []
        for entry in sorted(entries, key=lambda each: int(each["id"])):
            if entry["id"] > self._before and entry["path"].startswith(_ROOTS):
                found += self._lines(entry["id"])
        return [line for line in found if text in line["message"]]

    def close(self) -> None:
        """Let go of its connections."""
        self._http.close()

    def _newest(self) -> int:
        entries = self._http.get("/__admin/requests", params={"limit": 1}).json()["requests"]
        return max((int(entry["id"]) for entry in entries), default=0)

    def _lines(self, entry: int) -> list[dict[str, str]]:
        lines = []
        for run in self._http.get(f"/__admin/requests/{entry}").json()["runs"]:
            lines += [{"level": line["level"], "message": line["text"]} for line in run["lines"]]
            if run["error"]:
                lines.append({"level": "error", "message": f"action run failed: {run['error']['words']}"})
        return lines
