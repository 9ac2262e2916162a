"""What answers the receiver while it is checked: as its scripts of v1 are answered, and for ZITADEL's own API."""

from __future__ import annotations

import base64
import json
from typing import Any

import msgspec

from mockserver.scripts.model import Fetch, HttpCall, HttpRequest
from mockserver.scripts.trial import Person, surroundings_of

URL = "http://zitadel.invalid"
_SEARCH = "/metadata/_search"


class StandIn:
    """Answers calls of scripts, and what the receiver asks ZITADEL about a person.

    Attributes:
        person: who is asked about.
    """

    def __init__(self, fetch: Fetch) -> None:
        """Answer with `fetch` all that is not ZITADEL's."""
        self._fetch = fetch
        self.person = Person()

    def __call__(self, request: HttpRequest, left_s: float) -> HttpCall:
        """Answer a call within so many seconds."""
        if not request.url.startswith(f"{URL}/"):
            return self._fetch(request, left_s)
        path = request.url.removeprefix(URL)
        if not path.endswith(_SEARCH):
            return HttpCall(method=request.method, url=request.url, error=f"a check does not {request.method} {path}")
        held = surroundings_of(self.person)
        values = held.metadata if "/users/" in path else held.organisation_metadata
        entries = [_entry(each) for each in msgspec.json.decode(values)["metadata"]]
        return HttpCall(method=request.method, url=request.url, status=200, body=json.dumps({"result": entries}))


def _entry(held: dict[str, Any]) -> dict[str, Any]:
    details = {name: held[name] for name in ("creationDate", "changeDate", "resourceOwner", "sequence")}
    value = base64.b64encode(json.dumps(held["value"]).encode()).decode()
    return {"details": details, "key": held["key"], "value": value}
