"""Connections that no honest HTTP/2 client makes: they are closed or answered, and all others go on."""

from __future__ import annotations

import random
import socket
import struct
from collections.abc import Iterator

import pytest
from hyperframe.frame import (
    ContinuationFrame,
    DataFrame,
    Frame,
    HeadersFrame,
    PingFrame,
    PriorityFrame,
    RstStreamFrame,
    SettingsFrame,
    WindowUpdateFrame,
)

from contracts.target import Target
from tests import raw
from tests.protocols.h2_client import Peer, Reply, http2
from tests.server import Api, require_serving

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
FLOOD = 20_000
CHUNK = 500


@pytest.fixture(autouse=True)
def others(server: Target, api: Api) -> Iterator[Peer]:
    """A connection opened before each test: afterwards it still works, and the server does its work."""
    with http2(server) as peer:
        assert peer.call("ListFlowTypes").status == "0"
        yield peer
        assert peer.call("ListFlowTypes").status == "0"
    require_serving(api)


def survives(peer: Peer, frames: bytes) -> bool:
    """Send a flood as fast as the server takes it, reading on the way; whether the connection still answers."""
    try:
        peer.socket.sendall(frames)
        peer.ping()
    except (ConnectionError, AssertionError):
        return False
    return True


def flood(frame: Frame) -> bytes:
    """One frame very often."""
    data: bytes = frame.serialize()
    return data * FLOOD


@pytest.mark.parametrize("seed", range(10))
def test_random_bytes(server: Target, seed: int) -> None:
    """Random bytes, alone and behind a preface, end the connection."""
    noise = random.Random(seed).randbytes(20_000)  # noqa: S311
    for data in (noise, PREFACE + noise, PREFACE + SettingsFrame(0).serialize() + noise):
        with raw.connection(server) as opened:
            opened.sendall(data)
            opened.shutdown(socket.SHUT_WR)
            raw.received(opened)


@pytest.mark.parametrize("length", range(1, len(PREFACE)))
def test_half_a_preface(server: Target, length: int) -> None:
    """A preface that breaks off ends the connection once the client says that no more will come."""
    with raw.connection(server) as opened:
        opened.sendall(PREFACE[:length])
        opened.shutdown(socket.SHUT_WR)
        raw.received(opened)


def test_preface_in_pieces(server: Target) -> None:
    """A preface that comes byte by byte is a preface."""
    with raw.connection(server) as opened:
        peer = Peer(opened, server)
        peer.h2.initiate_connection()
        for byte in peer.h2.data_to_send():
            opened.sendall(bytes([byte]))
        assert peer.call("ListFlowTypes").status == "0"


@pytest.mark.parametrize(
    "frame",
    [
        PingFrame(0, opaque_data=b"flooding"),
        SettingsFrame(0, settings={SettingsFrame.ENABLE_PUSH: 0}),
        WindowUpdateFrame(0, window_increment=1),
        PriorityFrame(1, depends_on=0, stream_weight=1),
    ],
    ids=lambda frame: type(frame).__name__,
)
def test_frame_flood(server: Target, frame: Frame) -> None:
    """Frames that cost us an answer each are answered or end the connection."""
    with http2(server) as peer:
        survives(peer, flood(frame))


def test_empty_data_flood(server: Target) -> None:
    """Empty frames of data, without end, are taken or end the connection."""
    with http2(server) as peer:
        stream = peer.open("ListFlowTypes")
        survives(peer, flood(DataFrame(stream, b"")))


def test_rapid_reset(server: Target) -> None:
    """Streams that are opened and reset at once, thousands of them, do not hold the server up."""
    with http2(server) as peer:
        peer.ping()
        try:
            for start in range(1, FLOOD, 2 * CHUNK):
                for stream in range(start, start + 2 * CHUNK, 2):
                    peer.h2.send_headers(stream, peer.head("ListActions"))
                    peer.h2.reset_stream(stream)
                peer.flush()
        except ConnectionError:
            return
        survives(peer, b"")


def test_continuation_flood(server: Target) -> None:
    """A head that never ends ends the connection."""
    with http2(server) as peer:
        peer.ping()
        head = HeadersFrame(1, b"\x82").serialize()
        piece: bytes = ContinuationFrame(1, b"\x40\x01a\x01b" * 2000).serialize()
        assert not survives(peer, head + piece * 500)


def test_header_bomb(server: Target) -> None:
    """A small head that decompresses to many megabytes ends the connection."""
    value = b"a" * 4000
    name = b"\x40\x01x\x7f" + bytes([0x80 | ((len(value) - 127) & 0x7F), (len(value) - 127) >> 7]) + value
    newest = b"\xbe"
    with http2(server) as peer:
        peer.ping()
        head = peer.h2.encoder.encode(peer.head("ListFlowTypes")) + name + newest * 12_000
        bomb = HeadersFrame(1, head, flags=["END_HEADERS", "END_STREAM"])
        peer.replies[1] = Reply()
        assert not survives(peer, bomb.serialize())


def test_many_headers(server: Target) -> None:
    """A few thousand headers are refused or read over."""
    with http2(server) as peer:
        fields = [(f"x-{number}", "a") for number in range(500)]
        assert peer.call("ListFlowTypes", bytes(5), *fields).status == "0"


@pytest.mark.parametrize(
    ("prefix", "status"),
    [(struct.pack(">BI", 0, 0xFFFFFFFF), "8"), (struct.pack(">BI", 0, 1000), "2")],
    ids=["4 GiB", "1000 bytes"],
)
def test_length_that_lies(server: Target, prefix: bytes, status: str) -> None:
    """A message that is shorter than it says is refused, and nothing is set aside for it."""
    with http2(server) as peer:
        assert peer.call("ListFlowTypes", prefix + b"x").status == status


def test_more_than_one_message(server: Target, api: Api) -> None:
    """What follows the one message of a unary call is no second call."""
    message = b"\x0a\x01a\x12\x01x"
    framed = struct.pack(">BI", 0, len(message)) + message
    with http2(server) as peer:
        peer.call("CreateAction", framed * 2, ("x-zitadel-orgid", api.organisation))

    assert len(api.actions()) <= 1


def test_reset_of_nothing(server: Target) -> None:
    """Resetting a stream that was never opened ends the connection."""
    with http2(server) as peer:
        peer.ping()
        assert not survives(peer, RstStreamFrame(99).serialize())


def test_body_without_end(server: Target) -> None:
    """A body over the largest that is read at all is cut off, and the connection goes on."""
    with http2(server) as peer:
        stream = peer.open("ListFlowTypes")
        piece = bytes(1 << 14)
        while not peer.replies[stream].reset and not peer.replies[stream].ended:
            if peer.h2.local_flow_control_window(stream) < len(piece):
                assert peer.read()
                continue
            peer.h2.send_data(stream, piece)
            peer.flush()
        assert peer.call("ListFlowTypes").status == "0"
