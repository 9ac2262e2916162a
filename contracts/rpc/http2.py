"""One request over HTTP/2 on a connection of its own: prior knowledge, or TLS with ALPN."""

from __future__ import annotations

import socket
from collections.abc import Iterable

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import (
    ConnectionTerminated,
    DataReceived,
    Event,
    ResponseReceived,
    StreamEnded,
    StreamReset,
    TrailersReceived,
)
from h2.exceptions import ProtocolError

from ..answer import Answer
from .peer import RECEIVED_BYTES, LostConnection, Peer

_WINDOW_BYTES = 1 << 30
_STATUS = ":status"


class _Exchange:
    """A stream, from its request to the end of its answer."""

    def __init__(self, opened: socket.socket) -> None:
        self._socket = opened
        self._http2 = H2Connection(H2Configuration(client_side=True, header_encoding="latin-1"))
        self._stream = 0
        self._over = False
        self._headers: dict[str, str] = {}
        self._trailers: dict[str, str] = {}
        self._body = bytearray()

    def run(self, headers: list[tuple[str, str]], body: bytes) -> Answer:
        """Send and receive. Raises: OSError, LostConnection."""
        try:
            self._http2.initiate_connection()
            self._http2.increment_flow_control_window(_WINDOW_BYTES)
            self._stream = self._http2.get_next_available_stream_id()
            self._http2.send_headers(self._stream, headers, end_stream=not body)
            self._flush()
            self._send(body)
            while not self._over:
                self._receive()
        except ProtocolError as error:
            raise LostConnection(f"no answer of HTTP/2: {type(error).__name__}: {error}") from error
        status = int(self._headers.pop(_STATUS))
        return Answer(status, self._headers, bytes(self._body), self._trailers)

    def _send(self, body: bytes) -> None:
        """Send as the windows let it; an answer that comes before all is sent ends the sending."""
        while body and not self._over:
            size = min(self._http2.local_flow_control_window(self._stream), self._http2.max_outbound_frame_size)
            if size <= 0:
                self._receive()
                continue
            piece, body = body[:size], body[size:]
            self._http2.send_data(self._stream, piece, end_stream=not body)
            self._flush()

    def _receive(self) -> None:
        data = self._socket.recv(RECEIVED_BYTES)
        if not data:
            raise LostConnection("the connection was closed before the answer was whole")
        for event in self._http2.receive_data(data):
            self._take(event)
        self._flush()

    def _take(self, event: Event) -> None:
        match event:
            case ResponseReceived(headers=list(headers)):
                self._headers = {str(name): str(value) for name, value in headers}
            case TrailersReceived(headers=list(headers)):
                self._trailers = {str(name): str(value) for name, value in headers}
            case DataReceived(data=bytes(data), flow_controlled_length=int(length)):
                self._body += data
                self._http2.acknowledge_received_data(length, self._stream)
            case StreamEnded():
                self._over = True
            case StreamReset(error_code=code) if not self._headers:
                raise LostConnection(f"the stream was reset ({code!r})")
            case StreamReset():
                self._over = True
            case ConnectionTerminated(error_code=code) if not self._over and not self._headers:
                raise LostConnection(f"the connection was ended ({code!r})")

    def _flush(self) -> None:
        self._socket.sendall(self._http2.data_to_send())


def exchanged(peer: Peer, method: str, path: str, headers: Iterable[tuple[str, str]], body: bytes) -> Answer:
    """Send a request and read its answer; of several headers of one name the last is kept.

    Raises: OSError, as LostConnection where no whole answer came.
    """
    pseudo = [(":method", method), (":scheme", peer.scheme), (":authority", peer.authority), (":path", path)]
    peer.step()
    with peer.connected("h2") as opened:
        return _Exchange(opened).run([*pseudo, *((name.lower(), value) for name, value in headers)], body)
