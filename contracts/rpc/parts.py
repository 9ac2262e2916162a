"""An answer to a message, taken apart into what a trace holds of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import unquote

from google.protobuf.message import DecodeError

from ..answer import Answer
from ..canonical import canonical
from ..exchange import Json, Request
from ..messages import Messages
from .envelopes import TRAILERS, opened, padded, unpacked, without_text

CODES = (
    "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
    "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
    "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
)  # fmt: skip
STATUS, MESSAGE, DETAILS = "grpc-status", "grpc-message", "grpc-status-details-bin"
_BY_HTTP_STATUS: Mapping[int, str] = {
    400: "INTERNAL", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "UNIMPLEMENTED", 429: "UNAVAILABLE",
    502: "UNAVAILABLE", 503: "UNAVAILABLE", 504: "UNAVAILABLE",
}  # fmt: skip
"""gRPC's own table (doc/http-grpc-status-mapping.md) for answers that hold no status of gRPC."""
_OF_THE_STATUS = frozenset({STATUS, MESSAGE})
_UNREADABLE = (ValueError, KeyError, DecodeError, LookupError)


def parts(messages: Messages, request: Request, answer: Answer) -> dict[str, Json]:
    """What an answer over HTTP/1.1 holds, by its content type; what cannot be read stands there as base64."""
    kind = answer.headers.get("content-type", "")
    trailers: dict[str, Json] = {"trailers": dict(answer.trailers)} if answer.trailers else {}
    try:
        body = unpacked(answer.content) if answer.headers.get("content-encoding") == "gzip" else answer.content
        if kind.startswith("application/grpc"):
            return {"frames": list(_frames(messages, request, kind, body)), **trailers}
        if not body:
            return trailers
        if kind.startswith("application/proto"):
            return {"message": _decoded(messages, request, body)}
        if kind.startswith("application/json"):
            return {"body": canonical(request, json.loads(body))}
        return {"raw": body.decode()}
    except _UNREADABLE:
        return in_base64(answer)


def in_base64(answer: Answer) -> dict[str, Json]:
    """A body as it came."""
    return {"raw_base64": base64.b64encode(answer.content).decode()}


def _frames(messages: Messages, request: Request, kind: str, body: bytes) -> Iterator[Json]:
    if kind.startswith("application/grpc-web-text"):
        body = without_text(body)
    for flags, content in opened(body):
        if flags & TRAILERS:
            lines = (line.partition(": ") for line in content.decode().splitlines())
            yield {"flag": flags, "trailers": {name: value for name, _, value in lines}}
        elif "+json" in kind:
            yield {"flag": flags, "message": canonical(request, json.loads(content))}
        else:
            yield {"flag": flags, "message": _decoded(messages, request, content)}


def _decoded(messages: Messages, request: Request, data: bytes) -> Json:
    return canonical(request, messages.decoded(messages.rpc(request.path), data))


def told(messages: Messages, request: Request, answer: Answer) -> dict[str, Json]:
    """How a call of gRPC ended: `response`, or `status` with code, message and details; or that it is none."""
    trailers = answer.trailers or answer.headers
    if _is_of_http(answer):
        code = _BY_HTTP_STATUS.get(answer.status, "UNKNOWN")
        return {
            "status": {"code": code, "message": f"Received http2 header with status: {answer.status}", "details": []}
        }
    try:
        code = CODES[int(trailers[STATUS])]
        if code == "OK":
            (message,) = [content for _, content in opened(answer.content)]
            return {"response": _decoded(messages, request, message)}
        details = messages.status(padded(trailers[DETAILS]))[2] if DETAILS in trailers else []
        return {"status": {"code": code, "message": unquote(trailers.get(MESSAGE, "")), "details": [*details]}}
    except (IndexError, *_UNREADABLE) as error:
        return {"unreadable": f"HTTP status {answer.status}: {type(error).__name__}: {error}"}


def _is_of_http(answer: Answer) -> bool:
    """Whether no gRPC was spoken at all."""
    return answer.status != HTTPStatus.OK and STATUS not in (answer.trailers or answer.headers)


def initial_metadata(answer: Answer) -> Mapping[str, str]:
    """The metadata before an answer; a call that has nothing but trailers has none."""
    if not answer.trailers:
        return {}
    return {name: value for name, value in answer.headers.items() if name != "content-type"}


def trailing_metadata(answer: Answer) -> list[str]:
    """The names of the metadata behind an answer, without those that are the status."""
    if answer.trailers:
        return sorted(answer.trailers.keys() - _OF_THE_STATUS)
    if _is_of_http(answer):
        return []
    return sorted(answer.headers.keys() - _OF_THE_STATUS - {"content-type"})
