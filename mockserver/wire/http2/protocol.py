"""HTTP/2 on a connection that uvicorn accepted, on the same event loop; the package h2 speaks the protocol.

    state      what happens                              left by
    OPEN       streams are opened and answered           the peer's GOAWAY -> FINISHING
                                                         its end of data, shutdown, silence -> LEAVING
                                                         its error, as in the next two -> LINGERING
    FINISHING  as before: only our own streams, of       no stream is open and nothing else has come -> LEAVING
               which there are none, are unwelcome
    LEAVING    streams that run are answered, new ones   the last stream has ended -> LINGERING,
               are refused; our own GOAWAY is out        or GONE where the server ends
    LINGERING  all is said and our side closed; what     the peer closes, or LINGER_S are over -> GONE
               comes is dropped
    GONE       nothing; everything held is given back

What comes is worked on in turns of a few milliseconds, so that a peer that floods its connection with frames, however
cheap, holds nobody else up; it is not read from meanwhile. Each turn ends with one round of sending.
"""

from __future__ import annotations

import asyncio
import enum
import logging
import time
from collections.abc import MutableSet
from typing import Any, cast

from h2.errors import ErrorCodes
from h2.exceptions import ProtocolError
from hyperframe.frame import GoAwayFrame

from mockserver.wire import limits
from mockserver.wire.budget import Budget
from mockserver.wire.http import HttpRequest, Service
from mockserver.wire.http2.account import Account
from mockserver.wire.http2.exchanges import Exchanges
from mockserver.wire.http2.frames import FrameReader
from mockserver.wire.http2.handshake import introduced, new_h2
from mockserver.wire.http2.stream import Stream
from mockserver.wire.http2.watch import Watch, last_moved, stalled
from mockserver.wire.outbox import Outbox
from mockserver.wire.peer import peer_of

_log = logging.getLogger(__name__)

_MAX_REPLIES_BYTES = 1 << 20
"""How much of what answers frames alone (pings, settings) may wait for a peer before it is not read from any more."""


class _State(enum.IntEnum):
    OPEN = 0
    FINISHING = 1
    LEAVING = 2
    LINGERING = 3
    GONE = 4


class Http2Protocol(asyncio.Protocol):
    """Serves one connection."""

    def __init__(
        self,
        service: Service,
        connections: MutableSet[Any],
        outbox: Outbox,
        max_body_bytes: int,
        budget: Budget,
    ) -> None:
        """Prepare for a connection.

        Args:
            connections: the server's open connections, on each of which it calls `shutdown` when it ends.
            outbox: takes what all connections write.
            max_body_bytes: a larger body is refused.
            budget: what all connections may hold together.
        """
        self._connections = connections
        self._outbox = outbox
        self._h2 = new_h2()
        self._reader = FrameReader()
        self._account = Account(max_body_bytes + limits.MAX_UNREAD_BYTES, budget)
        self._exchanges = Exchanges(service, self._h2, self._account, max_body_bytes, self._settle)
        self._sender = self._exchanges.sender
        self._transport: asyncio.Transport
        self._state = _State.OPEN
        self._ending = False
        """Whether the server ends."""
        self._turn: asyncio.Handle | None = None
        self._watch = Watch(self._look)
        self._paused = False
        """Whether the peer is not read from."""
        self._heard_s = 0.0
        self._blocked_s = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Say our settings."""
        self._connect(transport)
        self._h2.initiate_connection()
        introduced(self._h2)
        self._flush()

    def upgraded(self, transport: asyncio.BaseTransport, request: HttpRequest, settings: bytes) -> None:
        """Take over a connection of HTTP/1.1 whose 101 is on its way, in place of `connection_made`.

        Args:
            request: what was asked with the upgrade, complete; it is answered as stream 1.
            settings: as `upgrade_settings` gives them.
        """
        self._connect(transport)
        self._h2.initiate_upgrade_connection(settings)
        stream = Stream(1, request, self._heard_s, complete=True)
        introduced(self._h2)
        self._flush()
        self._exchanges.take(stream)
        self._settle()

    def connection_lost(self, _: Exception | None) -> None:
        """Give back all that is held."""
        self._state = _State.GONE
        self._connections.discard(self)
        self._watch.stop()
        if self._turn is not None:
            self._turn.cancel()
        self._exchanges.close()
        # h2 holds itself by its table of methods: emptied, it is freed at once and not when the collector comes by.
        vars(self._h2).clear()
        del self._exchanges, self._sender, self._watch

    def data_received(self, data: bytes) -> None:
        """Work on what came, for one turn."""
        self._heard_s = time.monotonic()
        if self._state < _State.LINGERING:
            self._reader.feed(data)
            if self._turn is None:
                self._work()

    def eof_received(self) -> bool:
        """Let a peer that has only stopped sending have its answers; one that is gone answers our GOAWAY by a reset."""
        if self._state >= _State.LINGERING or not self._transport.can_write_eof():
            return False
        for stream in list(self._exchanges.streams.values()):
            if not stream.complete:
                self._exchanges.drop(stream)
        self._ending = True  # there is no end of the peer to wait for
        self._leave()
        return True

    def pause_writing(self) -> None:
        self._sender.writable = False
        self._blocked_s = time.monotonic()

    def resume_writing(self) -> None:
        self._sender.writable = True
        if self._state < _State.LINGERING:
            if self._turn is None:
                self._read_on()
            self._settle()

    def shutdown(self) -> None:
        """Take no new streams, let those of the running ones finish that do so by themselves, then close."""
        self._ending = True
        for stream in list(self._exchanges.streams.values()):
            if stream.drained is not None:
                self._exchanges.reset(stream.id, ErrorCodes.NO_ERROR)
        if self._state is _State.LINGERING:
            self._transport.close()
        else:
            self._leave()

    def _connect(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._exchanges.scheme = "https" if transport.get_extra_info("sslcontext") else "http"
        self._exchanges.peer = peer_of(transport)
        self._connections.add(self)
        self._heard_s = time.monotonic()
        self._watch.ring_in(limits.IDLE_S)

    def _work(self) -> None:
        """Read frames for a while, then let others have their turn."""
        self._turn = None
        until = time.monotonic() + limits.TURN_S
        while self._state < _State.LINGERING and (batch := self._reader.batch()) is not None:
            if batch.overlong:
                self._h2.close_connection(ErrorCodes.FRAME_SIZE_ERROR)
                self._linger()
                return
            self._receive(batch.data)
            if batch.goaway and self._state is _State.OPEN:
                self._state = _State.FINISHING
            if time.monotonic() >= until:
                self._turn = asyncio.get_running_loop().call_soon(self._work)
                self._pause(True)
                break
        else:
            self._read_on()
        self._settle()

    def _receive(self, data: bytes) -> None:
        try:
            events = self._h2.receive_data(data)
        except ProtocolError as error:
            _log.debug("HTTP/2 protocol error: %s", error)
            self._linger()
        else:
            self._exchanges.handle_all(events)

    def _read_on(self) -> None:
        """Read from the peer again, unless it does not read."""
        self._pause(not self._sender.writable and self._transport.get_write_buffer_size() > _MAX_REPLIES_BYTES)

    def _pause(self, paused: bool) -> None:
        if paused != self._paused and not self._transport.is_closing():
            self._paused = paused
            if paused:
                self._transport.pause_reading()
            else:
                self._transport.resume_reading()

    def _settle(self) -> None:
        """Send what can be sent, and close where nothing more will be."""
        if self._state >= _State.LINGERING:
            return
        more = self._sender.pump()
        while self._exchanges.answer_waiting():
            more = self._sender.pump()
        self._flush()
        if more:
            asyncio.get_running_loop().call_soon(self._settle)
        if not self._exchanges.streams:
            if self._state is _State.FINISHING and self._turn is None:
                self._leave()
            elif self._state is _State.LEAVING:
                self._linger()

    def _leave(self) -> None:
        """Take no new streams, and go once the running ones are answered."""
        if self._state < _State.LEAVING:
            self._state = _State.LEAVING
            self._exchanges.leaving = True
            self._flush()
            # h2 would forbid all further sending after a GOAWAY of its own.
            frame = GoAwayFrame(stream_id=0, last_stream_id=self._h2.highest_inbound_stream_id)
            self._post(frame.serialize())
        self._settle()

    def _linger(self) -> None:
        """Send what there is to say, close our side, and wait a little for the peer to close its own."""
        if self._state >= _State.LINGERING:
            return
        self._state = _State.LINGERING
        for stream in list(self._exchanges.streams.values()):
            self._exchanges.drop(stream)
        close = self._ending or not self._transport.can_write_eof()
        self._post(self._h2.data_to_send(), close=close)
        if not close:
            loop = asyncio.get_running_loop()
            loop.call_soon(self._close_our_side)
            self._pause(False)
            self._blocked_s = time.monotonic()
            self._watch.ring_in(limits.LINGER_S)

    def _close_our_side(self) -> None:
        """Behind what the outbox has of us."""
        if not self._transport.is_closing():
            self._transport.write_eof()

    def _look(self) -> None:
        """See whether the peer is still there."""
        now = time.monotonic()
        if self._state is _State.LINGERING:
            if self._transport.get_write_buffer_size() and now - self._blocked_s < limits.IDLE_S:
                self._watch.ring_in(limits.LINGER_S)
            else:
                self._transport.abort()
            return
        if not self._sender.writable and now - self._blocked_s >= limits.IDLE_S:
            self._transport.abort()
            return
        streams = self._exchanges.streams
        for stream in stalled(list(streams.values()), self._heard_s, now):
            self._exchanges.reset(stream.id, ErrorCodes.CANCEL)
        if not streams and now - self._heard_s >= limits.IDLE_S:
            self._leave()
            return
        self._settle()
        waiting = [last_moved(stream, self._heard_s) for stream in streams.values() if stream.waits_for_peer]
        if self._state < _State.LINGERING:
            self._watch.ring_after(min(waiting, default=now if streams else self._heard_s), now)

    def _flush(self) -> None:
        data = self._h2.data_to_send()
        if data:
            self._post(data)

    def _post(self, data: bytes, *, close: bool = False) -> None:
        if (data or close) and not self._transport.is_closing():
            self._outbox.post(self._transport, data, close=close)
