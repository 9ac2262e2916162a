"""One port for all versions of HTTP: the first bytes of a connection tell which it speaks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import MutableSet
from typing import Any, ClassVar, cast

from uvicorn.config import Config
from uvicorn.server import ServerState

from mockserver.wire.budget import Budget
from mockserver.wire.http import HttpRequest, Service
from mockserver.wire.http1.protocol import Http1Protocol
from mockserver.wire.http1.upgrade import SWITCHING
from mockserver.wire.http2.protocol import Http2Protocol
from mockserver.wire.http2.upgrade import upgrade_settings
from mockserver.wire.idle import IdleTimer
from mockserver.wire.limits import IDLE_S
from mockserver.wire.outbox import Outbox

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


class SharedPort(asyncio.Protocol):
    """HTTP/2 where a connection opens with its preface or agreed on `h2` in its TLS handshake, else HTTP/1.1."""

    alpn_protocols: ClassVar[list[str]] = ["h2", "http/1.1"]
    service: ClassVar[Service]
    outbox: ClassVar[Outbox]
    max_body_bytes: ClassVar[int]
    budget: ClassVar[Budget]

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Take what uvicorn gives each of its protocols; only its set of connections is needed."""
        del config, app_state, _loop
        self._connections = cast(MutableSet[Any], server_state.connections)
        self._transport: asyncio.Transport
        self._idle: IdleTimer
        self._first = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._connections.add(self)
        self._idle = IdleTimer(IDLE_S, self._transport.close)
        tls = transport.get_extra_info("ssl_object")
        if tls is not None:
            self._hand_over(self._http2() if tls.selected_alpn_protocol() == "h2" else self._http1())

    def connection_lost(self, _: Exception | None) -> None:
        self._leave()

    def data_received(self, data: bytes) -> None:
        """Hold the first bytes back until they tell the protocol."""
        self._idle.moved_s = time.monotonic()
        self._first += data
        if len(self._first) >= len(_PREFACE) or not _PREFACE.startswith(self._first):
            self._hand_over(self._http2() if self._first.startswith(_PREFACE) else self._http1())

    def shutdown(self) -> None:
        """Close; nothing was asked yet."""
        self._transport.close()

    def _http1(self) -> Http1Protocol:
        return Http1Protocol(
            self.service, self._connections, self.outbox, self.max_body_bytes, self.budget, self._upgrade
        )

    def _http2(self) -> Http2Protocol:
        return Http2Protocol(self.service, self._connections, self.outbox, self.max_body_bytes, self.budget)

    def _hand_over(self, protocol: Http1Protocol | Http2Protocol) -> None:
        self._leave()
        self._transport.set_protocol(protocol)
        protocol.connection_made(self._transport)
        if self._first:
            protocol.data_received(self._first)

    def _leave(self) -> None:
        self._connections.discard(self)
        self._idle.stop()

    def _upgrade(self, transport: asyncio.Transport, request: HttpRequest, settings: bytes) -> bool:
        """Have HTTP/2 answer a request that came by HTTP/1.1; False where its `HTTP2-Settings` are none."""
        usable = upgrade_settings(settings)
        if usable is None:
            return False
        self.outbox.post(transport, SWITCHING, close=False)
        protocol = self._http2()
        transport.set_protocol(protocol)
        protocol.upgraded(transport, request, usable)
        return True


def shared_port(service: Service, max_body_bytes: int, max_buffered_bytes: int) -> type[SharedPort]:
    """The class that uvicorn makes a connection's protocol of.

    Args:
        max_body_bytes: a larger body is refused.
        max_buffered_bytes: what all connections together may hold of unfinished requests and unread answers.
    """

    class Port(SharedPort):
        pass

    Port.service = service
    Port.outbox = Outbox()
    Port.max_body_bytes = max_body_bytes
    Port.budget = Budget(max_buffered_bytes)
    return Port
