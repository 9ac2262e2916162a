"""The one message of an enveloped request to a service of v2; framing itself is gRPC's."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused, invalid_argument
from mockserver.wire.connect.compression import decompressed
from mockserver.wire.grpc.framing import COMPRESSED, PREFIX_BYTES, prefix

_NONE = Problem("", Code.UNIMPLEMENTED, "unary request has zero messages")
_SEVERAL = Problem("", Code.UNIMPLEMENTED, "unary request has multiple messages")
_NOT_COMPRESSED = Problem("", Code.INTERNAL, "protocol error: sent compressed message without compression support")


def unary_message(body: bytes, *, gzip: bool, limit: int) -> bytes:
    """The message of a body of one envelope.

    Args:
        gzip: whether the request says that its messages may be compressed.
        limit: most bytes of a message that was compressed.

    Raises: Refused, in the words of the real server (recordings/grpc_v2_bytes.jsonl); those for a compressed message
        that the headers do not announce are assumed.
    """
    if not body:
        raise Refused(_NONE)
    if len(body) < PREFIX_BYTES:
        raise invalid_argument("protocol error: incomplete envelope: unexpected EOF")
    flags, length = prefix(body)
    message, rest = body[PREFIX_BYTES : PREFIX_BYTES + length], body[PREFIX_BYTES + length :]
    if len(message) < length:
        text = f"protocol error: promised {length} bytes in enveloped message, got {len(message)} bytes"
        raise invalid_argument(text)
    if flags & COMPRESSED and not gzip:
        raise Refused(_NOT_COMPRESSED)
    if flags & ~COMPRESSED:
        raise Refused(Problem("", Code.INTERNAL, f"protocol error: invalid envelope flags {flags}"))
    if rest:
        raise Refused(_SEVERAL)
    return decompressed(message, limit) if flags & COMPRESSED else message
