"""An HTTP exchange, whichever version of HTTP carries it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Protocol

import msgspec

from mockserver.errors.problem import Problem
from mockserver.wire.common_headers import USUAL
from mockserver.wire.peer import FORWARDED, NAMING_CLIENTS, VIA

Header = tuple[bytes, bytes]
Headers = list[Header] | tuple[Header, ...]
"""In order. Those that many answers share are a tuple, which is known again by what it is (`http1/serialise.py`)."""


class HttpRequest(msgspec.Struct, frozen=True, gc=False):
    """A request with all of its body.

    Attributes:
        method: as it came, upper case by custom.
        path: decoded path.
        raw_path: path as it came, without the query.
        query: query as it came, without the question mark.
        headers: by lower-case name; of one that came twice the first, as in gRPC metadata, or all (`Repeated`).
        scheme: `http` or `https`.
        body: all of it.
        peer: address of the client at the other end of the connection; empty where the transport has none.
        head_bytes: length of all names and values of headers; 0 where the protocol did not count them.
        mounted: path below which this server is mounted in another application; empty where it is not.
    """

    method: str
    path: str
    raw_path: bytes
    query: bytes
    headers: dict[bytes, bytes]
    scheme: str
    body: bytes
    peer: str = ""
    head_bytes: int = 0
    mounted: str = ""

    @property
    def host(self) -> str:
        """The host that chooses the instance, with its port if there is one.

        Source: the facts of the real server: two headers stand in for `Host`.
        """
        named = self.headers.get
        value = named(b"x-zitadel-instance-host") or named(b"x-forwarded-host") or named(b"host")
        return value.decode("latin-1") if value else ""

    @property
    def origin(self) -> str:
        """`scheme://host[:port]` under which the client knows this server."""
        scheme = self.headers.get(b"x-forwarded-proto", b"").decode("latin-1") or self.scheme
        return f"{scheme}://{self.host}"

    @property
    def issuer(self) -> str:
        """The URL under which the client knows this server, which is its origin unless it is mounted below a path."""
        return self.origin + self.mounted

    def text(self, name: bytes) -> str:
        """A header's text; empty where it did not come."""
        value = self.headers.get(name)
        return value.decode("latin-1") if value else ""


_SEPARATORS = {
    b"cookie": b"; ",
    **dict.fromkeys((b"origin", b"connection", b"upgrade", b"http2-settings", FORWARDED, VIA, *NAMING_CLIENTS), b", "),
}
"""What stands between the values of a header whose lines all count."""


class Repeated:
    """Headers of one request that came again: of most the first counts, as in gRPC metadata.

    HTTP/2 may split cookies. Of origins all are allowed (recordings/edges-headers-1.jsonl). Each proxy may add a line
    of its own about whom it was asked by, as HAProxy does.
    """

    __slots__ = ("_lines",)

    def __init__(self) -> None:
        self._lines: dict[bytes, list[bytes]] = {}

    def add(self, headers: dict[bytes, bytes], name: bytes, value: bytes) -> None:
        """Take a further line of a header that is there."""
        if name in _SEPARATORS:
            self._lines.setdefault(name, [headers[name]]).append(value)

    def join(self, headers: dict[bytes, bytes]) -> None:
        """Put all lines in the place of the first ones, once all have come, as each by itself would copy all before."""
        for name, lines in self._lines.items():
            headers[name] = _SEPARATORS[name].join(lines)
        self._lines.clear()


class Response(msgspec.Struct, frozen=True, gc=False):
    """Status, headers, body, and trailers where the protocol has them. Protocols add date and content length.

    Names of headers are in lower case, as HTTP/2 sends them.

    Attributes:
        stream: what follows the body, as it comes; the answer ends where it ends.
        operation: the operationId that was called; empty where none was found.
        transport: `json`, `grpc`, `grpc-web` or `connect` where an operation was asked for, else `http`.
        problem: why the request was refused.
        reached: whether it came as far as its operation's judgement.
        injected: name of the fault that struck.
        invented: whether `problem` is that fault's, and the operation was not asked.
        broken: how the connection is to fail, one of `store.faults.Broken`.
        runs: of scripts, as the JSON that the journal shows; empty where none ran.
        deliveries: what targets were sent for it, likewise.
        added: headers that HTTP answers get behind their own, one of `common_headers`; none where they stand among
            `headers` already.
    """

    status: int
    headers: Headers
    body: bytes
    trailers: Headers = []
    stream: AsyncIterator[bytes] | None = None
    operation: str = ""
    transport: str = "http"
    problem: Problem | None = None
    reached: bool = False
    injected: str = ""
    invented: bool = False
    broken: str = ""
    runs: bytes = b""
    deliveries: bytes = b""
    added: tuple[Header, ...] = USUAL


class Exchange(msgspec.Struct, frozen=True, gc=False):
    """A request and its answer, as a journal keeps them; all else that is shown of them is worked out when asked for.

    Attributes:
        at: microseconds since 1970, on the machine's clock.
        native: whether it was answered as gRPC proper, as a request alone does not tell.
        events: how many events it wrote. Of requests that wait for scripts at the same time, the one that is answered
            first is told to have written what all have until then.
    """

    number: int
    at: int
    duration_us: int
    request: HttpRequest
    response: Response
    native: bool = False
    events: int = 0


Answer = Response | Coroutine[Any, Any, Response]
"""An answer that is there, or one to wait for."""

Endpoint = Callable[[HttpRequest], Answer]


class Duplex(Protocol):
    """A stream on which both sides may speak at the same time."""

    async def receive(self) -> bytes | None:
        """The next chunk of the request's body, None at its end."""

    def start(self, headers: Headers) -> None:
        """Send the head of a 200."""

    async def send(self, data: bytes) -> None:
        """Send a chunk of the answer's body; returns once the peer has room for more."""

    def finish(self, trailers: Headers) -> None:
        """End the answer."""


StreamingCall = Callable[[HttpRequest, Duplex], Coroutine[Any, Any, None]]


class Service(Protocol):
    """Answers requests; what a protocol needs of the server behind it."""

    def respond(self, request: HttpRequest, *, native: bool) -> Answer:
        """Answer a request whose body is complete; `native` says that there can be trailers, as gRPC needs them."""

    def streaming(self, request: HttpRequest) -> StreamingCall | None:
        """What answers a request before its body is complete; None for all but streaming calls."""

    def too_large(self, size: int) -> Response:
        """The answer to a body of more than the bytes that are read at most."""
