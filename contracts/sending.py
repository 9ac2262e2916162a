"""A recorded request as it goes out, placeholders filled in."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import httpx

from .answer import Answer
from .exchange import CLOSED, Assertion, FormContent, JsonContent, MessageContent, Request, TextContent
from .jwt import signed
from .messages import Messages
from .placeholders import Filler
from .rpc.peer import Peer
from .rpc.sending import send_message

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends recorded requests, each the way it went: over one client of HTTP, or as messages of protobuf.

    Attributes:
        http: keeps the cookies that answers set.
        messages: how messages are encoded; without it no trace may hold any.
        peer: where messages go, each on a connection of its own.
    """

    http: httpx.Client
    messages: Messages | None = None
    peer: Peer | None = None

    def send(self, request: Request, filler: Filler) -> Answer:
        """Send a request; redirects are not followed.

        Raises: UnboundPlaceholder, UnsendableMessage, httpx.RequestError, OSError; a connection that the server closed
        without an answer is an answer.
        """
        if not isinstance(request.content, MessageContent):
            return send(self.http, request, filler)
        assert self.messages is not None
        assert self.peer is not None
        return send_message(self.peer, self.messages, request, request.content, filler)


def send(client: httpx.Client, request: Request, filler: Filler) -> Answer:
    """Send a request; redirects are not followed.

    Raises: UnboundPlaceholder, httpx.RequestError; a connection that the server closed without an answer is an answer.
    """
    headers = {name: filler.fill_text(value) for name, value in request.headers.items()}
    if isinstance(request.content, FormContent) and "content-type" not in map(str.lower, headers):
        headers["content-type"] = FORM
    if request.basic is not None:
        headers["authorization"] = _basic(request.basic, filler)
    try:
        response = client.request(
            request.method,
            _address(request, filler),
            # As bytes: httpx refuses texts that are not ASCII.
            headers=[(name.encode(), value.encode()) for name, value in headers.items()],
            content=_content(request, filler),
        )
    except (httpx.RemoteProtocolError, httpx.ReadError):
        return Answer(CLOSED, {}, b"")
    return Answer(response.status_code, response.headers, response.content)


def _address(request: Request, filler: Filler) -> str:
    path = filler.fill_text(request.path)
    if not request.query:
        return path
    return f"{path}?{urlencode({name: filler.fill_text(value) for name, value in request.query.items()})}"


def _basic(basic: tuple[str, str], filler: Filler) -> str:
    """RFC 6749, 2.3.1: both parts percent-encoded before they are joined."""
    joined = ":".join(quote(filler.fill_text(part), safe="") for part in basic)
    return f"Basic {base64.b64encode(joined.encode()).decode()}"


def _content(request: Request, filler: Filler) -> bytes | None:
    match request.content:
        case JsonContent(value):
            return json.dumps(filler.fill(value)).encode()
        case TextContent(text):
            return filler.fill_text(text).encode()
        case FormContent(fields):
            return urlencode({name: _field(value, filler) for name, value in fields.items()}).encode()
    return None


def _field(value: str | Assertion, filler: Filler) -> str:
    if isinstance(value, str):
        return filler.fill_text(value)
    claims = filler.fill(dict(value.claims))
    assert isinstance(claims, dict)
    return signed(filler.fill_text(value.key), claims)
