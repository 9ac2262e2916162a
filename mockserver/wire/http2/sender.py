"""Sends what flow control lets out, a frame of each stream in turn."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable

from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.exceptions import ProtocolError

from mockserver.wire import limits
from mockserver.wire.http import Headers
from mockserver.wire.http2.account import Account
from mockserver.wire.http2.stream import Stream
from mockserver.wire.responses import http_date

_log = logging.getLogger(__name__)

_TURN_BYTES = 256 << 10
"""How much is handed to the transport in one turn; only then it tells whether the peer reads."""
_HTTP1_HEADERS = frozenset({b"connection", b"keep-alive", b"transfer-encoding", b"upgrade"})


class Sender:
    """Knows which streams have something to send and may be able to.

    A stream whose own window is used up is in no list until that window is opened, and one that waits for the
    connection's stays in the list: so an update of a window costs the same however many streams are stalled.
    """

    def __init__(self, h2: H2Connection, account: Account, ended: Callable[[Stream], None]) -> None:
        """Send through h2; `ended` is told of each stream whose answer is complete."""
        self._h2 = h2
        self._account = account
        self._ended = ended
        self._able: dict[int, Stream] = {}
        self.writable = True
        """Whether the transport takes more."""
        self.unread = 0
        """Bytes of answers that the peer has made no room for yet."""

    def head(self, stream: Stream, status: int, headers: Headers) -> None:
        """Send the head of an answer, and its end if nothing follows."""
        fields = [
            (b":status", b"%d" % status),
            *(header for header in headers if header[0] not in _HTTP1_HEADERS),
            (b"date", http_date()),
        ]
        alone = stream.ending and not stream.unsent and not stream.trailers
        self._h2.send_headers(stream.id, fields, end_stream=alone)
        if alone:
            self._ended(stream)
        elif stream.unsent or stream.ending:
            self._able[stream.id] = stream

    def add(self, stream: Stream, data: bytes) -> bool:
        """Have data sent behind what is there; False where the connection has no room for it."""
        # One answer is let in whatever its size, as long as the peer reads; requests wait where it does not.
        if not self._account.take(len(data), limited=self.unread >= limits.MAX_UNREAD_BYTES):
            return False
        stream.held += len(data)
        stream.unsent, stream.sent = stream.unsent[stream.sent :] + data if stream.unsent else data, 0
        self.unread += len(data)
        return True

    def revive(self, stream: Stream) -> None:
        """Look at a stream again: it has more to send, or more room."""
        if stream.unsent or stream.ending:
            self._able[stream.id] = stream

    def forget(self, stream: Stream) -> None:
        """Send no more of a stream, and count what is held of it as gone."""
        self._able.pop(stream.id, None)
        self.unread -= len(stream.unsent) - stream.sent
        stream.unsent, stream.sent = b"", 0
        self._account.give(stream.held)
        stream.held = 0

    def reset(self, stream_id: int, code: ErrorCodes) -> None:
        """Tell the peer that a stream is over, unless it is already."""
        with contextlib.suppress(ProtocolError):  # the peer was faster
            self._h2.reset_stream(stream_id, code)

    def pump(self) -> bool:
        """Send; returns whether more can go once the transport has taken this."""
        able, left = self._able, _TURN_BYTES
        while able and self.writable:
            if left <= 0:
                return True
            stream_id = next(iter(able))
            stream = able.pop(stream_id)
            room = 0
            if stream.unsent:
                room = min(self._h2.local_flow_control_window(stream_id), self._h2.max_outbound_frame_size)
                if room <= 0:
                    if self._h2.outbound_flow_control_window > 0:
                        continue  # an update of the stream's own window brings it back
                    able[stream_id] = stream
                    return False
            try:
                left -= self._send(stream, room)
            except ProtocolError as error:
                # What h2 does not send, such as a line break in a trailer, is the end of its stream only.
                _log.error("%s %s", stream.request.method, stream.request.path, exc_info=error)
                self.reset(stream_id, ErrorCodes.INTERNAL_ERROR)
                self._ended(stream)
        return False

    def _send(self, stream: Stream, room: int) -> int:
        """Send one frame, and the end of the stream if that was all; returns the frame's size."""
        size = min(room, len(stream.unsent) - stream.sent)
        if size:
            chunk = stream.unsent[stream.sent : stream.sent + size]
            stream.sent += size
            if stream.sent == len(stream.unsent):
                stream.unsent, stream.sent = b"", 0
            last = stream.ending and not stream.unsent and not stream.trailers
            self._h2.send_data(stream.id, chunk, end_stream=last)
            self._read(stream, size)
        if stream.unsent:
            self._able[stream.id] = stream
        elif stream.ending:
            if stream.trailers:
                self._h2.send_headers(stream.id, stream.trailers, end_stream=True)
            self._ended(stream)
        return size

    def _read(self, stream: Stream, size: int) -> None:
        """Note that the peer had room for some of an answer."""
        stream.moved_s = time.monotonic()
        stream.held -= size
        self.unread -= size
        self._account.give(size)
        if stream.drained is not None and not stream.unsent:
            stream.drained.set()
