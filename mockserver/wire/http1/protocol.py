"""HTTP/1.1 on a connection that uvicorn accepted.

Requests are answered in the callback that completes them, without a task, and written in one piece. Through uvicorn's
own protocol and ASGI the same answer costs 1.6 times the CPU (docs/performance.md), hence this package.

What is read and what is answered have states of their own (`reading.py`, `answers.py`). Of the connection as a whole:

    state      when                                       ends by
    OPEN       it is read from                            the last request, a refusal, the peer's end
    HELD BACK  answers are late or not read, or much has  an answer, the peer reads on, its next turn
               come; what comes meanwhile waits unread    -> OPEN
    ENDED      the peer has sent its last (half close)    the last answer -> closed
    LINGERING  a refusal is out and our side closed;      the peer closes, or LINGER_S are over -> closed
               what the peer still sends is dropped
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, MutableSet
from typing import Any, cast

from mockserver.wire.budget import Budget
from mockserver.wire.http import HttpRequest, Response, Service
from mockserver.wire.http1 import refusals
from mockserver.wire.http1.answers import Answering, Answers
from mockserver.wire.http1.reader import RequestReader
from mockserver.wire.http1.reading import Reading, Receive
from mockserver.wire.http1.unfinished import PIECE_BYTES
from mockserver.wire.idle import IdleTimer
from mockserver.wire.limits import IDLE_S, LINGER_S, TURN_S
from mockserver.wire.outbox import Outbox
from mockserver.wire.peer import peer_of

_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_FREE, _LATE, _STREAM = Answering.FREE, Answering.LATE, Answering.STREAM
_LAST = frozenset({Answering.STREAM, Answering.OVER})
"""Behind these answers there are no others."""
Upgrade = Callable[[asyncio.Transport, HttpRequest, bytes], bool]
"""Answers a request over HTTP/2, on a transport that it takes over; False where the settings given cannot be used."""


class Http1Protocol(asyncio.Protocol):
    """Serves one connection."""

    def __init__(
        self,
        service: Service,
        connections: MutableSet[Any],
        outbox: Outbox,
        max_body_bytes: int,
        budget: Budget,
        upgrade: Upgrade,
    ) -> None:
        """Prepare for a connection.

        Args:
            connections: the server's open connections, on each of which it calls `shutdown` when it ends.
            outbox: takes the answers of all connections.
            max_body_bytes: a larger body is refused.
            budget: what all connections may hold together.
            upgrade: takes over where a client asks for HTTP/2.
        """
        self._service = service
        self._connections = connections
        self._outbox = outbox
        self._max_body_bytes = max_body_bytes
        self._budget = budget
        self._upgrade = upgrade
        self._transport: asyncio.Transport
        self.receive: Receive
        """Takes requests."""
        self._reader: RequestReader
        self._answers: Answers
        self._idle: IdleTimer
        self._held_back = bytearray()
        self._paid_bytes = 0
        self._expected = False
        """Whether a client waits to be told that it may send its body, which earlier answers come before."""
        self._ended = False
        self._linger: asyncio.TimerHandle | None = None
        self._unread_bytes = 0
        """What the peer had not read when it was looked at last."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._answers = Answers(
            self._service, self._transport, self._outbox, self._budget, self._read_on, self._after_refusal
        )
        self.receive = self._answers.receive
        scheme = "https" if transport.get_extra_info("sslcontext") else "http"
        self._reader = RequestReader(
            self, self._service.too_large, scheme, peer_of(transport), self._max_body_bytes, self._budget
        )
        self._idle = IdleTimer(IDLE_S, self._nothing_moved)
        self._connections.add(self)

    def connection_lost(self, _: Exception | None) -> None:
        self._leave()
        self._answers.close()
        if self._linger is not None:
            self._linger.cancel()

    def data_received(self, data: bytes) -> None:
        self._idle.moved_s = time.monotonic()
        if self._answers.state is not _FREE or self._held_back:
            self._hold_back(data)
        elif len(data) > PIECE_BYTES:
            self._hold_back(data)
            self._read_on()
        else:
            self._answers.posted = 0
            self._reader.feed(data)

    def eof_received(self) -> bool:
        """Keep writing to a peer that has only stopped sending, until it has all its answers."""
        self._ended = True
        state = self._answers.state
        # TLS is closed by its end, whatever is returned here.
        if state in _LAST or not self._transport.can_write_eof():
            self._outbox.deliver()
            return False
        if state is _FREE and not self._held_back:
            self._outbox.post(self._transport, b"", close=True)
        return True

    def pause_writing(self) -> None:
        self._idle.moved_s = time.monotonic()
        self._unread_bytes = self._transport.get_write_buffer_size()
        self._answers.pause()

    def resume_writing(self) -> None:
        self._idle.moved_s = time.monotonic()
        self._answers.resume()

    def shutdown(self) -> None:
        """Close, after the answer that is under way if there is one that ends by itself."""
        self._answers.leaving = True
        if self._answers.stuck:
            self._transport.abort()  # closing would wait for a peer that does not read
        elif self._answers.state is not _LATE:
            self._transport.close()

    def refuse(self, response: Response) -> None:
        """A request that cannot be read is refused in its turn."""
        self._answers.refuse(response)

    def offer(self, request: HttpRequest, settings: bytes) -> None:
        """Go on in HTTP/2 where nothing is under way, else answer as if it had not been asked for."""
        free = self._answers.state is _FREE and not self._held_back and not self._answers.leaving and not self._ended
        if free and self._upgrade(self._transport, request, settings):
            self._leave()
            self._answers.close()
        else:
            self._answers.receive(request, keep=True)

    def expect(self) -> None:
        """Tell a client to send its body, behind earlier answers."""
        if self._answers.state is _FREE:
            self._outbox.post(self._transport, _CONTINUE, close=False)
        else:
            self._expected = True

    def _hold_back(self, data: bytes) -> None:
        """Keep what comes while answers are under way, and have the peer wait; throw away what comes behind them."""
        if self._answers.state in _LAST or self._reader.state is Reading.OVER:
            return
        self._held_back += data
        self._pay()
        self._transport.pause_reading()

    def _read_on(self) -> None:
        """Nothing is under way: read what was held back, as much as a turn has time for, then the connection."""
        answers, reader = self._answers, self._reader
        answers.posted = 0
        self._idle.moved_s = time.monotonic()
        until = self._idle.moved_s + TURN_S
        while self._held_back and answers.state is _FREE and reader.state is not Reading.OVER:
            piece = bytes(self._held_back[:PIECE_BYTES])
            del self._held_back[:PIECE_BYTES]
            reader.feed(piece)
            if time.monotonic() >= until:
                break
        if self._transport.is_closing() or self not in self._connections:
            return  # gone, or another protocol's
        if answers.state in _LAST or reader.state is Reading.OVER:
            self._held_back.clear()
        self._pay()
        if answers.state is _FREE and not self._held_back:
            if self._expected and reader.state is Reading.BODY:
                self._outbox.post(self._transport, _CONTINUE, close=False)
            self._expected = False
            if self._ended:
                self._outbox.post(self._transport, b"", close=True)
        if self._held_back:
            self._transport.pause_reading()
            if answers.state is _FREE:
                asyncio.get_running_loop().call_soon(self._next_turn)
        elif answers.state is _FREE or answers.state in _LAST:
            self._transport.resume_reading()

    def _next_turn(self) -> None:
        if self._answers.state is _FREE and not self._transport.is_closing():
            self._read_on()

    def _pay(self) -> None:
        """Have the budget know what is held back."""
        more = len(self._held_back) - self._paid_bytes
        if more <= 0:
            self._budget.give(-more)
        elif not self._budget.take(more):
            self._held_back.clear()
            self._pay()
            self._reader.refuse(refusals.EXHAUSTED)
            return
        self._paid_bytes += more

    def _after_refusal(self) -> None:
        """Close our side behind the refusal. Closed wholly, what the peer still sends might cost it the answer."""
        self._reader.stop()
        self._held_back.clear()
        self._pay()
        if self._ended or self._answers.leaving:
            self._outbox.post(self._transport, b"", close=True)
            return
        loop = asyncio.get_running_loop()
        loop.call_soon(self._close_our_side)
        self._linger = loop.call_later(LINGER_S, self._transport.close)
        self._transport.resume_reading()

    def _close_our_side(self) -> None:
        if self._transport.can_write_eof() and not self._transport.is_closing():
            self._transport.write_eof()

    def _nothing_moved(self) -> None:
        """Neither side has done anything for `IDLE_S`: end what waits for the peer."""
        self._outbox.deliver()
        unread_bytes = self._transport.get_write_buffer_size()
        if self._answers.state is _LATE:
            return
        if unread_bytes:
            if unread_bytes < self._unread_bytes:
                self._unread_bytes = unread_bytes  # slow, but it reads
            else:
                self._transport.abort()
        elif self._answers.state is not _STREAM:
            if self._reader.state in (Reading.HEAD, Reading.BODY):
                self._reader.refuse(refusals.TIMED_OUT)
            else:
                self._transport.close()

    def _leave(self) -> None:
        """Stop reading and watching; who refers to whom is a ring, which only the collector would find."""
        self._connections.discard(self)
        self._idle.stop()
        self._reader.close()
        self._held_back.clear()
        self._pay()
