"""Every header of an answer held against the recording, not only those that each recording holds.

Run as `python -m contracts.recorded_headers BASE_URL ADMIN_PAT TRACE...`. Headers are compared where the status is the
recorded one; what else differs is the replayer's to tell.
"""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from .answer import KEPT_HEADERS, MORE_HEADERS, Answer
from .comparison import Difference, differences
from .exchange import Exchange, JsonContent
from .placeholders import Placeholders, UnboundPlaceholder
from .reading import read_trace
from .replayer import ADMIN_ROLE, TIMEOUT_S, Deviation
from .sending import send
from .target import Target

_ALWAYS_HELD = "vary"
"""A trace that holds this header anywhere holds all that are not free."""
_LOCATION = "location"

Filled = Callable[[str], str]


def holds_all_headers(trace: Path) -> bool:
    """Whether a recording tells of a header that is not there, too, that it was not there."""
    return any(_ALWAYS_HELD in exchange.response.headers for exchange in read_trace(trace))


def header_deviations(trace: Path, target: Target) -> list[Deviation]:
    """Replay a trace and compare headers alone.

    Raises: TraceError, OSError, httpx.RequestError.
    """
    placeholders = Placeholders({ADMIN_ROLE: target.admin_pat}, nonce=secrets.token_hex(4))
    names = (*KEPT_HEADERS, *MORE_HEADERS) if holds_all_headers(trace) else KEPT_HEADERS
    found = []
    with httpx.Client(base_url=target.base_url, timeout=TIMEOUT_S, trust_env=False) as client:
        for exchange in read_trace(trace):
            try:
                answer = send(client, exchange.request, placeholders)
            except UnboundPlaceholder:
                continue
            _bind(exchange, answer, placeholders)
            if answer.status == exchange.response.status:
                found += [
                    Deviation(exchange.file, exchange.line, str(exchange.request), difference)
                    for difference in _compare(exchange, answer, names, placeholders.fill_text)
                ]
    return found


def _bind(exchange: Exchange, answer: Answer, placeholders: Placeholders) -> None:
    """Take the values that the server made up, which later requests name."""
    if isinstance(exchange.response.content, JsonContent):
        try:
            body = json.loads(answer.content)
        except ValueError:
            return
        differences(exchange.response.content.value, body, placeholders)


def _compare(exchange: Exchange, answer: Answer, names: tuple[str, ...], filled: Filled) -> Iterator[Difference]:
    wanted = exchange.response.headers
    for name in names:
        expected, seen = wanted.get(name), answer.headers.get(name)
        if expected != seen:
            yield Difference(f"header {name}", str(expected), str(seen))
    # What stands in the header itself are ids and names of the recorded run.
    match exchange.response.content:
        case JsonContent({"$location": {"url": str() as url}}):
            path = answer.headers.get(_LOCATION, "").partition("?")[0]
            if path != filled(url):
                yield Difference(f"header {_LOCATION}", filled(url), path)
        case _ if _LOCATION in answer.headers:
            yield Difference(f"header {_LOCATION}", "None", answer.headers[_LOCATION])


if __name__ == "__main__":
    deviations = [
        deviation for trace in sys.argv[3:] for deviation in header_deviations(Path(trace), Target(*sys.argv[1:3]))
    ]
    sys.stdout.writelines(f"{deviation}\n" for deviation in deviations)
    sys.exit(bool(deviations))
