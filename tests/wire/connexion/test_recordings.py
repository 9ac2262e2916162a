"""Every recorded request is answered by the Connexion application as by the port's shortcut, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from http import HTTPMethod
from pathlib import Path

import httpx
import pytest

from contracts.answer import Answer as Seen
from contracts.answer import answer_differences
from contracts.placeholders import Placeholders, UnboundPlaceholder
from contracts.reading import read_trace
from contracts.replayer import ADMIN_ROLE
from contracts.sending import send
from contracts.target import Target
from contracts.test_recordings import TRACES
from tests.sampling import is_in_sample
from tests.wire.connexion.twins import HOST, Answer, Twins, comparable

TIMEOUT_S = 20.0
_ONE_IN = 12
SAMPLED = [
    pytest.param(
        path,
        id=path.stem,
        marks=[] if is_in_sample(path.stem, _ONE_IN) else [pytest.mark.thorough],
    )
    for path in TRACES
]
"""All recordings; a run of all tests takes one in twelve, as hardly anything is theirs alone here."""


def client(target: Target) -> httpx.Client:
    """What sends recorded requests."""
    return httpx.Client(base_url=target.base_url, timeout=TIMEOUT_S, trust_env=False, headers={"host": HOST})


def bytes_of(seen: Seen) -> Answer:
    """An answer with its headers in their order."""
    headers = seen.headers.raw if isinstance(seen.headers, httpx.Headers) else []
    return comparable(seen.status, headers, seen.content)


def differing(trace: Path, both: Twins) -> Iterator[str]:
    """What the two answer differently."""
    nonce = sha256(trace.name.encode()).hexdigest()[:8]
    tokens = {ADMIN_ROLE: both.port.admin_pat}
    with client(both.port) as port, client(both.application) as application:
        asked = [(http, Placeholders(tokens, nonce)) for http in (port, application)]
        for exchange in read_trace(trace):
            if exchange.request.method not in HTTPMethod.__members__:
                continue  # it is refused, or not, by the parser of HTTP, which the port and uvicorn need not share
            try:
                seen = [send(http, exchange.request, values) for http, values in asked]
            except UnboundPlaceholder:
                continue  # what it asks for was to come out of an operation that nobody models yet
            for answer, (_, values) in zip(seen, asked, strict=True):
                list(answer_differences(exchange, answer, values))
            one, other = map(bytes_of, seen)
            if one != other:
                yield f"{exchange.file}:{exchange.line} {exchange.request}\n  port {one}\n  Connexion {other}"


@pytest.mark.parametrize("trace", SAMPLED)
def test_recording(trace: Path, both: Twins) -> None:
    """Status, headers in their order but for the date, body."""
    assert [*differing(trace, both)][:5] == []
