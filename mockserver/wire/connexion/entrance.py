"""The way into the application for what any ASGI server brings, and out of it; gRPC proper needs more than ASGI has."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from urllib.parse import quote

from starlette._utils import get_route_path
from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Refused
from mockserver.settings import Settings
from mockserver.store.faults import Broken
from mockserver.wire import responses
from mockserver.wire.body import Disconnected, read_body
from mockserver.wire.gateway import Gateway
from mockserver.wire.http import Header, HttpRequest, Response, add_again

_NO_BODY = frozenset({204, 304})
_BLANKS = b" \t"
"""They are no part of a header's value where they surround it; not every server of ASGI takes them away."""
_UNENDED = frozenset({Broken.RESET, Broken.EMPTY})
"""Connections that fail without a byte; a server of ASGI closes one whose application answers nothing."""


class Entrance:
    """The outermost middleware. What the gateway does not answer by itself, it has those behind this one answer."""

    def __init__(self, app: ASGIApp, *, gateway_of: Callable[[ASGIApp], Gateway], settings: Settings) -> None:
        self._app = app
        self._gateway = gateway_of(app)
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await read_body(receive, self._settings.max_body_bytes)
        except Disconnected:
            return
        except Refused as refusal:
            response = responses.refused(refusal.problem, DEFAULT_LANGUAGE, reached=False)
        else:
            answer = self._gateway.respond(request_of(scope, body), native=False)
            response = answer if isinstance(answer, Response) else await answer
        await _send(response, scope, receive, send)


def request_of(scope: Scope, body: bytes) -> HttpRequest:
    """A request whose body has come; of its path, what is below the place where the application is mounted."""
    root: str = scope.get("root_path", "")
    path = get_route_path(scope) or "/"
    raw_path = scope.get("raw_path") or quote(scope["path"]).encode("ascii")
    headers: dict[bytes, bytes] = {}
    for name, text in scope["headers"]:
        value = text.strip(_BLANKS)
        if name in headers:
            add_again(headers, name, value)
        else:
            headers[name] = value
    return HttpRequest(
        method=scope["method"],
        path=path,
        raw_path=raw_path.removeprefix(root.encode()) or b"/",
        query=scope["query_string"],
        headers=headers,
        scheme=scope["scheme"],
        body=body,
        peer=(scope.get("client") or ("",))[0],
    )


async def _send(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send an answer, or as much of it as a fault leaves; a server closes the connection of what is not complete."""
    if response.broken in _UNENDED:
        return
    headers = [_below(scope, header) for header in response.headers]
    stream = response.stream
    if stream is None and response.status not in _NO_BODY:
        headers.append((b"content-length", b"%d" % len(response.body)))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    if stream is not None:
        await _stream(stream, receive, send)
        return
    body = b"" if scope["method"] == "HEAD" else response.body
    if response.broken in (Broken.HALF, Broken.STALL):
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        if response.broken == Broken.STALL:
            await _until_gone(receive)
        return
    await send({"type": "http.response.body", "body": body})


async def _stream(stream: AsyncIterator[bytes], receive: Receive, send: Send) -> None:
    """Send what comes as it comes, until it ends or its reader goes away."""

    async def pass_on() -> None:
        async for data in stream:
            await send({"type": "http.response.body", "body": data, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    tasks = {asyncio.ensure_future(work) for work in (pass_on(), _until_gone(receive))}
    _, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _below(scope: Scope, header: Header) -> Header:
    """A header as it is where the application is mounted: what it leads to begins with that place."""
    root: str = scope.get("root_path", "")
    if root and header[0] == b"location" and header[1].startswith(b"/"):
        return header[0], quote(root).encode("ascii") + header[1]
    return header
