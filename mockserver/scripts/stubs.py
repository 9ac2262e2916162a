"""Calls of scripts, answered without a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from mockserver.scripts.model import Fetch, HttpCall, HttpRequest

DENIED = "host is denied"


class Stub(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to calls of one URL.

    Attributes:
        method: empty for any.
        body: a text as it is, all else as JSON.
    """

    url: str
    method: str = ""
    status: int = 200
    body: Any = ""


def stubbed(stubs: Sequence[Stub]) -> Fetch:
    """Answers calls by the first stub that fits; the host of all others is denied."""

    def fetch(request: HttpRequest, left_s: float) -> HttpCall:
        del left_s
        for stub in stubs:
            if stub.url == request.url and stub.method in ("", request.method):
                body = stub.body if isinstance(stub.body, str) else msgspec.json.encode(stub.body).decode()
                return HttpCall(method=request.method, url=request.url, status=stub.status, body=body)
        return HttpCall(method=request.method, url=request.url, error=DENIED, denied=True)

    return fetch
