"""A port of its own for a gateway, on an event loop that serves many of them.

uvicorn's server waits a tenth of a second at its end, which is too long for something that each test opens and closes;
asyncio's leaks a connection that it is accepting while it is closed.
"""

from __future__ import annotations

import asyncio
import weakref

from uvicorn.config import Config
from uvicorn.server import ServerState

from mockserver.app import App
from mockserver.settings import Settings
from mockserver.wire.port import shared_port
from mockserver.wire.server import Listener, answered_by_the_port, listen

_GRACE_S = 0.5
"""How long running requests may go on once the door closes; one that is held back on purpose is cut off."""
_TURNS = 8
"""Turns of the loop in which connections that are closed hear of it."""


class Door:
    """A listening socket and its connections. Made, opened and closed on the loop's thread."""

    def __init__(self, app: App, settings: Settings) -> None:
        """Bind the socket.

        Raises: CannotListen.
        """
        self.listener: Listener = listen(settings.host, settings.port, tls=False)
        self._state = ServerState()
        self._config = Config(answered_by_the_port, log_config=None)
        self._transports: weakref.WeakSet[asyncio.BaseTransport] = weakref.WeakSet()
        self._accepting: set[asyncio.Task[object]] = set()
        transports = self._transports

        class Port(shared_port(app.gateway, settings.max_body_bytes, settings.max_buffered_bytes)):  # type: ignore[misc]  # (a class made at run time)
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                transports.add(transport)
                super().connection_made(transport)

        self._protocol = Port

    async def open(self) -> None:
        """Accept connections."""
        self.listener.socket.setblocking(False)
        asyncio.get_running_loop().add_reader(self.listener.socket, self._accept)

    async def close(self) -> None:
        """Accept no more, let running requests end, and close all connections."""
        asyncio.get_running_loop().remove_reader(self.listener.socket)
        self.listener.socket.close()
        await asyncio.gather(*self._accepting, return_exceptions=True)
        for connection in list(self._state.connections):
            connection.shutdown()
        await _turns()
        await self._wait()
        for transport in list(self._transports):
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
        await _turns()

    def _accept(self) -> None:
        try:
            connection, _ = self.listener.socket.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # it went away before it was accepted
        connection.setblocking(False)
        loop = asyncio.get_running_loop()
        task: asyncio.Task[object] = loop.create_task(loop.connect_accepted_socket(self._new_protocol, connection))
        self._accepting.add(task)
        task.add_done_callback(self._accepting.discard)

    def _new_protocol(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self._protocol(self._config, self._state, {})
        return made

    async def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + _GRACE_S
        while self._state.connections and loop.time() < end:
            await asyncio.sleep(0.005)


async def _turns() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)
