"""Cuts what comes on a connection into batches of whole frames, before the package h2 sees them.

h2 (4.4.1, the newest release) ends a connection on any GOAWAY: its state machine takes and sends nothing afterwards,
though a peer that says GOAWAY only promises to open no more streams, and waits for its answers (RFC 9113, 6.8;
python-hyper/h2#1181 asks for it). So a sound GOAWAY is noted here and kept from h2, whose state stays true to what may
still be sent; one that breaks the rules goes to h2, which refuses it. Nothing else is read here but the nine bytes in
front of each frame.
"""

from __future__ import annotations

from dataclasses import dataclass

_PREFACE_BYTES = len(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
_HEAD_BYTES = 9
_MAX_FRAME_BYTES = 1 << 14
"""The largest frame that a peer may send unless it is told otherwise, which it is not."""
_GOAWAY_BYTES = 8
_MAX_FRAMES = 32

_DATA, _HEADERS, _GOAWAY, _CONTINUATION = 0x0, 0x1, 0x7, 0x9
_END_STREAM, _END_HEADERS = 0x1, 0x4


@dataclass(slots=True)
class Batch:
    """Some whole frames; nothing follows one that completes a request, so that at most one is to be answered.

    Attributes:
        data: what h2 shall read.
        goaway: whether the peer says behind it that it will open no more streams.
        overlong: whether a frame follows that is larger than allowed, so that nothing behind it can be read.
    """

    data: bytes = b""
    goaway: bool = False
    overlong: bool = False


class FrameReader:
    """Holds what came until it is taken."""

    def __init__(self) -> None:
        self._data = b""
        self._at = 0
        self._preface = _PREFACE_BYTES
        """What is missing of it; h2 compares it."""
        self._in_head = False
        """Whether a header block goes on, in which no other frame may stand."""

    def feed(self, data: bytes) -> None:
        """Take in what came."""
        self._data = self._data[self._at :] + data if self._at < len(self._data) else data
        self._at = 0

    def batch(self) -> Batch | None:
        """The next frames, not too many; None until more has come."""
        data, start = self._data, self._at
        end = len(data)
        if start == end:
            return None
        at = min(start + self._preface, end)
        self._preface -= at - start
        batch = Batch()
        for _ in range(_MAX_FRAMES):
            if end - at < _HEAD_BYTES:
                break
            length = int.from_bytes(data[at : at + 3], "big")
            if length > _MAX_FRAME_BYTES:
                batch.overlong = at == start
                break
            after = at + _HEAD_BYTES + length
            if after > end:
                break
            kind, flags = data[at + 3], data[at + 4]
            if kind in (_HEADERS, _CONTINUATION):
                self._in_head = not flags & _END_HEADERS
            elif kind == _GOAWAY and length >= _GOAWAY_BYTES and not self._in_head and not _stream(data, at):
                batch.goaway = True
                batch.data = data[start:at]
                self._at = after
                return batch
            at = after
            if flags & _END_STREAM and kind in (_DATA, _HEADERS):
                break
        if at == start and not batch.overlong:
            return None
        self._at = at
        batch.data = data if at - start == end else data[start:at]
        return batch


def _stream(data: bytes, at: int) -> int:
    """The stream that a frame belongs to; 0 is the connection."""
    return int.from_bytes(data[at + 5 : at + 9], "big") & 0x7FFFFFFF
