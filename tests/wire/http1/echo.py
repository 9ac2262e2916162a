"""A service whose answers say what was asked, on a port of its own, for tests of connections."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvloop
from uvicorn.config import Config
from uvicorn.server import ServerState

from mockserver.wire.http import Answer, HttpRequest, Response, StreamingCall
from mockserver.wire.port import SharedPort, shared_port

BIG_BYTES = 1 << 20


@dataclass(slots=True)
class Echo:
    """Answers method, path, query, host and body.

    The first part of the path says how: `/late/…` waits for a turn of the loop or more, `/held/…` until `release` is
    called, `/big/…` answers a megabyte, `/stream/…` a stream, all others are answered at once.
    """

    asked: list[str] = field(default_factory=list)
    held: list[asyncio.Future[None]] = field(default_factory=list)

    def respond(self, request: HttpRequest, *, native: bool) -> Answer:
        assert not native or request.scheme == "http"
        self.asked.append(request.path)
        kind = request.path.split("/")[1]
        if kind in ("late", "held"):
            return self._later(request, kind)
        if kind == "stream":
            return Response(200, [], b"", stream=self._stream())
        return answer_of(request)

    def streaming(self, request: HttpRequest) -> StreamingCall | None:
        assert request
        return None

    def too_large(self, size: int) -> Response:
        return Response(429, [], b"%d" % size)

    async def _later(self, request: HttpRequest, kind: str) -> Response:
        if kind == "held":
            held = asyncio.get_running_loop().create_future()
            self.held.append(held)
            await held
        else:
            for _ in range(len(request.path)):
                await asyncio.sleep(0)
        return answer_of(request)

    async def _stream(self) -> AsyncIterator[bytes]:
        yield b"one"
        await asyncio.sleep(0)
        yield b"two"


def answer_of(request: HttpRequest) -> Response:
    """What a request is answered."""
    line = b" ".join((request.method.encode(), request.raw_path, request.query, request.headers.get(b"host", b"")))
    filler = bytes(BIG_BYTES) if request.path.startswith("/big/") else b""
    return Response(200, [(b"content-type", b"text/plain")], line + b" " + request.body + filler)


@dataclass(slots=True)
class Running:
    """A port, and what it serves."""

    port: int
    echo: Echo
    kind: type[SharedPort]
    loop: asyncio.AbstractEventLoop
    state: ServerState

    def connect(self) -> socket.socket:
        """A connection on which nothing waits for ever."""
        return socket.create_connection(("127.0.0.1", self.port), 20)

    def release(self) -> None:
        """Let all answers come that are held."""
        self.loop.call_soon_threadsafe(self._release)

    def _release(self) -> None:
        held, self.echo.held = self.echo.held, []
        for future in held:
            if not future.done():
                future.set_result(None)


@contextmanager
def serving_echo(*, max_body_bytes: int = 1 << 20, max_buffered_bytes: int = 1 << 24) -> Iterator[Running]:
    """Serve on an event loop of its own."""
    loop, echo, state = uvloop.new_event_loop(), Echo(), ServerState()
    kind = shared_port(echo, max_body_bytes, max_buffered_bytes)
    config = Config(None, log_config=None)  # type: ignore[arg-type]  # (the port does not look at it)
    made = loop.create_server(lambda: kind(config, state, {}), "127.0.0.1", 0)
    server = loop.run_until_complete(made)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield Running(server.sockets[0].getsockname()[1], echo, kind, loop, state)
    finally:
        asyncio.run_coroutine_threadsafe(_end(server, state), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


async def _end(server: asyncio.Server, state: ServerState) -> None:
    server.close()
    for connection in list(state.connections):
        connection.shutdown()
    while state.connections:
        await asyncio.sleep(0.01)
