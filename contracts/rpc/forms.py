"""The forms that calls of gRPC, gRPC-Web and Connect have in a trace, beside that of HTTP; read into exchanges."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from ..exchange import Ending, Framing, Json, MessageContent, Parts, Request, Response
from ..members import headers_in, list_in, members_of, object_in, text_in, whole_in
from ..messages import MANAGEMENT

TYPE = "@type"
_COMPARED = ("unordered", "ignore")
_CALL = (
    "service",
    "response",
    "status",
    "initial_metadata",
    "trailing_metadata",
    "compression_used",
    "fill",
    *_COMPARED,
)
_MESSAGE = ("headers", "message", "bytes", "encoding", "framing", "gzip", "chunked", "fill", *_COMPARED)
_PARTS = ("message", "frames", "trailers", "body", "raw", "raw_base64")
_FOR_READING = ("details",)
"""Says once more what `grpc-status-details-bin` holds."""
_TRANSLATED = "{{text}}"


def holds_message(request: Json) -> bool:
    """Whether a request is a message of protobuf with what stands around it."""
    return isinstance(request, dict) and ("message" in request or "bytes" in request)


def message(request: Json, response: Json) -> tuple[Request, Response]:
    """A message over HTTP/1.1: `message` or `bytes`, `encoding`, `framing`. Raises: ValueError."""
    sent = members_of(request, "request", required={"method", "path"}, optional=_MESSAGE)
    content = MessageContent(
        message=_bytes(sent["bytes"], "request.bytes") if "bytes" in sent else sent["message"],
        encoded=text_in(sent.get("encoding", "proto"), "request.encoding") == "proto",
        framing=Framing(sent.get("framing", "")),
        compressed=bool(sent.get("gzip")),
        chunked=bool(sent.get("chunked")),
        fill=whole_in(sent.get("fill", 0), "request.fill"),
    )
    told = members_of(response, "response", required={"status", "headers"}, optional={*_PARTS, *_FOR_READING})
    return (
        Request(
            text_in(sent["method"], "request.method"),
            text_in(sent["path"], "request.path"),
            headers_in(sent.get("headers", {}), "request.headers"),
            content,
            unordered=text_in(sent.get("unordered", ""), "request.unordered"),
            ignored=_ignored(sent.get("ignore", []), "request.ignore"),
        ),
        Response(
            whole_in(told["status"], "response.status"),
            headers_in(told["headers"], "response.headers"),
            Parts({name: _without_details(told[name]) for name in _PARTS if name in told}),
        ),
    )


def bytes_of_web(line: Json) -> tuple[Request, Response]:
    """A call of the Management API over gRPC-Web whose bodies stand there as base64. Raises: ValueError."""
    members = members_of(line, "exchange", required={"method", "request", "response"})
    sent = members_of(members["request"], "request", required={"headers", "body_base64"})
    told = members_of(members["response"], "response", required={"status", "headers", "body_base64"})
    return (
        Request(
            "POST",
            f"/{MANAGEMENT}/{text_in(members['method'], 'method')}",
            headers_in(sent["headers"], "request.headers"),
            MessageContent(_bytes(sent["body_base64"], "request.body_base64")),
        ),
        Response(
            whole_in(told["status"], "response.status"),
            headers_in(told["headers"], "response.headers"),
            Parts({"raw_base64": told["body_base64"]}),
        ),
    )


def call(line: Json) -> tuple[Request, Response]:
    """A call of gRPC proper. Raises: ValueError."""
    members = members_of(line, "exchange", required={"method", "request", "metadata"}, optional=_CALL)
    sent = object_in(members["request"], "request")
    method = text_in(members["method"], "method")
    service = text_in(members.get("service", ""), "service")
    metadata = _pairs(members["metadata"], "metadata")
    content = MessageContent(
        message=_bytes(sent["bytes"], "request.bytes") if set(sent) == {"bytes"} else sent,
        framing=Framing.GRPC,
        compressed=bool(members.get("compression_used")),
        over_http2=True,
        fill=whole_in(members.get("fill", 0), "fill"),
    )
    initial = members.get("initial_metadata")
    ending = Ending(
        _told(members, translated=".v1." in service and "accept-language" in metadata),
        None if initial is None else _pairs(initial, "initial_metadata"),
        _names(members.get("trailing_metadata", []), "trailing_metadata"),
    )
    path = f"/{service}/{method}" if service else f"/{method}"
    unordered, ignored = (
        text_in(members.get("unordered", ""), "unordered"),
        _ignored(members.get("ignore", []), "ignore"),
    )
    return Request("POST", path, metadata, content, unordered=unordered, ignored=ignored), Response(200, {}, ending)


def _ignored(value: Json, name: str) -> tuple[str, ...]:
    return tuple(text_in(path, name) for path in list_in(value, name))


def _told(members: Mapping[str, Json], *, translated: bool) -> dict[str, Json]:
    """`response` or `status`; a translation is each server's own."""
    if "response" in members:
        return {"response": members["response"]}
    if "status" not in members:
        raise ValueError("exchange has neither response nor status")
    status = members_of(members["status"], "status", required={"code", "message", "details"})
    details = [_detail(row) for row in list_in(status["details"], "status.details")]
    if translated:
        details = [row | {"message": _TRANSLATED} for row in details]
    return {"status": status | {"details": [*details]} | ({"message": _TRANSLATED} if translated else {})}


def _detail(row: Json) -> dict[str, Json]:
    """A detail; older recordings name its type `type_url`."""
    members = object_in(row, "status.details")
    return {TYPE if name == "type_url" else name: member for name, member in members.items()}


def _pairs(value: Json, name: str) -> dict[str, str]:
    found = {}
    for pair in list_in(value, name):
        match pair:
            case [str(key), str(text)]:
                found[key.lower()] = text
            case _:
                raise ValueError(f"{name} is no list of pairs of texts")
    return found


def _names(value: Json, name: str) -> list[str]:
    """The names of pairs, or names alone, as older recordings have them."""
    rows = list_in(value, name)
    return sorted(_pairs([[row, ""] if isinstance(row, str) else row for row in rows], name))


def _bytes(value: Json, name: str) -> bytes:
    try:
        return base64.b64decode(text_in(value, name), validate=True)
    except binascii.Error as error:
        raise ValueError(f"{name} is no base64: {error}") from error


def _without_details(value: Json) -> Json:
    if not isinstance(value, list):
        return value
    return [
        {name: member for name, member in row.items() if name not in _FOR_READING} if isinstance(row, dict) else row
        for row in value
    ]
