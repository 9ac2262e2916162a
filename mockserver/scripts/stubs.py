"""Calls of scripts, answered without a network; or made, where their host is allowed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from mockserver.later import Later
from mockserver.script_http import ScriptHttp, Stub
from mockserver.scripts.model import Fetch, HttpCall, HttpRequest

if TYPE_CHECKING:
    from mockserver.scripts import outgoing
else:
    outgoing = Later("mockserver.scripts.outgoing")

DENIED = "host is denied"
_OFF = "calls are off: --script-http allow=HOST lets them out, --script-http stub=FILE answers them"
_TOO_LATE = "context deadline exceeded"


def stubbed(stubs: Sequence[Stub]) -> Fetch:
    """Answers calls by the first stub that fits; the host of all others is denied."""
    return fetch_by(ScriptHttp(stubs=tuple(stubs)))


def fetch_by(http: ScriptHttp) -> Fetch:
    """Answers calls by the first stub that fits, makes those to hosts that are allowed, and denies the rest."""

    def fetch(request: HttpRequest, left_s: float) -> HttpCall:
        for stub in http.stubs:
            if stub.fits(request.method, request.url):
                return _answered(stub, request, left_s)
        if http.allow:
            return outgoing.call(request, http, left_s)
        return HttpCall(method=request.method, url=request.url, error=DENIED, denied=True, reason=_OFF)

    return fetch


def _answered(stub: Stub, request: HttpRequest, left_s: float) -> HttpCall:
    if stub.delay:
        time.sleep(min(stub.delay / 1000, max(left_s, 0)))
        if stub.delay / 1000 > left_s:
            return HttpCall(method=request.method, url=request.url, error=_TOO_LATE)
    if stub.error:
        return HttpCall(method=request.method, url=request.url, error=stub.error)
    body = stub.body if isinstance(stub.body, str) else msgspec.json.encode(stub.body).decode()
    return HttpCall(method=request.method, url=request.url, status=stub.status, body=body)
