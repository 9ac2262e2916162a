"""The way into the application for what any ASGI server brings, and out of it; gRPC proper needs more than ASGI has."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send

from mockserver.errors.languages import DEFAULT_LANGUAGE
from mockserver.errors.problem import Refused
from mockserver.settings import Settings
from mockserver.store.faults import Broken
from mockserver.wire import responses
from mockserver.wire.body import Disconnected, read_body
from mockserver.wire.gateway import Gateway
from mockserver.wire.http import Header, HttpRequest, Repeated, Response

_NO_BODY = frozenset({204, 304})
_BLANKS = b" \t"
"""They are no part of a header's value where they surround it; not every server of ASGI takes them away."""
_CUT_OFF: Mapping[str, float] = {Broken.RESET: 0.0, Broken.EMPTY: 0.0, Broken.HALF: 0.5, Broken.STALL: 0.5}
"""How much of an answer's body is left by what breaks a connection."""


class BrokenOnPurpose(Exception):
    """A fault asks for a connection that fails; a server of ASGI closes one whose application fails in its answer."""


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
        await _send(response, _mounted(scope), scope["method"] == "HEAD", receive, send)


def request_of(scope: Scope, body: bytes) -> HttpRequest:
    """A request whose body has come; of its path, what is below the place where the application is mounted."""
    path, raw_path = _paths(scope)
    headers: dict[bytes, bytes] = {}
    repeated = Repeated()
    for name, text in scope["headers"]:
        value = text.strip(_BLANKS)
        if name in headers:
            repeated.add(headers, name, value)
        else:
            headers[name] = value
    repeated.join(headers)
    return HttpRequest(
        method=scope["method"],
        path=path,
        raw_path=raw_path,
        query=scope["query_string"],
        headers=headers,
        scheme=scope["scheme"],
        body=body,
        peer=(scope.get("client") or ("",))[0],
        mounted=_mounted(scope),
    )


def _mounted(scope: Scope) -> str:
    """The path that the application is mounted at, percent-encoded; empty where it is at the top."""
    return quote(scope.get("root_path", "").rstrip("/"))


def _paths(scope: Scope) -> tuple[str, bytes]:
    """The path below the mounted one, decoded and as it came, if the server tells how it came."""
    root: str = scope.get("root_path", "").rstrip("/")
    path: str = scope["path"]
    # By ASGI the path holds that of the mount; before that was settled, frameworks left it out.
    if root and (path == root or path.startswith(f"{root}/")):
        path = path[len(root) :]
    path = path or "/"
    raw_path: bytes = scope.get("raw_path") or b""
    start = _mounted(scope).encode("ascii")
    if not raw_path.startswith(start or b"/"):
        return path, quote(path).encode("ascii")
    return path, raw_path[len(start) :] or b"/"


async def _send(response: Response, mounted: str, head_only: bool, receive: Receive, send: Send) -> None:
    """Send an answer, or as much of it as a fault leaves.

    Raises: BrokenOnPurpose, upon which a server of ASGI closes a connection whose answer has begun. None can be told to
        close it without a byte, so that `reset` and `empty` leave the head of an answer.
    """
    headers = [_below(mounted, header) for header in response.headers]
    stream = response.stream
    if stream is None and response.status not in _NO_BODY:
        headers.append((b"content-length", b"%d" % len(response.body)))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    body = b"" if head_only else response.body
    if stream is not None:
        await _stream(stream, receive, send)
    elif response.broken in _CUT_OFF:
        left = body[: int(len(body) * _CUT_OFF[response.broken])]
        await send({"type": "http.response.body", "body": left, "more_body": True})
        if response.broken == Broken.STALL:
            await _until_gone(receive)
        raise BrokenOnPurpose(response.broken)
    else:
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


def _below(mounted: str, header: Header) -> Header:
    """A header as it is where the application is mounted: what it leads to begins with that path."""
    name, value = header
    return (name, mounted.encode("ascii") + value) if name == b"location" and value.startswith(b"/") else header
