"""A connection of HTTP/2 without a socket, so that what it does can be counted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from hpack import Encoder
from hyperframe.frame import HeadersFrame, SettingsFrame

from mockserver.app import create_app
from mockserver.settings import Settings
from mockserver.wire.budget import Budget
from mockserver.wire.http import Answer, HttpRequest, Response, Service, StreamingCall
from mockserver.wire.http2.protocol import Http2Protocol
from mockserver.wire.outbox import Outbox
from tests.protocols.frame_client import PREFACE

BUDGET_BYTES = 1 << 30


class Paper(asyncio.Transport):
    """Keeps what is written, and always has room."""

    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()
        self.reading = True

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return 0

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True


class Long:
    """A service that answers everything with a megabyte."""

    def respond(self, request: HttpRequest, *, native: bool) -> Answer:
        del request, native
        return Response(200, [], bytes(1 << 20))

    def streaming(self, request: HttpRequest) -> StreamingCall | None:
        del request
        return None

    def too_large(self, size: int) -> Response:
        raise AssertionError(size)


def _gateway() -> Service:
    return create_app(Settings()).gateway


@dataclass(slots=True)
class InMemory:
    """A connection whose peer has sent preface and settings; made on a running loop."""

    window: int = 65535
    """How much the peer takes on each stream."""
    service: Service = field(default_factory=_gateway)
    protocol: Http2Protocol = field(init=False)
    transport: Paper = field(default_factory=Paper)
    encoder: Encoder = field(default_factory=Encoder)

    def __post_init__(self) -> None:
        self.protocol = Http2Protocol(self.service, set(), Outbox(), 1 << 20, Budget(BUDGET_BYTES))
        self.protocol.connection_made(self.transport)
        settings = SettingsFrame(0, settings={SettingsFrame.INITIAL_WINDOW_SIZE: self.window})
        self.protocol.data_received(PREFACE + settings.serialize())

    def ask(self, stream: int, path: str) -> None:
        """A GET that is complete."""
        fields = [(":method", "GET"), (":scheme", "http"), (":path", path), (":authority", "localhost")]
        head = HeadersFrame(stream, self.encoder.encode(fields), flags=["END_HEADERS", "END_STREAM"])
        self.protocol.data_received(head.serialize())
