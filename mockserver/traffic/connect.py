"""Messages of calls over Connect."""

from __future__ import annotations

import json
from typing import Any

from google.protobuf.message import DecodeError

from mockserver.errors.problem import Refused
from mockserver.protos.pool import message_class
from mockserver.spec.json_values import JsonObject, only_value
from mockserver.traffic.described import DescribedOperation
from mockserver.traffic.exchange import Exchange, HeaderLines, header
from mockserver.traffic.protobuf import as_json
from mockserver.wire.connect.compression import decompressed
from mockserver.wire.connect.content_types import Encoding, Protocol, content_type
from mockserver.wire.grpc.codec import decode

_LIMIT = 1 << 31
_GZIP = "gzip"
_PACKED = b"\x1f\x8b"


class BrokenBody(ValueError):
    """A body that holds no such message; the message says why."""


def is_connect(exchange: Exchange) -> bool:
    """Whether a request is a call over Connect, by its content type."""
    kind = content_type(header(exchange.request_headers, "content-type").encode("latin-1", "replace"))
    return exchange.method == "POST" and kind is not None and kind.protocol is Protocol.CONNECT


def request_message(operation: DescribedOperation, exchange: Exchange) -> JsonObject:
    """The request message in canonical form.

    Raises: BrokenBody, Refused.
    """
    data = _plain(exchange.request_headers, exchange.request_body)
    kind = content_type(header(exchange.request_headers, "content-type").encode("latin-1", "replace"))
    if kind is None or kind.encoding is Encoding.PROTO:
        try:
            return decode(operation.request, data)
        except DecodeError as error:
            raise BrokenBody(f"no {operation.request}") from error
    message: JsonObject = operation.spec.read_message(only_value(data), "")
    return message


def answer(operation: DescribedOperation, exchange: Exchange) -> Any:
    """The JSON value of an answer or a refusal.

    Raises: BrokenBody.
    """
    try:
        data = _plain(exchange.response_headers, exchange.response_body)
        if header(exchange.response_headers, "content-type").startswith("application/proto"):
            return as_json(message_class(operation.response).FromString(data))
        return json.loads(data)
    except (Refused, DecodeError, ValueError, RecursionError) as error:
        raise BrokenBody(f"no {operation.response}") from error


def error_id(refusal: Any) -> str:
    """The error ID of a refusal; empty where it has none."""
    details = refusal.get("details") if isinstance(refusal, dict) else None
    for detail in details if isinstance(details, list) else []:
        debug = detail.get("debug") if isinstance(detail, dict) else None
        if isinstance(debug, dict):
            return str(debug.get("id", ""))
    return ""


def _plain(headers: HeaderLines, body: bytes) -> bytes:
    """A body without compression; what keeps traffic has often unpacked it already."""
    packed = header(headers, "content-encoding") == _GZIP and body.startswith(_PACKED)
    return decompressed(body, _LIMIT) if packed else body
