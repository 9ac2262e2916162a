"""Envelopes around messages, as gRPC and gRPC-Web have them: a byte of flags, four of length, the content."""

from __future__ import annotations

import base64
import gzip
import struct
from collections.abc import Iterator

COMPRESSED, TRAILERS = 0x01, 0x80
_PREFIX = struct.Struct(">BI")


def enveloped(content: bytes, flags: int = 0) -> bytes:
    """Content with its envelope."""
    return _PREFIX.pack(flags, len(content)) + content


def opened(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Flags and content of each envelope of a body, unpacked where it is compressed.

    Raises: ValueError for a body that is cut off or compressed by something else than gzip.
    """
    place = 0
    while place < len(body):
        if len(body) - place < _PREFIX.size:
            raise ValueError("an envelope is cut off")
        flags, length = _PREFIX.unpack_from(body, place)
        place += _PREFIX.size
        content = body[place : place + length]
        if len(content) != length:
            raise ValueError("a message is cut off")
        place += length
        yield flags, unpacked(content) if flags & COMPRESSED else content


def unpacked(content: bytes) -> bytes:
    """What was compressed by gzip. Raises: ValueError."""
    try:
        return gzip.decompress(content)
    except (OSError, EOFError) as error:
        raise ValueError(f"no gzip: {error}") from error


def without_text(body: bytes) -> bytes:
    """A body of gRPC-Web's text form as bytes: pieces of base64 with padding of their own. Raises: ValueError."""
    runs = body.replace(b"=", b"= ").replace(b"= =", b"==").split()
    return b"".join(base64.b64decode(run, validate=True) for run in runs)


def padded(text: str) -> bytes:
    """What unpadded base64 holds, as headers whose names end in `-bin`. Raises: ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4))
