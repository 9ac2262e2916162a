"""Bodies that arrive whole and cannot be read."""

from __future__ import annotations

from mockserver.wire.grpc.framing import PREFIX_BYTES, frame, prefix

_NO_MESSAGE = b"\xff\xff\xff\xff"
"""No protobuf message starts like this."""
_TRAILERS = 0x80


def garbled(body: bytes, transport: str) -> bytes:
    """A body that breaks the reader of its transport, and nothing below it."""
    if transport == "json":
        return body[: max(1, len(body) // 2)]
    if transport == "grpc":
        return frame(_NO_MESSAGE)
    if not body.startswith((b"\0", bytes([_TRAILERS]))):
        return b"!" + body  # base64 has no such letter
    flags, length = prefix(body)
    rest = body if flags == _TRAILERS else body[PREFIX_BYTES + length :]
    return frame(_NO_MESSAGE) + rest
