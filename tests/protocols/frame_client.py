"""HTTP/2 frame by frame, for what the package h2 would not let its side do; keeps no state but that of HPACK."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from hpack import Decoder, Encoder
from hyperframe.frame import (
    DataFrame,
    Frame,
    GoAwayFrame,
    HeadersFrame,
    PingFrame,
    RstStreamFrame,
    SettingsFrame,
    WindowUpdateFrame,
)

from contracts.target import Target
from tests.raw import connection
from tests.server import authority

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
Fields = Sequence[tuple[str, str]]
GOAWAY: bytes = GoAwayFrame(0).serialize()
CONNECTION_WINDOW = 1 << 30
NO_WINDOW = {SettingsFrame.INITIAL_WINDOW_SIZE: 0}


@dataclass(slots=True)
class Answer:
    """What came on one stream."""

    fields: dict[str, str] = field(default_factory=dict)
    """Of all its header blocks."""
    body: bytes = b""
    ended: bool = False
    credit: int = 0
    """How much of the request's body was read, as updates of the stream's window tell it."""
    reset: int | None = None
    """The code of its reset."""

    @property
    def over(self) -> bool:
        """Whether nothing more comes."""
        return self.ended or self.reset is not None


@dataclass(slots=True)
class FrameClient:
    """One connection."""

    socket: socket.socket
    target: Target
    answers: dict[int, Answer] = field(default_factory=dict)
    goaway: int | None = None
    """The code of the server's GOAWAY."""
    pongs: int = 0
    closed: bool = False
    encoder: Encoder = field(default_factory=Encoder)
    decoder: Decoder = field(default_factory=Decoder)
    buffer: bytes = b""

    def send(self, *frames: bytes) -> None:
        """Send frames in one go."""
        self.socket.sendall(b"".join(frames))

    def head(self, stream: int, path: str, *extra: tuple[str, str], method: str = "GET", end: bool = True) -> bytes:
        """The head of a request of the administrator."""
        fields = [
            (":method", method),
            (":scheme", "http"),
            (":path", path),
            (":authority", "{}:{}".format(*authority(self.target))),
            ("authorization", f"Bearer {self.target.admin_pat}"),
            *extra,
        ]
        return self.block(stream, fields, end=end)

    def block(self, stream: int, fields: Fields, *, end: bool = True) -> bytes:
        """Any header block, in the order in which it is to be sent."""
        flags = ["END_HEADERS", "END_STREAM"] if end else ["END_HEADERS"]
        data: bytes = HeadersFrame(stream, self.encoder.encode(fields), flags=flags).serialize()
        return data

    def room(self, stream: int) -> bytes:
        """An update of a stream's window, which has room for any answer then."""
        update: bytes = WindowUpdateFrame(stream, window_increment=CONNECTION_WINDOW).serialize()
        return update

    def answer(self, stream: int) -> Answer:
        """Wait for the end of a stream, or of the connection."""
        self.read_until(lambda: self.answers.get(stream, Answer()).over)
        return self.answers.get(stream, Answer())

    def read_until(self, done: Callable[[], bool]) -> None:
        """Read until something holds, or the connection is closed."""
        while not done() and not self.closed:
            self._read()

    def read_to_end(self) -> None:
        """Read until the server closes."""
        self.read_until(lambda: False)

    def ping(self) -> None:
        """Send a ping and wait for its answer, which comes behind all that was sent before."""
        before = self.pongs
        self.send(PingFrame(0, b"12345678").serialize())
        self.read_until(lambda: self.pongs > before)
        assert self.pongs > before, "the server closed the connection"

    def _read(self) -> None:
        try:
            data = self.socket.recv(1 << 16)
        except ConnectionResetError:
            data = b""
        self.closed = not data
        self.buffer += data
        while len(self.buffer) >= 9:
            frame, length = Frame.parse_frame_header(memoryview(self.buffer[:9]))
            if len(self.buffer) < 9 + length:
                break
            frame.parse_body(memoryview(self.buffer[9 : 9 + length]))
            self.buffer = self.buffer[9 + length :]
            self._note(frame)

    def _note(self, frame: Frame) -> None:
        answer = self.answers.setdefault(frame.stream_id, Answer())
        match frame:
            case HeadersFrame():
                answer.fields.update((str(name), str(value)) for name, value in self.decoder.decode(frame.data))
            case DataFrame():
                answer.body += frame.data
            case RstStreamFrame():
                answer.reset = frame.error_code
            case GoAwayFrame():
                self.goaway = frame.error_code
            case WindowUpdateFrame():
                answer.credit += frame.window_increment
            case PingFrame():
                self.pongs += 1
            case _:
                pass
        if isinstance(frame, HeadersFrame | DataFrame) and "END_STREAM" in frame.flags:
            answer.ended = True


def data(stream: int, body: bytes, *, end: bool = False) -> bytes:
    """A frame of a body."""
    frame: bytes = DataFrame(stream, body, flags=["END_STREAM"] if end else []).serialize()
    return frame


@contextmanager
def frames(target: Target, settings: dict[int, int] | None = None) -> Iterator[FrameClient]:
    """A connection that has sent its preface and settings; only streams have windows that matter."""
    with connection(target) as opened:
        client = FrameClient(opened, target)
        room = WindowUpdateFrame(0, window_increment=CONNECTION_WINDOW)
        client.send(PREFACE, SettingsFrame(0, settings=settings or {}).serialize(), room.serialize())
        yield client
