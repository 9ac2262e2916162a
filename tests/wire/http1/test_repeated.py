"""Requests with the head of the one before them: read like any others, whatever comes between them."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from mockserver.wire.budget import Budget
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.http1.reader import RequestReader
from tests.wire.http1.reference import read_by_us

_SET = b"POST /set?a=%62 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n"
_GET = b"GET /%67et HTTP/1.1\r\nhost: a\r\n\r\n"
_PIECES = st.sampled_from(
    [
        _SET + b"one",
        _SET + b"two",
        _SET + b"\r\n\r",
        _GET,
        _GET + _GET,
        _GET + _SET + b"two",
        _SET + b"one" + _SET + b"two",
        _SET,
        b"two",
        _SET[:20],
        _SET[20:] + b"one",
        b"\r\n",
        b"\r\n\r\n" + _GET,
        b"POST /set?a=%62 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n",
        b"POST /set?a=%62 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\nexpect: 100-continue\r\n\r\nx",
        b"GET / HTTP/1.1\nhost: a\n\n",
        b"GET http://b/ HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /last HTTP/1.0\r\nhost: a\r\n\r\n",
        b"GET /bad HTTP/1.1\r\n\r\n",
    ]
)


@settings(max_examples=500)
@given(st.lists(_PIECES, max_size=8))
def test_the_same_as_byte_by_byte(pieces: list[bytes]) -> None:
    """Pieces that repeat each other, or parts of each other, are read as if each byte had come alone."""
    # Twice each, so that what was read before is found again right away.
    pieces = list(itertools.chain.from_iterable(zip(pieces, pieces, strict=True)))
    whole, crumbs = read_by_us(pieces), read_by_us([bytes([byte]) for byte in b"".join(pieces)])

    if whole.refused:
        # What is left of a request behind another one in a piece is a method that nobody knows, which is refused there.
        assert whole.messages == crumbs.messages[: len(whole.messages)]
    else:
        assert (whole.messages, whole.refused, whole.closed) == (crumbs.messages, crumbs.refused, crumbs.closed)


def test_one_set_of_headers() -> None:
    """What repeats a head shares its headers, which a journal then holds once, and nothing of another's body."""
    first, second, third = _read([_SET + b"one", _SET + b"two", _SET.replace(b"set", b"put") + b"two"])

    assert second.headers is first.headers
    assert third.headers == first.headers
    assert [request.body for request in (first, second, third)] == [b"one", b"two", b"two"]
    assert [request.path for request in (first, second, third)] == ["/set", "/set", "/put"]


def test_a_long_head_is_not_held() -> None:
    """A connection keeps no head that is larger than any that people send."""
    long = _GET.replace(b"\r\n\r\n", b"\r\nx: %b\r\n\r\n" % (b"y" * 5000))
    first, second = _read([long, long])

    assert first == second
    assert second.headers is not first.headers


def _read(pieces: list[bytes]) -> list[HttpRequest]:
    """What a reader makes of them; the requests themselves."""
    sink = _Sink()
    reader = RequestReader(sink, lambda _: Response(429, [], b""), "http", "127.0.0.1", 1 << 16, Budget(1 << 20))
    for piece in pieces:
        reader.feed(piece)
    return sink.requests


class _Sink:
    """Holds what it is given; nothing is to be refused."""

    def __init__(self) -> None:
        self.requests: list[HttpRequest] = []

    def receive(self, request: HttpRequest, *, keep: bool) -> None:
        assert keep
        self.requests.append(request)

    def refuse(self, response: Response) -> None:
        raise AssertionError(response)

    def offer(self, request: HttpRequest, settings: bytes) -> None:
        raise AssertionError(request, settings)

    def expect(self) -> None:
        raise AssertionError
