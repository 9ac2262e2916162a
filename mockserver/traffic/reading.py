"""What an exchange means to the API: its operation, the request message, the answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from google.protobuf.json_format import Error
from google.protobuf.message import DecodeError

from mockserver.errors.codes import HTTP_STATUS, Code
from mockserver.errors.problem import Refused
from mockserver.protos.pool import message_class
from mockserver.spec.json_values import JsonObject, first_value, require_unicode
from mockserver.traffic import connect, grpc_web
from mockserver.traffic.described import DescribedApi, DescribedOperation, is_api_path
from mockserver.traffic.exchange import Exchange, header
from mockserver.traffic.protobuf import as_json, unknown_fields
from mockserver.wire.grpc.codec import decode
from mockserver.wire.query import read_query
from mockserver.wire.request_url import REST_PREFIXES, refused_url

_MAX_DEPTH = 64
_UNKNOWN = HTTP_STATUS[Code.UNKNOWN]


class Transport(StrEnum):
    """How an exchange carries its messages."""

    JSON = "json"
    GRPC_WEB = "grpc-web"
    CONNECT = "connect"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an exchange means.

    Attributes:
        within: whether the path belongs to a service of the API, so that the exchange can be judged.
        operation: None where the document has no such operation.
        request: the request message in canonical form; None where it cannot be read.
        refusal: why the document has the request refused before its operation; empty where it has not.
        status: the HTTP status, or for gRPC-Web the one that stands for the gRPC status.
        error_id: the error ID of a refusal; empty where there is none.
        answer: the answer's JSON value; None where there is none or it cannot be read.
        fault: why the answer cannot be read; empty where it can.
        unknown_fields: where a protobuf answer has fields that its definition does not have, and their numbers.
    """

    exchange: Exchange
    transport: Transport
    within: bool
    operation: DescribedOperation | None
    request: JsonObject | None = None
    refusal: str = ""
    status: int = 0
    error_id: str = ""
    answer: Any = None
    fault: str = ""
    unknown_fields: tuple[tuple[str, int], ...] = ()

    @property
    def succeeded(self) -> bool:
        """Whether the server did what was asked."""
        return 200 <= self.status < 300

    @property
    def name(self) -> str:
        """The operation, or what was asked where there is none."""
        return self.operation.spec.id if self.operation else f"{self.exchange.method} (unknown)"


def read(api: DescribedApi, exchange: Exchange) -> Reading:
    """Read an exchange; nothing in it can make this fail."""
    path = exchange.path
    if (
        exchange.method == "POST"
        and grpc_web.is_grpc_web(exchange.request_headers)
        and not path.startswith(REST_PREFIXES)
    ):
        return _read_grpc_web(api.find_rpc(path), exchange)
    called = api.find_rpc(path)
    if called is not None and called.spec.is_v2 and connect.is_connect(exchange):
        return _read_connect(called, exchange)
    raw_path, query = exchange.raw_path.encode("latin-1", "replace"), exchange.query.encode("latin-1", "replace")
    match = None if refused_url(raw_path, path, query) else api.find(exchange.method, path)
    within = (match is not None or is_api_path(path)) and exchange.method != "OPTIONS"
    operation = match.served if match else None
    fields = match.fields if match else {}
    request, refusal = _judged(operation, lambda spec: _json_message(spec, fields, exchange))
    answer, fault = _json_answer(exchange)
    error_id = _error_id(answer) if exchange.status >= 300 else ""
    return Reading(
        exchange, Transport.JSON, within, operation, request, refusal, exchange.status, error_id, answer, fault
    )


def _judged(
    operation: DescribedOperation | None, message_of: Callable[[DescribedOperation], JsonObject]
) -> tuple[JsonObject | None, str]:
    """The request message, None where it cannot be read; and why the document has it refused."""
    message: JsonObject | None = None
    if operation is None:
        return None, ""
    try:
        message = message_of(operation)
        if operation.spec.rules is not None:
            operation.spec.rules.check(message)
    except Refused as refusal:
        return message, refusal.problem.key
    return message, ""


def _json_message(operation: DescribedOperation, fields: Mapping[str, str], exchange: Exchange) -> JsonObject:
    spec = operation.spec
    message: JsonObject
    if spec.read_body is not None:
        message = spec.read_body(first_value(exchange.request_body), "")
    else:
        message = read_query(exchange.query.encode("latin-1", "replace"), spec.query_fields)
    spec.fill_in(message, fields)
    return message


def _json_answer(exchange: Exchange) -> tuple[Any, str]:
    media = header(exchange.response_headers, "content-type").partition(";")[0].strip().lower()
    if not exchange.response_body:
        return None, "no body"
    try:
        text = exchange.response_body.decode("utf-8")
        if media == "text/plain":
            return text, ""
        value = json.loads(text)
        if "\\u" in text:
            require_unicode(value)
    except (ValueError, RecursionError):
        return None, "no JSON"
    return (None, "nested too deeply") if _too_deep(value) else (value, "")


def _too_deep(value: Any) -> bool:
    """Whether a value is nested deeper than any answer of the API, so that nothing need recurse that far."""
    level = [value]
    for _ in range(_MAX_DEPTH):
        lists = [item for item in level if isinstance(item, list)]
        objects = [item for item in level if isinstance(item, dict)]
        level = [member for item in lists for member in item]
        level += [member for item in objects for member in item.values()]
    return bool(level)


def _error_id(answer: Any) -> str:
    details = answer.get("details") if isinstance(answer, dict) else None
    if not isinstance(details, list) or not details or not isinstance(details[0], dict):
        return ""
    return str(details[0].get("id", ""))


def _read_connect(operation: DescribedOperation, exchange: Exchange) -> Reading:
    try:
        request, refusal = _judged(operation, lambda called: connect.request_message(called, exchange))
    except connect.BrokenBody as error:
        request, refusal = None, f"no message of Connect: {error}"
    # What succeeds has a status of its own by REST, and 200 by Connect.
    status = operation.spec.status if exchange.status == HTTP_STATUS[Code.OK] else exchange.status
    common = (exchange, Transport.CONNECT, True, operation, request, refusal, status)
    try:
        answer = connect.answer(operation, exchange)
    except connect.BrokenBody as error:
        return Reading(*common, fault=str(error))
    return Reading(*common, connect.error_id(answer) if status >= 300 else "", answer)


def _read_grpc_web(operation: DescribedOperation | None, exchange: Exchange) -> Reading:
    def message_of(described: DescribedOperation) -> JsonObject:
        data = grpc_web.request_message(exchange.request_headers, exchange.request_body)
        return decode(described.request, data)

    try:
        request, refusal = _judged(operation, message_of)
    except (grpc_web.BrokenBody, DecodeError, OverflowError) as error:
        request, refusal = None, f"no message of gRPC-Web: {error}"
    common = (exchange, Transport.GRPC_WEB, True, operation, request, refusal)
    try:
        seen = grpc_web.answer(exchange.response_headers, exchange.response_body)
    except grpc_web.BrokenBody as error:
        return Reading(*common, status=_UNKNOWN, fault=f"no gRPC-Web: {error}")
    if seen.status:
        known = seen.status in Code.__members__.values()
        return Reading(*common, HTTP_STATUS[Code(seen.status)] if known else _UNKNOWN, seen.error_id)
    status = operation.spec.status if operation else HTTP_STATUS[Code.OK]
    if seen.message is None or operation is None:
        return Reading(*common, status, fault="" if operation is None else "no message")
    try:
        message = message_class(operation.response).FromString(seen.message)
        answer = as_json(message)
    except (DecodeError, Error):
        return Reading(*common, status, fault=f"no {operation.response}")
    return Reading(*common, status, answer=answer, unknown_fields=tuple(unknown_fields(message)))
