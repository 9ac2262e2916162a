"""An exchange as one line of a trace: the reverse of reading.py."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from .exchange import Assertion, FormContent, Framing, Json, JsonContent, MessageContent, Request, TextContent


def request_line(request: Request) -> dict[str, Json]:
    """The request of an exchange over HTTP, messages included; members that say nothing are left out."""
    line: dict[str, Json] = {"method": request.method, "path": request.path, "headers": {**request.headers}}
    if request.query:
        line["query"] = {**request.query}
    match request.content:
        case JsonContent(value):
            line["body"] = value
        case TextContent(text):
            line["raw"] = text
        case FormContent(fields):
            line["form"] = {name: _field(value) for name, value in fields.items()}
        case MessageContent() as content:
            line |= _message(content)
    if request.basic is not None:
        line["basic"] = [*request.basic]
    return line | _compared(request)


def call_line(request: Request, content: MessageContent) -> dict[str, Json]:
    """The members of a call of gRPC proper that are about its request."""
    service, _, method = request.path.removeprefix("/").rpartition("/")
    message = content.message
    sent: dict[str, Json] = {
        "service": service,
        "method": method,
        "request": {"bytes": _text(message)} if isinstance(message, bytes) else message,
        "metadata": [[name, value] for name, value in request.headers.items()],
    }
    return sent | ({"compression_used": True} if content.compressed else {}) | _compared(request)


def pairs(metadata: Mapping[str, str]) -> list[Json]:
    """Metadata as a list of pairs."""
    return [[name, value] for name, value in metadata.items()]


def _field(value: str | Assertion) -> Json:
    return value if isinstance(value, str) else {"$assertion": {"key": value.key, "claims": {**value.claims}}}


def _message(content: MessageContent) -> dict[str, Json]:
    if isinstance(content.message, bytes):
        return {"bytes": _text(content.message)}
    line: dict[str, Json] = {"message": content.message, "encoding": "proto" if content.encoded else "json"}
    return line | ({"framing": content.framing.value} if content.framing is not Framing.NONE else {})


def _compared(request: Request) -> dict[str, Json]:
    line: dict[str, Json] = {"unordered": request.unordered} if request.unordered else {}
    return line | ({"ignore": [*request.ignored]} if request.ignored else {})


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
