"""A recorded request as it goes out, placeholders filled in."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote, urlencode

import httpx

from .answer import Answer
from .exchange import CLOSED, Assertion, FormContent, JsonContent, Request, TextContent
from .jwt import signed
from .placeholders import Placeholders

FORM = "application/x-www-form-urlencoded"


def send(client: httpx.Client, request: Request, placeholders: Placeholders) -> Answer:
    """Send a request; redirects are not followed.

    Raises: UnboundPlaceholder, httpx.RequestError; a connection that the server closed without an answer is an answer.
    """
    headers = {name: placeholders.fill_text(value) for name, value in request.headers.items()}
    if isinstance(request.content, FormContent) and "content-type" not in map(str.lower, headers):
        headers["content-type"] = FORM
    if request.basic is not None:
        headers["authorization"] = _basic(request.basic, placeholders)
    try:
        response = client.request(
            request.method,
            _address(request, placeholders),
            # As bytes: httpx refuses texts that are not ASCII.
            headers=[(name.encode(), value.encode()) for name, value in headers.items()],
            content=_content(request, placeholders),
        )
    except (httpx.RemoteProtocolError, httpx.ReadError):
        return Answer(CLOSED, {}, b"")
    return Answer(response.status_code, response.headers, response.content)


def _address(request: Request, placeholders: Placeholders) -> str:
    path = placeholders.fill_text(request.path)
    if not request.query:
        return path
    return f"{path}?{urlencode({name: placeholders.fill_text(value) for name, value in request.query.items()})}"


def _basic(basic: tuple[str, str], placeholders: Placeholders) -> str:
    """RFC 6749, 2.3.1: both parts percent-encoded before they are joined."""
    joined = ":".join(quote(placeholders.fill_text(part), safe="") for part in basic)
    return f"Basic {base64.b64encode(joined.encode()).decode()}"


def _content(request: Request, placeholders: Placeholders) -> bytes | None:
    match request.content:
        case JsonContent(value):
            return json.dumps(placeholders.fill(value)).encode()
        case TextContent(text):
            return placeholders.fill_text(text).encode()
        case FormContent(fields):
            return urlencode({name: _field(value, placeholders) for name, value in fields.items()}).encode()
        case None:
            return None


def _field(value: str | Assertion, placeholders: Placeholders) -> str:
    if isinstance(value, str):
        return placeholders.fill_text(value)
    claims = placeholders.fill(dict(value.claims))
    assert isinstance(claims, dict)
    return signed(placeholders.fill_text(value.key), claims)
