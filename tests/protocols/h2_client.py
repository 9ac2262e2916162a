"""HTTP/2 by hand, for what gRPC clients refuse to send; the package h2 keeps the state of our side."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import (
    ConnectionTerminated,
    DataReceived,
    Event,
    PingAckReceived,
    ResponseReceived,
    StreamEnded,
    StreamReset,
    TrailersReceived,
)

from contracts.target import Target
from tests.protocols.grpc_client import MANAGEMENT
from tests.raw import connection
from tests.server import authority

Fields = Sequence[tuple[str, str]]
PING = b"12345678"


@dataclass(slots=True)
class Reply:
    """What came on one stream."""

    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    trailers: dict[str, str] = field(default_factory=dict)
    ended: bool = False
    reset: bool = False

    @property
    def status(self) -> str:
        """The gRPC status, from the trailers."""
        return self.trailers["grpc-status"]

    @property
    def message(self) -> str:
        """The gRPC message, still escaped."""
        return self.trailers["grpc-message"]


@dataclass(slots=True)
class Peer:
    """Our side of one connection."""

    socket: socket.socket
    target: Target
    h2: H2Connection = field(default_factory=lambda: H2Connection(H2Configuration(header_encoding="utf-8")))
    replies: dict[int, Reply] = field(default_factory=dict)
    pings: int = 0
    """How many of our pings were answered."""
    leaving: bool = False
    """Whether the server said GOAWAY."""

    def flush(self) -> None:
        """Send what h2 has to say."""
        self.socket.sendall(self.h2.data_to_send())

    def open(self, method: str, *extra: tuple[str, str], end: bool = False) -> int:
        """Send the head of a call of the administrator to the Management API; returns the stream."""
        stream = self.h2.get_next_available_stream_id()
        self.h2.send_headers(stream, self.head(method, *extra), end_stream=end)
        self.replies[stream] = Reply()
        self.flush()
        return stream

    def head(self, method: str, *extra: tuple[str, str]) -> Fields:
        """The header fields of a call."""
        return [
            (":method", "POST"),
            (":scheme", "http"),
            (":path", f"/{MANAGEMENT}/{method}"),
            (":authority", "{}:{}".format(*authority(self.target))),
            ("content-type", "application/grpc"),
            ("te", "trailers"),
            ("authorization", f"Bearer {self.target.admin_pat}"),
            *extra,
        ]

    def call(self, method: str, body: bytes = bytes(5), *extra: tuple[str, str]) -> Reply:
        """Make a call with a body that fits into one frame, and wait for its end."""
        stream = self.open(method, *extra)
        self.h2.send_data(stream, body, end_stream=True)
        self.flush()
        return self.wait(stream)

    def wait(self, stream: int) -> Reply:
        """Read until a stream ends, is reset, or the connection is gone."""
        reply = self.replies[stream]
        while not (reply.ended or reply.reset):
            if not self.read():
                break
        return reply

    def ping(self) -> None:
        """Send a ping and wait for its answer."""
        before = self.pings
        self.h2.ping(PING)
        self.flush()
        while self.pings == before:
            assert self.read(), "the server closed the connection"

    def read(self) -> bool:
        """Take in what has come; False at the end of the connection."""
        try:
            data = self.socket.recv(1 << 16)
        except ConnectionResetError:
            return False
        for event in self.h2.receive_data(data):
            self._note(event)
        if data:
            self.flush()
        return bool(data)

    def _note(self, event: Event) -> None:
        match event:
            case ResponseReceived(stream_id=stream, headers=fields) if stream is not None:
                self.replies[stream].headers = _texts(fields)
            case DataReceived(stream_id=stream, data=data, flow_controlled_length=length) if stream is not None:
                self.replies[stream].body += data or b""
                self.h2.acknowledge_received_data(length or 0, stream)
            case TrailersReceived(stream_id=stream, headers=fields) if stream is not None:
                self.replies[stream].trailers = _texts(fields)
            case StreamEnded(stream_id=stream) if stream is not None:
                self.replies[stream].ended = True
            case StreamReset(stream_id=stream) if stream is not None:
                self.replies[stream].reset = True
            case PingAckReceived():
                self.pings += 1
            case ConnectionTerminated():
                self.leaving = True
            case _:
                pass


def _texts(fields: object) -> dict[str, str]:
    assert isinstance(fields, list)
    return {str(name): str(value) for name, value in fields}


@contextmanager
def http2(target: Target) -> Iterator[Peer]:
    """A connection that has sent its preface."""
    with connection(target) as opened:
        peer = Peer(opened, target)
        peer.h2.initiate_connection()
        peer.flush()
        yield peer
