"""What a connection may hold, and for how long: refused at once, with the right status, and given back."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from mockserver.wire import port
from mockserver.wire.http1 import protocol
from mockserver.wire.limits import FREE_BYTES, MAX_HEAD_BYTES
from tests import raw
from tests.wire.http1.echo import BIG_BYTES, Running, serving_echo

MIB = 1 << 20
HEAD = b"POST /now HTTP/1.1\r\nhost: a\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"
BIG = b"GET /big/1 HTTP/1.1\r\nhost: a\r\n\r\n"
IDLE_S = 0.2


@pytest.fixture
def running() -> Iterator[Running]:
    """A service that answers what it was asked; at the end nothing is held any more."""
    with serving_echo() as running:
        yield running
    assert running.kind.budget.held == 0


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """The same, that waits for nobody as long as others do."""
    monkeypatch.setattr(port, "IDLE_S", IDLE_S)
    monkeypatch.setattr(protocol, "IDLE_S", IDLE_S)
    with serving_echo() as running:
        yield running
    assert running.kind.budget.held == 0


def answer_to_endless(running: Running, start: bytes, more: bytes) -> tuple[raw.Raw, int]:
    """The answer to a request that never ends, and how much of it was sent by then."""
    with running.connect() as connection:
        connection.sendall(start)
        connection.setblocking(False)
        sent, received = 0, b""
        while not received:
            try:
                sent += connection.send(more)
            except BlockingIOError:
                time.sleep(0.001)
            try:
                received = connection.recv(65536)
            except BlockingIOError:
                received = b""
        connection.setblocking(True)
        connection.shutdown(socket.SHUT_WR)
        (answer,) = raw.answers(received + raw.received(connection))
        return answer, sent


@pytest.mark.parametrize(
    ("start", "more", "status"),
    [
        (b"GET /", b"a" * 65536, 431),
        (HEAD + b"x: ", b"a" * 65536, 431),
        (HEAD, b"a" * 65536, 431),
        (HEAD, b"".join(b"x%d: y\r\n" % number for number in range(6000)), 431),
        (CHUNKED + b"0\r\nx: ", b"a" * 65536, 431),
        (CHUNKED + b"0\r\n", b"".join(b"x%d: y\r\n" % number for number in range(6000)), 431),
        (CHUNKED + b"1;", b"a" * 65536, 431),
        (CHUNKED, b"10000\r\n" + b"a" * 65536 + b"\r\n", 429),
        (HEAD + b"content-length: 99999999\r\n\r\n", b"a" * 65536, 429),
    ],
    ids=["target", "value", "name", "headers", "trailer", "trailers", "extension", "chunks", "body"],
)
def test_endless_requests(running: Running, start: bytes, more: bytes, status: int) -> None:
    """They are refused as soon as they are too long; what the peer goes on sending costs it no answer."""
    answer, _ = answer_to_endless(running, start, more)
    assert answer.status == status
    assert running.echo.asked == []


def test_a_head_within_the_limit(running: Running) -> None:
    """A head of nearly the limit is read, also in many small pieces."""
    with running.connect() as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(HEAD)
        for number in range(3000):
            connection.sendall(b"x-%d: %b\r\n" % (number, b"a" * 300))
        connection.sendall(b"\r\n")
        connection.shutdown(socket.SHUT_WR)
        (answer,) = raw.answers(raw.received(connection))
    assert answer.status == 200
    assert MAX_HEAD_BYTES > 3000 * 310


def test_tiny_chunks(running: Running) -> None:
    """A body in chunks of two bytes holds no more than its bytes."""
    with running.connect() as connection:
        connection.sendall(CHUNKED)
        connection.sendall(b"2\r\nab\r\n" * 200_000)
        held = wait_until_held(running, 400_000 - FREE_BYTES)
        assert held < 400_000 + FREE_BYTES
        connection.sendall(b"0\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        (answer,) = raw.answers(raw.received(connection))
    assert answer.body.endswith(b"ab" * 200_000)


def wait_until_held(running: Running, least: int) -> int:
    """What is held for peers, once it is as much."""
    while running.kind.budget.held < least:
        time.sleep(0.001)
    return running.kind.budget.held


def test_unfinished_uploads_share_a_budget(running: Running) -> None:
    """Who wants more than is left is refused at once; others go on, and find room when uploads have ended."""
    head = HEAD + b"content-length: 1000000\r\n\r\n"
    with ExitStack() as stack:
        opened = [stack.enter_context(running.connect()) for _ in range(40)]
        for connection in opened:
            connection.sendall(head + bytes(900_000))
        refused: set[int] = set()
        while len(refused) < 40 - 16 * MIB // (900_000 - FREE_BYTES):
            refused |= {number for number, each in enumerate(opened) if number not in refused and is_refused(each)}
        assert len(refused) <= 40 - 16 * MIB // 900_000
        with running.connect() as small:
            small.sendall(HEAD + b"content-length: 2\r\n\r\nab")
            assert small.recv(65536).startswith(b"HTTP/1.1 200")
        waiting = next(each for number, each in enumerate(opened) if number not in refused)
        waiting.sendall(bytes(100_000))
        assert waiting.recv(1000).startswith(b"HTTP/1.1 200")


def is_refused(connection: socket.socket) -> bool:
    """Whether an answer has come, which then is a refusal."""
    if not select.select([connection], [], [], 0)[0]:
        return False
    assert connection.recv(1000).startswith(b"HTTP/1.1 503 ")
    return True


def test_unread_answers_are_not_piled_up(running: Running) -> None:
    """A peer that does not read is not answered any further, until it reads."""
    with running.connect() as connection:
        connection.sendall(BIG * 50)
        wait_until_held(running, BIG_BYTES)
        held = running.kind.budget.held
        assert held < 5 * BIG_BYTES
        asked = len(running.echo.asked)
        connection.shutdown(socket.SHUT_WR)
        answers = raw.answers(raw.received(connection))
    assert asked < 50
    assert [answer.status for answer in answers] == [200] * 50


def test_answers_beyond_the_budget(running: Running) -> None:
    """An answer for which there is no room is a refusal instead."""
    running.kind.budget.held += 16 * MIB
    try:
        with running.connect() as connection:
            connection.sendall(BIG)
            assert connection.recv(65536).startswith(b"HTTP/1.1 503 ")
    finally:
        running.kind.budget.held -= 16 * MIB


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (b"", []),
        (b"P", []),
        (b"GET / HTTP/1.1\r\nhost: a\r\nx: ", [408]),
        (HEAD + b"content-length: 10\r\n\r\nabc", [408]),
        (b"GET /now HTTP/1.1\r\nhost: a\r\n\r\n", [200]),
        (b"GET /now HTTP/1.1\r\nhost: a\r\n\r\nGET /x", [200, 408]),
        (b"GET /stream HTTP/1.1\r\nhost: a\r\n\r\n", [200]),
    ],
    ids=["silent", "half a preface", "half a head", "half a body", "kept", "kept, half a head", "stream"],
)
def test_silence_ends_a_connection(impatient: Running, sent: bytes, answered: list[int]) -> None:
    """A request that has begun is told so, others just end."""
    with impatient.connect() as connection:
        connection.sendall(sent)
        assert [answer.status for answer in raw.answers(raw.received(connection))] == answered


def test_a_slow_upload_goes_on(impatient: Running) -> None:
    """As long as it moves, however long it takes, also on a connection that was used before."""
    with impatient.connect() as connection:
        connection.sendall(b"GET /now HTTP/1.1\r\nhost: a\r\n\r\n" + HEAD + b"content-length: 12\r\n\r\n")
        for _ in range(12):
            time.sleep(IDLE_S / 4)
            connection.sendall(b"a")
        connection.shutdown(socket.SHUT_WR)
        answers = raw.answers(raw.received(connection))
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[1].body.endswith(b"a" * 12)


def test_late_answers_are_not_cut(impatient: Running) -> None:
    """Who waits for us is not idle."""
    with impatient.connect() as connection:
        connection.sendall(b"GET /held/1 HTTP/1.1\r\nhost: a\r\n\r\n")
        time.sleep(3 * IDLE_S)
        impatient.release()
        connection.shutdown(socket.SHUT_WR)
        assert [answer.status for answer in raw.answers(raw.received(connection))] == [200]


def test_a_peer_that_never_reads_is_dropped(impatient: Running) -> None:
    """With all that was held for it."""
    with impatient.connect() as connection:
        connection.sendall(BIG * 20)
        wait_until_held(impatient, BIG_BYTES)
        while impatient.state.connections:
            time.sleep(0.01)
        assert impatient.kind.budget.held == 0


def test_half_closed_clients(running: Running) -> None:
    """A client that has stopped sending gets every answer, late and large ones too."""
    for path in (b"/now/1", b"/late/1", b"/late/but/longer", b"/big/1"):
        for _ in range(20):
            with running.connect() as connection:
                connection.sendall(b"GET %b HTTP/1.1\r\nhost: a\r\n\r\n" % path)
                connection.shutdown(socket.SHUT_WR)
                (answer,) = raw.answers(raw.received(connection))
                assert answer.body.startswith(b"GET " + path)


def test_clients_that_are_gone(running: Running) -> None:
    """They cost nothing afterwards, whatever they left."""
    for data in (BIG * 5, HEAD + b"content-length: 900000\r\n\r\n" + bytes(500_000), BIG + HEAD):
        with running.connect() as connection:
            connection.sendall(data)
            raw.reset(connection)
    while running.state.connections:
        time.sleep(0.001)
    assert running.kind.budget.held == 0
