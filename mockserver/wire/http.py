"""An HTTP exchange, whichever version of HTTP carries it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

import msgspec

Header = tuple[bytes, bytes]
Headers = list[Header]


class HttpRequest(msgspec.Struct, frozen=True):
    """A request with all of its body.

    Attributes:
        method: as it came, upper case by custom.
        path: decoded path.
        raw_path: path as it came, without the query.
        query: query as it came, without the question mark.
        headers: by lower-case name; of a header that came twice the first, as in gRPC metadata.
        scheme: `http` or `https`.
        body: all of it.
    """

    method: str
    path: str
    raw_path: bytes
    query: bytes
    headers: dict[bytes, bytes]
    scheme: str
    body: bytes

    @property
    def host(self) -> str:
        """The host that chooses the instance, with its port if there is one.

        Source: the facts of the real server: two headers stand in for `Host`.
        """
        for name in (b"x-zitadel-instance-host", b"x-forwarded-host", b"host"):
            value = self.headers.get(name)
            if value:
                return value.decode("latin-1")
        return ""

    @property
    def origin(self) -> str:
        """`scheme://host[:port]` under which the client knows this server."""
        scheme = self.headers.get(b"x-forwarded-proto", b"").decode("latin-1") or self.scheme
        return f"{scheme}://{self.host}"

    def text(self, name: bytes) -> str:
        """A header's text; empty where it did not come."""
        value = self.headers.get(name)
        return value.decode("latin-1") if value else ""


class Response(msgspec.Struct, frozen=True):
    """Status, headers, body, and trailers where the protocol has them. Protocols add date and content length."""

    status: int
    headers: Headers
    body: bytes
    trailers: Headers = []


Answer = Response | Coroutine[Any, Any, Response]
"""An answer that is there, or one to wait for."""


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
    """Answers requests; what a protocol needs of the server behind it."""

    def respond(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer a request whose body is complete; `native` says that there can be trailers, as gRPC needs them."""

    def streaming(self, request: HttpRequest) -> StreamingCall | None:
        """What answers a request before its body is complete; None for all but streaming calls."""

    def too_large(self, size: int) -> Response:
        """The answer to a body of more than the bytes that are read at most."""
