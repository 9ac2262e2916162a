"""Requests sent without waiting: every answer comes, in order, each to its own request, whatever they are a mix of."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.wire.http1 import protocol
from mockserver.wire.http1.unfinished import PIECE_BYTES
from tests import raw
from tests.wire.http1.echo import Running, serving_echo
from tests.wire.http1.streams import cut

REFUSALS = {
    b"garbage\r\n\r\n": 400,
    b"GET /x HTTP/1.1\r\n\r\n": 400,
    b"GET /x HTTP/1.1\r\nhost: a\r\nx: " + b"a" * (1 << 21): 431,
    b"POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999\r\n\r\n": 429,
    b"POST /x HTTP/1.1\r\nhost: a\r\ntransfer-encoding: gzip\r\n\r\n": 501,
}
HTTP2 = b"connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n"
_UPGRADES = st.sampled_from((b"", b"connection: upgrade\r\nupgrade: websocket\r\n", b"upgrade: h2c\r\n"))


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A service that answers what it was asked."""
    with serving_echo() as running:
        yield running


def post(path: str, body: bytes = b"", extra: bytes = b"") -> bytes:
    """A request."""
    return b"POST %b HTTP/1.1\r\nhost: a\r\n%bcontent-length: %d\r\n\r\n%b" % (path.encode(), extra, len(body), body)


def exchange(running: Running, pieces: list[bytes]) -> list[raw.Raw]:
    """Send pieces, say that no more will come, and read all answers."""
    with running.connect() as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)
        return raw.answers(raw.received(connection))


@dataclass(frozen=True, slots=True)
class Mix:
    """Requests by their paths and bodies, a refusal behind them or none, and all of it in pieces."""

    paths: list[str]
    bodies: list[bytes]
    refusal: bytes
    pieces: list[bytes]


@st.composite
def mixes(draw: st.DrawFn) -> Mix:
    """Immediate, late and large answers; requests that ask for another protocol; bodies that look like requests."""
    kinds = draw(st.lists(st.sampled_from(("/now", "/late", "/late/but/longer", "/big")), min_size=1, max_size=6))
    paths = [f"{kind}/{number}" for number, kind in enumerate(kinds)]
    bodies = [draw(st.one_of(st.binary(max_size=20), st.just(post("/smuggled")))) for _ in paths]
    data = b"".join(post(path, body, draw(_UPGRADES)) for path, body in zip(paths, bodies, strict=True))
    refusal = draw(st.sampled_from((b"", *REFUSALS)))
    return Mix(paths, bodies, refusal, [*draw(cut(data)), refusal])


def answered_in_order(running: Running, mix: Mix) -> None:
    """Assert that each request got its own answer, in its turn, and the refusal its status."""
    answers = exchange(running, mix.pieces)
    expected = [b"POST %b  a %b" % (path.encode(), body) for path, body in zip(mix.paths, mix.bodies, strict=True)]
    assert [answer.body[: len(line)] for answer, line in zip(answers, expected, strict=False)] == expected
    assert [answer.status for answer in answers[len(expected) :]] == ([REFUSALS[mix.refusal]] if mix.refusal else [])


@settings(max_examples=60)
@given(mix=mixes())
def test_mixes(running: Running, mix: Mix) -> None:
    """Any of them, in any order, cut anywhere."""
    answered_in_order(running, mix)


@pytest.mark.fuzz
@pytest.mark.timeout(1800)
@settings(max_examples=3000, derandomize=False)
@given(mix=mixes())
def test_fuzz_mixes(running: Running, mix: Mix) -> None:
    """The same, at length and at random."""
    answered_in_order(running, mix)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_waits_for_its_turn(running: Running, refusal: bytes) -> None:
    """It comes behind an answer that is held until it was read."""
    with running.connect() as connection:
        connection.sendall(post("/held/1") + post("/now/2"))
        connection.sendall(refusal)
        while not running.echo.held:
            time.sleep(0.001)
        running.release()
        answers = raw.answers(raw.received(connection))
    assert [answer.status for answer in answers] == [200, 200, REFUSALS[refusal]]
    assert answers[0].body.startswith(b"POST /held/1")


def test_go_on_comes_in_its_turn(running: Running) -> None:
    """A client that waits with a body is told to go on behind the answers to what it asked before."""
    with running.connect() as connection:
        connection.sendall(post("/late/1") + post("/now/2", b"body", b"expect: 100-continue\r\n")[:-4])
        received = b""
        while b"100 Continue" not in received:
            received += connection.recv(1 << 16)
        assert received.index(b"POST /late/1") < received.index(b"100 Continue")
        connection.sendall(b"body")
        connection.shutdown(socket.SHUT_WR)
        assert raw.received(connection).endswith(b"POST /now/2  a body")


def test_nothing_behind_the_last(running: Running) -> None:
    """What follows a request that closes the connection, or a stream, is not answered and not carried out."""
    for last in (post("/now/last", b"", b"connection: close\r\n"), post("/stream/last")):
        running.echo.asked.clear()
        received = exchange(running, [post("/late/first") + last + post("/now/behind")])
        assert [answer.status for answer in received] == [200, 200]
        assert running.echo.asked == ["/late/first", last.split(b" ")[1].decode()]


@pytest.mark.parametrize("body", [b"body", post("/smuggled")])
@pytest.mark.parametrize("apart", [False, True])
def test_http2_is_not_offered_to_a_pipeline(running: Running, body: bytes, *, apart: bool) -> None:
    """A request that asks for it and has others behind it is answered over HTTP/1.1, with its body, and so are they."""
    running.echo.asked.clear()
    asking = post("/now/1", body, HTTP2)
    data = asking + post("/now/2", b"", HTTP2) + post("/now/3")
    answers = exchange(running, [data[: len(asking) - 2], data[len(asking) - 2 :]] if apart else [data])
    assert [answer.body for answer in answers] == [b"POST /now/1  a " + body, b"POST /now/2  a ", b"POST /now/3  a "]
    assert running.echo.asked == ["/now/1", "/now/2", "/now/3"]


def test_much_at_once_takes_turns(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much a peer sends at once, others are answered between its pieces; nothing of it is lost."""
    monkeypatch.setattr(protocol, "TURN_S", 0.0)
    turns: list[int] = []
    reading = protocol.Http1Protocol._read_on

    def noting(connection: protocol.Http1Protocol) -> None:
        before = len(running.echo.asked)
        reading(connection)
        turns.append(len(running.echo.asked) - before)

    monkeypatch.setattr(protocol.Http1Protocol, "_read_on", noting)
    requests = [post(f"/now/{number}", b"x" * 900) for number in range(1_000)]
    answers = exchange(running, [b"".join(requests)])

    assert [answer.body.split()[1] for answer in answers] == [b"/now/%d" % number for number in range(1_000)]
    assert max(turns) <= PIECE_BYTES // 900
