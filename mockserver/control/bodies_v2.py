"""Bodies of calls to services of v2 as a person reads them: unpacked, and protobuf as the JSON that it stands for."""

from __future__ import annotations

from mockserver.wire.connect.compression import GZIP, decompressed
from mockserver.wire.connect.content_types import ContentType, Encoding, Protocol, content_type
from mockserver.wire.connect.dialects import DIALECTS
from mockserver.wire.grpc.framing import COMPRESSED, PREFIX_BYTES, prefix
from mockserver.wire.http import Exchange

_LIMIT = 1 << 31
_TRAILERS = 0x80


def kind_of(exchange: Exchange) -> ContentType | None:
    """How a call was made; None where its content type was not understood."""
    return content_type(exchange.request.headers.get(b"content-type", b""))


def request_data(exchange: Exchange, kind: ContentType) -> tuple[bytes, Encoding]:
    """The bytes of a request's message, and how they are written.

    Raises: Refused where they cannot be taken out of the body.
    """
    request, dialect = exchange.request, DIALECTS[kind.protocol]
    return dialect.message(request.body, request.headers.get(dialect.encoding) == GZIP, _LIMIT), kind.encoding


def response_data(exchange: Exchange, kind: ContentType) -> tuple[bytes, Encoding] | None:
    """The bytes of an answer's message, and how they are written; None where gRPC has none.

    Raises: Refused where they cannot be taken out of the body.
    """
    headers, body = dict(exchange.response.headers), exchange.response.body
    if kind.protocol is Protocol.CONNECT:
        in_json = headers.get(b"content-type", b"").startswith(b"application/json")
        plain = decompressed(body, _LIMIT) if headers.get(b"content-encoding") == GZIP else body
        return plain, Encoding.JSON if in_json else Encoding.PROTO
    if len(body) < PREFIX_BYTES or body[0] & _TRAILERS:
        return None
    flags, length = prefix(body)
    message = body[PREFIX_BYTES : PREFIX_BYTES + length]
    return decompressed(message, _LIMIT) if flags & COMPRESSED else message, kind.encoding
