"""A recorded message as it goes out: over HTTP/1.1 as it stands, or as a call of gRPC over HTTP/2."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping

from google.protobuf.json_format import ParseError

from ..answer import Answer
from ..exchange import CLOSED, Framing, Json, MessageContent, Request
from ..messages import Messages, UnknownMethod
from ..placeholders import Filler
from . import http1, http2
from .envelopes import COMPRESSED, enveloped
from .peer import LostConnection, Peer

_FILL = "{{fill}}"
_GRPC: Mapping[str, str] = {"content-type": "application/grpc", "te": "trailers"}
_GZIP = {"grpc-encoding": "gzip", "grpc-accept-encoding": "gzip"}


class UnsendableMessage(ValueError):
    """A message of a trace that is none of its method's; the message says why."""


def send_message(peer: Peer, messages: Messages, request: Request, content: MessageContent, filler: Filler) -> Answer:
    """Send a message; a connection that is closed without an answer is an answer.

    Raises: UnboundPlaceholder, UnsendableMessage, OSError.
    """
    headers = {name: filler.fill_text(value) for name, value in request.headers.items()}
    path = filler.fill_text(request.path)
    body = _body(messages, path, content, filler)
    try:
        if not content.over_http2:
            return http1.exchanged(peer, request.method, path, headers.items(), body, chunked=content.chunked)
        sent = {**_GRPC, **(_GZIP if content.compressed else {}), **headers}
        return http2.exchanged(peer, request.method, f"/{messages.rpc(path)}", sent.items(), body)
    except (LostConnection, ConnectionResetError, BrokenPipeError):
        return Answer(CLOSED, {}, b"")


def _body(messages: Messages, path: str, content: MessageContent, filler: Filler) -> bytes:
    data, message = b"", content.message
    if isinstance(message, bytes):
        if not content.over_http2:
            return message
        data = message
    else:
        filled = filler.fill(_with_fill(message, "a" * content.fill))
        data = _encoded(messages, path, filled) if content.encoded else json.dumps(filled).encode()
    data = gzip.compress(data) if content.compressed else data
    if content.framing is Framing.NONE:
        return data
    framed = enveloped(data, COMPRESSED if content.compressed else 0)
    return base64.b64encode(framed) if content.framing is Framing.TEXT else framed


def _encoded(messages: Messages, path: str, message: Json) -> bytes:
    if not isinstance(message, dict):
        raise UnsendableMessage("a message is an object")
    try:
        return messages.encoded(messages.rpc(path), message)
    except UnknownMethod:
        # What a method takes that nobody knows cannot be told, but for nothing at all.
        if message:
            raise UnsendableMessage(f"no method {path} is known, so its message cannot be encoded") from None
        return b""
    except ParseError as error:
        raise UnsendableMessage(str(error)) from error


def _with_fill(value: Json, letters: str) -> Json:
    match value:
        case str():
            return value.replace(_FILL, letters)
        case list():
            return [_with_fill(item, letters) for item in value]
        case dict():
            return {name: _with_fill(member, letters) for name, member in value.items()}
    return value
