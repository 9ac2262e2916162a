"""Bodies as a person reads them."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import msgspec

from mockserver.control.bodies_v2 import kind_of, request_data, response_data
from mockserver.errors.problem import Refused
from mockserver.later import Later
from mockserver.wire.connect.compression import decompressed
from mockserver.wire.connect.content_types import Encoding
from mockserver.wire.grpc.framing import COMPRESSED, PREFIX_BYTES, prefix, unary_message
from mockserver.wire.grpc.unary import Rpc, Rpcs
from mockserver.wire.grpc.web import from_text
from mockserver.wire.http import Exchange

if TYPE_CHECKING:
    from google.protobuf import message as protobuf

    from mockserver.wire.grpc import codec
else:
    protobuf = Later("google.protobuf.message")
    codec = Later("mockserver.wire.grpc.codec")

_TEXT_TYPE = b"application/grpc-web-text"
_NO_LIMIT = 1 << 31
_TRAILERS = 0x80


def shown_request_body(exchange: Exchange, rpcs: Rpcs) -> dict[str, Any]:
    """`json`, or `text` where it is none, or `base64` where it is not even text."""
    rpc = _rpc(exchange, rpcs)
    request = exchange.request
    if rpc is None:
        return _shown(request.body)
    try:
        kind = kind_of(exchange) if rpc.operation.spec.is_v2 else None
        if kind is not None:
            return _message(rpc.request, *request_data(exchange, kind))
        body = _plain(exchange, request.body)
        message = unary_message(body, request.text(b"grpc-encoding"), _NO_LIMIT)
        return {"json": codec.decode(rpc.request, message)}
    except (Refused, protobuf.DecodeError):
        return _binary(request.body)


def shown_response_body(exchange: Exchange, rpcs: Rpcs) -> dict[str, Any]:
    """As of the request. An answer of gRPC without a message has no body to show."""
    rpc = _rpc(exchange, rpcs)
    response = exchange.response
    if rpc is None:
        return _shown(response.body)
    try:
        kind = kind_of(exchange) if rpc.operation.spec.is_v2 else None
        if kind is not None:
            found = response_data(exchange, kind)
            return {} if found is None else _message(rpc.response, *found)
        body = _plain(exchange, response.body)
        if len(body) < PREFIX_BYTES or body[0] == _TRAILERS:
            return {}
        flags, length = prefix(body)
        message = body[PREFIX_BYTES : PREFIX_BYTES + length]
        plain = decompressed(message, _NO_LIMIT) if flags & COMPRESSED else message
        return {"json": codec.decode(rpc.response, plain)}
    except (Refused, protobuf.DecodeError):
        return _binary(response.body)


def _message(name: str, data: bytes, encoding: Encoding) -> dict[str, Any]:
    return _shown(data) if encoding is Encoding.JSON else {"json": codec.decode(name, data)}


def _rpc(exchange: Exchange, rpcs: Rpcs) -> Rpc | None:
    if not exchange.response.transport.startswith(("grpc", "connect")):
        return None
    try:
        return rpcs.find(exchange.request.path)
    except Refused:
        return None


def _plain(exchange: Exchange, body: bytes) -> bytes:
    as_text = exchange.request.headers.get(b"content-type", b"").startswith(_TEXT_TYPE)
    return from_text(body) if as_text else body


def _shown(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _binary(body)
    try:
        document = json.loads(text, parse_constant=_no_number)
        # What cannot be written again is no JSON to show: half of a surrogate pair, escaped, is read without complaint.
        msgspec.json.encode(document)
    except (ValueError, RecursionError):
        return {"text": text}
    return {"json": document}


def _no_number(name: str) -> None:
    """Refuse `NaN` and `Infinity`, which Python reads and JSON does not know."""
    raise ValueError(name)


def _binary(body: bytes) -> dict[str, Any]:
    return {"base64": base64.b64encode(body).decode("ascii")}
