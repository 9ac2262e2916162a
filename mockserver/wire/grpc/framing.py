"""Length-prefixed messages of gRPC: one byte of flags, four of length, the message."""

from __future__ import annotations

import struct
import zlib

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.wire.body import too_large

_PREFIX = struct.Struct(">BI")
PREFIX_BYTES = _PREFIX.size
COMPRESSED = 1
GZIP_WBITS = 16 + zlib.MAX_WBITS
_WBITS = {"gzip": GZIP_WBITS, "deflate": zlib.MAX_WBITS}


def frame(message: bytes, flags: int = 0) -> bytes:
    """A message with its prefix."""
    return _PREFIX.pack(flags, len(message)) + message


def compressed(data: bytes) -> bytes:
    """Data in gzip, the same bytes for the same data."""
    compressor = zlib.compressobj(wbits=GZIP_WBITS)
    return compressor.compress(data) + compressor.flush()


def prefix(data: bytes) -> tuple[int, int]:
    """Flags and length that the first five bytes say."""
    flags, length = _PREFIX.unpack_from(data)
    return flags, length


def unary_message(body: bytes, encoding: str, limit: int) -> bytes:
    """The one message of a unary request's body.

    Args:
        encoding: the `grpc-encoding` of compressed messages.
        limit: most bytes that a message may have, before and after decompression.

    Raises: Refused: UNKNOWN where the body breaks off (recordings/grpc_web.jsonl), RESOURCE_EXHAUSTED where the
        message is too large, INTERNAL where it is broken or has flags that there are not (grpc_v2_bytes.jsonl),
        UNIMPLEMENTED where its compression is not known.
    """
    if len(body) < PREFIX_BYTES:
        raise Refused(Problem("", Code.UNKNOWN, "EOF"))
    flags, length = prefix(body)
    if length > limit:
        raise Refused(too_large(length, limit))
    if len(body) < PREFIX_BYTES + length:
        raise Refused(Problem("", Code.UNKNOWN, "unexpected EOF"))
    message = body[PREFIX_BYTES : PREFIX_BYTES + length]
    return message_of(flags, message, encoding, limit)


def message_of(flags: int, message: bytes, encoding: str, limit: int) -> bytes:
    """What a message says, decompressed where its flags say so. Raises: Refused as `unary_message` does."""
    if flags & ~COMPRESSED:
        raise Refused(Problem("", Code.INTERNAL, f"grpc: received unexpected payload format {flags}"))
    return _decompressed(message, encoding, limit) if flags & COMPRESSED else message


def _decompressed(message: bytes, encoding: str, limit: int) -> bytes:
    if not encoding or encoding == "identity":
        raise Refused(Problem("", Code.INTERNAL, "grpc: compressed flag set with identity or empty encoding"))
    wbits = _WBITS.get(encoding)
    if wbits is None:
        text = f'grpc: Decompressor is not installed for grpc-encoding "{encoding}"'
        raise Refused(Problem("", Code.UNIMPLEMENTED, text))
    decompressor = zlib.decompressobj(wbits)
    try:
        plain = decompressor.decompress(message, limit + 1)
    except zlib.error as error:
        raise Refused(_broken(str(error))) from None
    if len(plain) > limit:
        raise Refused(
            Problem("", Code.RESOURCE_EXHAUSTED, f"grpc: received message after decompression larger than max {limit}")
        )
    if not decompressor.eof:
        raise Refused(_broken("unexpected EOF"))
    return plain


def _broken(why: str) -> Problem:
    """Of a message that is no such stream, or only the start of one. Source: the words are assumed from grpc-go."""
    return Problem("", Code.INTERNAL, f"grpc: failed to decompress the received message: {why}")
