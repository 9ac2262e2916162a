"""Requests and answers of ours as messages of ASGI, and back."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response as StarletteResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mockserver.wire.common_headers import BARE
from mockserver.wire.http import Header, HttpRequest, Response

_OURS = "mockserver.response"
"""Where the first message of an answer holds what HTTP has no place for: why it was refused, for the journal."""
_LENGTH = b"content-length"


class Rendered(StarletteResponse):
    """An answer of ours, in the form that Connexion takes from the function of an operation."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.body, response.status)
        self._response = response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, its headers as they are."""
        del scope, receive
        response = self._response
        start = {"type": "http.response.start", "status": response.status, "headers": response.headers}
        await send(start | {_OURS: response})
        await send({"type": "http.response.body", "body": response.body})


async def answer_of(app: ASGIApp, scope: Scope, receive: Receive) -> Response:
    """What an application answers, taken whole."""
    answer = _Answer()
    await app(scope, receive, answer.take)
    return answer.response()


class _Answer:
    """Takes the messages of an answer."""

    def __init__(self) -> None:
        self._start: Message = {}
        self._body: list[bytes] = []

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        else:
            self._body.append(message.get("body", b""))

    def response(self) -> Response:
        """The answer. One that is not ours is of an operation that somebody else added to the application."""
        body = b"".join(self._body)
        status: int = self._start["status"]
        headers: list[Header] = [(name, value) for name, value in self._start["headers"] if name != _LENGTH]
        ours: Response | None = self._start.get(_OURS)
        if ours is None:
            return Response(status, headers, body, added=BARE)
        return msgspec.structs.replace(ours, status=status, headers=headers, body=body)


def receive_of(body: bytes) -> Receive:
    """A body that has come, as an application reads it."""
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


def scope_of(request: HttpRequest, app: object, extensions: dict[str, Any]) -> Scope:
    """A request as an application sees it, mounted nowhere.

    Args:
        app: the application; where there is one, Starlette's routers leave it to answer what they do not know.
    """
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": request.path,
        "raw_path": request.raw_path,
        "query_string": request.query,
        "root_path": "",
        "headers": list(request.headers.items()),
        "client": (request.peer, 0) if request.peer else None,
        "server": None,
        "app": app,
        "extensions": extensions,
    }
