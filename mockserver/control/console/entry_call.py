"""A request of the journal as a call that the console's scripts can show and other programs can make."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from mockserver.spec.operation import OperationSpec
from mockserver.wire.http import Exchange, HttpRequest

_INSTANCE_HOST = "x-zitadel-instance-host"
_OF_CONNECTIONS = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "cookie",
        "host",
        "keep-alive",
        "origin",
        "priority",
        "referer",
        "te",
        "transfer-encoding",
        "upgrade-insecure-requests",
        "user-agent",
        "x-mock-replay-of",
    }
)
_OF_GRPC = frozenset({"accept", "connect-protocol-version", "content-type", "x-grpc-web", "x-user-agent"})
_PREFIXES = ("sec-", "grpc-")
"""Headers that each program sets by itself."""
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def call_of(
    exchange: Exchange, operation: OperationSpec | None, shown: dict[str, Any], named_host: str
) -> dict[str, Any] | None:
    """What to call; None where the body is no text, so that no snippet can hold it.

    Args:
        shown: the request's body as `bodies.shown_request_body` gives it.
        named_host: host of the instance, where the console's address names one.

    Returns: `headers`, and for gRPC `operation` and `message`, else all of a call.
    """
    request = exchange.request
    by_grpc = exchange.response.transport.startswith("grpc")
    headers = _headers(request, by_grpc=by_grpc)
    if named_host:
        headers.setdefault(_INSTANCE_HOST, named_host)
    if by_grpc:
        if operation is None or "json" not in shown:
            return None
        return {"operation": operation.id, "message": shown["json"], "headers": headers}
    if exchange.response.transport == "connect" and "json" in shown:
        # Sent as JSON and unpacked, whatever it was: no snippet holds protobuf or gzip.
        request = msgspec.structs.replace(request, body=msgspec.json.encode(shown["json"]))
        headers = {name: value for name, value in headers.items() if name != "content-encoding"}
        headers["content-type"] = "application/json"
    try:
        body = request.body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    query = f"?{request.query.decode('latin-1')}" if request.query else ""
    return {
        "title": exchange.response.operation or f"{request.method} {request.path}",
        "method": request.method,
        "path": request.raw_path.decode("latin-1") + query,
        "headers": headers,
        "body": (in_reading_order(body) if "json" in shown else body) or None,
        "rpc": operation.rpc if operation is not None else "",
        "message": _message(request, operation) if operation is not None else {},
    }


def in_reading_order(document: str) -> str:
    """A JSON document whose characters that change the direction of a text are escaped.

    It says the same, and what stands behind such a character is still seen to stand behind it.
    """
    return _TURNS.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def _headers(request: HttpRequest, *, by_grpc: bool) -> dict[str, str]:
    left_out = _OF_CONNECTIONS | _OF_GRPC if by_grpc else _OF_CONNECTIONS
    fields = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.items())
    return {
        name: value
        for name, value in fields
        if name not in left_out and not name.startswith(_PREFIXES) and (name, value) != ("accept", "*/*")
    }


def _message(request: HttpRequest, operation: OperationSpec) -> dict[str, Any]:
    """All fields of a request with JSON, as gRPC takes them; a body that is no object adds none."""
    try:
        body = msgspec.json.decode(request.body) if operation.read_body is not None and request.body else {}
    except (msgspec.DecodeError, RecursionError):
        body = {}
    query = _query(request, operation)
    return {**(body if isinstance(body, dict) else {}), **query, **_of_path(request.path, operation)}


def _query(request: HttpRequest, operation: OperationSpec) -> dict[str, str]:
    given = dict(parse_qsl(request.query.decode("latin-1")))
    return {field: given[field] for field in operation.query_fields if field in given}


def _of_path(path: str, operation: OperationSpec) -> dict[str, str]:
    segments = zip(operation.path.split("/"), path.split("/"), strict=False)
    given = {template[1:-1]: value for template, value in segments if template.startswith("{")}
    return {operation.renamed.get(name, name): value for name, value in given.items()}
