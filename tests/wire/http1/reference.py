"""What is read of the same bytes by our reader and by h11, another implementation of HTTP/1.1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import h11

from mockserver.wire.budget import Budget
from mockserver.wire.http import HttpRequest, Response
from mockserver.wire.http1.reader import RequestReader
from mockserver.wire.http1.reading import Reading
from mockserver.wire.http1.unfinished import PIECE_BYTES

LISTS = frozenset({b"connection", b"upgrade", b"http2-settings"})
"""Headers that are not compared: what came twice, ours joins, and h11 keeps apart."""
MAX_BODY_BYTES = 1 << 16
MAX_HEAD_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Message:
    """A request, as far as both can tell."""

    method: str
    path: bytes
    query: bytes
    headers: Mapping[bytes, bytes]
    body: bytes


@dataclass(slots=True)
class Outcome:
    """What came of a stream of bytes.

    Attributes:
        messages: requests, in order.
        refused: status of the refusal behind them, 0 without one.
        closed: whether nothing else would be read.
        asked: how often a client waited to be told to go on.
    """

    messages: list[Message] = field(default_factory=list)
    refused: int = 0
    closed: bool = False
    asked: int = 0


def compared(name: bytes, value: bytes) -> bytes:
    """A header's value as both can tell it: codings are written in any case, and h11 gives them in lower case."""
    return value.lower() if name == b"transfer-encoding" else value


class _Collector:
    """Takes what our reader reads."""

    def __init__(self) -> None:
        self.outcome = Outcome()

    def receive(self, request: HttpRequest, *, keep: bool) -> None:
        headers = {name: compared(name, value) for name, value in request.headers.items() if name not in LISTS}
        self.outcome.messages.append(Message(request.method, request.raw_path, request.query, headers, request.body))
        self.outcome.closed = not keep

    def refuse(self, response: Response) -> None:
        self.outcome.refused = response.status
        self.outcome.closed = True

    def offer(self, request: HttpRequest, settings: bytes) -> None:
        assert settings
        self.receive(request, keep=True)

    def expect(self) -> None:
        self.outcome.asked += 1


def read_by_us(pieces: Iterable[bytes]) -> Outcome:
    """Have our reader read; whatever happens, it must have given back what it was paid."""
    collector, budget = _Collector(), Budget(1 << 30)
    reader = RequestReader(collector, lambda _: Response(429, [], b""), "http", "127.0.0.1", MAX_BODY_BYTES, budget)
    for piece in pieces:
        for start in range(0, len(piece), PIECE_BYTES):
            reader.feed(piece[start : start + PIECE_BYTES])
    assert (reader.state is Reading.OVER) == collector.outcome.closed
    reader.close()
    assert budget.held == 0
    return collector.outcome


def read_by_h11(data: bytes) -> Outcome:
    """Have h11 read; each request is answered as soon as it is complete."""
    outcome = Outcome()
    try:
        while not outcome.closed and (data := _as_h11_likes_it(data)):
            connection = _Reference()
            message = connection.read(data)
            if message is None:
                break
            outcome.messages.append(message)
            outcome.closed = not connection.answer()
            data = connection.rest()
    except h11.RemoteProtocolError as error:
        outcome.refused, outcome.closed = error.error_status_hint, True
    return outcome


def _as_h11_likes_it(data: bytes) -> bytes:
    """What our parser reads over in front of a request, and h11 refuses, taken away.

    Empty lines, which RFC 9112, 2.2 wants read over; more than one blank in the request line, which changes no meaning.
    """
    return re.sub(rb"\A([A-Z-]+) +(\S+) +(?=HTTP/)", rb"\1 \2 ", data.lstrip(b"\r\n"))


class _Reference:
    """A connection of h11, for one request."""

    def __init__(self) -> None:
        self._h11 = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD_BYTES)
        self._head: h11.Request
        self._body = bytearray()

    def read(self, data: bytes) -> Message | None:
        """The message, if it is complete. Raises: h11.RemoteProtocolError."""
        self._h11.receive_data(data)
        while (event := self._h11.next_event()) is not h11.NEED_DATA:
            match event:
                case h11.Request():
                    self._head = event
                case h11.Data():
                    self._body += event.data
                case h11.EndOfMessage():
                    return _message(self._head, bytes(self._body))
        return None

    def answer(self) -> bool:
        """Answer, without switching to another protocol; whether the connection stays open."""
        self._h11.send(h11.Response(status_code=404, headers=[("content-length", "0")]))
        self._h11.send(h11.EndOfMessage())
        return self._h11.our_state is h11.DONE

    def rest(self) -> bytes:
        """What came behind the request."""
        return self._h11.trailing_data[0]


def _message(event: h11.Request, body: bytes) -> Message:
    headers: dict[bytes, bytes] = {}
    for name, value in event.headers:
        if name not in LISTS:
            headers.setdefault(name, compared(name, value))
    path, _, query = event.target.partition(b"?")
    return Message(event.method.decode(), path, query, headers, body)
