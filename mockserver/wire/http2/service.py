"""What an HTTP/2 connection needs of the server behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from mockserver.wire.http import Headers, HttpRequest, Response


class Duplex(Protocol):
    """A stream on which both sides may speak at the same time."""

    async def receive(self) -> bytes | None:
        """The next chunk of the request's body, None at its end."""

    def start(self, headers: Headers) -> None:
        """Send the head of a 200."""

    def send(self, data: bytes) -> None:
        """Send a chunk of the answer's body."""

    def finish(self, trailers: Headers) -> None:
        """End the answer."""


StreamingCall = Callable[[HttpRequest, Duplex], Awaitable[None]]


class Service(Protocol):
    """Answers requests."""

    async def respond(self, request: HttpRequest, *, native: bool) -> Response:
        """Answer a request whose body is complete; `native` allows trailers."""

    def streaming(self, request: HttpRequest) -> StreamingCall | None:
        """What answers a request before its body is complete; None for all but streaming calls."""
