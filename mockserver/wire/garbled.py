"""Bodies that arrive whole and cannot be read."""

from __future__ import annotations

from mockserver.wire.grpc.framing import COMPRESSED, PREFIX_BYTES, frame, prefix

_NO_MESSAGE = b"\xff\xff\xff\xff"
"""No protobuf message starts like this."""
_NO_PROTOBUF = (b"{", b"\x1f\x8b")
"""How JSON and gzip start, and no message of ours does."""
_TRAILERS = 0x80


def garbled(body: bytes, transport: str) -> bytes:
    """A body that breaks the reader of its transport, and nothing below it."""
    if transport == "json" or (transport == "connect" and body.startswith(_NO_PROTOBUF)):
        return body[: max(1, len(body) // 2)]
    if transport == "connect":
        return _NO_MESSAGE
    if transport == "grpc" or not body:
        return frame(_NO_MESSAGE)
    if body[0] & ~(_TRAILERS | COMPRESSED):
        return b"!" + body  # base64 has no such letter
    flags, length = prefix(body)
    rest = body if flags & _TRAILERS else body[PREFIX_BYTES + length :]
    return frame(_NO_MESSAGE) + rest
