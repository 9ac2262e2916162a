"""Bodies of requests as they come, and the room that a peer has for more of them."""

from __future__ import annotations

import time

from h2.connection import H2Connection
from h2.events import DataReceived

from mockserver.wire.http2.account import Account
from mockserver.wire.http2.stream import Stream


class Bodies:
    """Keeps what comes, and tells h2 how much more may come."""

    def __init__(self, h2: H2Connection, account: Account) -> None:
        self._h2 = h2
        self._account = account

    def receive(self, event: DataReceived, stream: Stream | None) -> bool:
        """Keep some of a body, unless nobody wants it any more; False where there is no room for it."""
        data, length = event.data or b"", event.flow_controlled_length or 0
        if stream is not None and stream.incoming is not None:
            # The connection's window is for all streams; the stream's own is opened again as its call reads.
            if length:
                self._h2.increment_flow_control_window(length)
            if length > len(data):
                self._h2.increment_flow_control_window(length - len(data), stream.id)
        else:
            self._h2.acknowledge_received_data(length, event.stream_id or 0)
        if stream is None or stream.answered or not data:
            return True
        stream.moved_s = time.monotonic()
        if not self._account.take(len(data)):
            return False
        stream.held += len(data)
        if stream.incoming is not None:
            stream.incoming.put_nowait(data)
        elif not stream.body:
            stream.body = data
        else:
            if isinstance(stream.body, bytes):
                stream.body = bytearray(stream.body)
            stream.body += data
        return True

    def read(self, stream: Stream, size: int) -> None:
        """Note that a streaming call has read some of its request."""
        stream.held -= size
        self._account.give(size)
        if not stream.complete:
            self._h2.increment_flow_control_window(size, stream.id)

    def taken(self, stream: Stream) -> bytes:
        """All of a body, which is not kept any longer."""
        body = bytes(stream.body)
        stream.body = b""
        self._account.give(stream.held)
        stream.held = 0
        return body
