"""One port for all versions of HTTP: the first bytes of a connection tell which it speaks."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from mockserver.wire.http2.protocol import Http2Protocol
from mockserver.wire.http2.service import Service

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


class SharedPort(HttpToolsProtocol):
    """HTTP/1.1 by uvicorn, unless a connection opens with the HTTP/2 preface or agreed on `h2` in its TLS handshake."""

    alpn_protocols: ClassVar[list[str]] = ["h2", "http/1.1"]
    service: ClassVar[Service]
    max_body_bytes: ClassVar[int]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._first = b""
        self._decided = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start with HTTP/1.1 where TLS did not agree on HTTP/2."""
        tls = transport.get_extra_info("ssl_object")
        super().connection_made(cast(asyncio.Transport, transport))
        if tls is not None:
            self._decided = True
            if tls.selected_alpn_protocol() == "h2":
                self._hand_over(b"")

    def data_received(self, data: bytes) -> None:
        """Hold the first bytes back until they tell the protocol."""
        if self._decided:
            super().data_received(data)
            return
        self._first += data
        if len(self._first) < len(_PREFACE) and _PREFACE.startswith(self._first):
            return
        self._decided = True
        if self._first.startswith(_PREFACE):
            self._hand_over(self._first)
        else:
            super().data_received(self._first)

    def _hand_over(self, received: bytes) -> None:
        self.connections.discard(self)
        protocol = Http2Protocol(self.service, self.connections, self.max_body_bytes)
        self.transport.set_protocol(protocol)
        protocol.connection_made(self.transport)
        if received:
            protocol.data_received(received)


def shared_port(service: Service, max_body_bytes: int) -> type[SharedPort]:
    """The protocol class that uvicorn makes a connection's protocol of."""

    class Port(SharedPort):
        pass

    Port.service = service
    Port.max_body_bytes = max_body_bytes
    return Port
