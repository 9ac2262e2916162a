"""Messages as JSON and as protobuf, for a method of v2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.errors.problem import Refused, invalid_argument
from mockserver.later import Later
from mockserver.spec.json_values import JsonObject, only_value
from mockserver.wire.connect.content_types import Encoding
from mockserver.wire.grpc.unary import Rpc
from mockserver.wire.responses import encode_json

if TYPE_CHECKING:
    from google.protobuf import message as protobuf

    from mockserver.wire.grpc import codec
else:
    protobuf = Later("google.protobuf.message")
    codec = Later("mockserver.wire.grpc.codec")

_NO_WIRE_FORMAT = "proto: cannot parse invalid wire-format data"
_NO_UTF8 = "string field contains invalid UTF-8"


def read(rpc: Rpc, data: bytes, encoding: Encoding) -> JsonObject:
    """A request message in canonical form.

    Raises: INVALID_ARGUMENT without an ID, in the real server's words up to where its parser speaks.
    """
    return _read_json(rpc, data) if encoding is Encoding.JSON else _read_protobuf(rpc, data)


def _read_json(rpc: Rpc, data: bytes) -> JsonObject:
    if not data:
        raise invalid_argument("unmarshal message: zero-length payload is not a valid JSON object")
    try:
        message: JsonObject = rpc.operation.spec.read_message(only_value(data), "")
    except Refused as refusal:
        raise _unreadable(rpc, refusal.problem.key) from None
    return message


def _read_protobuf(rpc: Rpc, data: bytes) -> JsonObject:
    try:
        return codec.decode(rpc.request, data)
    except protobuf.DecodeError as error:
        raise _unreadable(rpc, _NO_UTF8 if "UTF-8" in str(error) else _NO_WIRE_FORMAT) from None


def _unreadable(rpc: Rpc, reason: str) -> Refused:
    """Name the message as Go does: by the last part of its package that is no version."""
    package, _, name = rpc.request.rpartition(".")
    return invalid_argument(f"unmarshal message: unmarshal into *{package.split('.')[-2]}.{name}: {reason}")


def write(rpc: Rpc, answer: object, encoding: Encoding) -> bytes:
    """An answer as it is sent; its JSON is the same as by REST."""
    return codec.encode(rpc.response, answer) if encoding is Encoding.PROTO else encode_json(answer)
