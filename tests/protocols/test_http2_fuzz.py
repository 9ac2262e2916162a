"""HTTP/2 made of random frames, cut and broken at random: the server lives, others are answered, nothing is logged."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hpack import Encoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.target import Target
from tests import raw
from tests.protocols.frame_client import PREFACE, FrameClient, frames
from tests.protocols.grpc_client import MANAGEMENT
from tests.protocols.serving import Serving, serving

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "1500"))
READ_S = 0.02
STREAMS = st.one_of(st.integers(0, 9), st.sampled_from([2**31 - 1, 2**31, 2**32 - 1, 501]))
PATHS = [
    "/debug/healthz",
    "/management/v1/orgs/me",
    "/__admin/requests/stream",
    "/__admin/openapi.json",
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "/grpc.health.v1.Health/Check",
    f"/{MANAGEMENT}/ListFlowTypes",
    "*",
    "no-slash",
    "/%ff?%00#",
]
NAMES = [":method", ":scheme", ":path", ":authority", "host", "te", "content-length", "content-type", "x-mock-delay"]
VALUES = ["", "a", "GET", "CONNECT", "http", "trailers", "5", "-1", "application/grpc", "\r\n", "é", "60000", *PATHS]


@st.composite
def fields(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Header fields: those of a request, some of them changed, and others behind."""
    whole = [
        (":method", draw(st.sampled_from(["GET", "POST"]))),
        (":scheme", "http"),
        (":path", draw(st.sampled_from(PATHS))),
        (":authority", draw(st.sampled_from(["localhost", "", "a" * 300]))),
        ("content-type", draw(st.sampled_from(["application/grpc", "application/json", "application/grpc-web"]))),
    ]
    extra = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=3))
    kept = whole if draw(st.integers(0, 4)) else draw(st.permutations(whole))[:4]
    return [*kept, *extra]


@st.composite
def payloads(draw: st.DrawFn) -> bytes:
    """What a frame holds: a header block, a message, a number, or anything."""
    kind = draw(st.integers(0, 4))
    if kind == 0:
        block: bytes = Encoder().encode(draw(fields()), huffman=draw(st.booleans()))
        return block
    if kind == 1:
        return draw(st.integers(0, 2**32 - 1)).to_bytes(4, "big") * draw(st.integers(1, 3))
    if kind == 2:
        return draw(st.sampled_from([b"\0\0\0\0\0", b"\1\0\0\0\1x", b"\0\xff\xff\xff\xff", b"{}", bytes(16_384)]))
    return draw(st.binary(max_size=60))


@st.composite
def frame(draw: st.DrawFn) -> bytes:
    """A frame of any type and with any flags, whose length may lie."""
    kind = draw(st.one_of(st.integers(0, 9), st.just(1), st.integers(0, 255)))
    flags = draw(st.one_of(st.sampled_from([0, 1, 4, 5]), st.integers(0, 255)))
    payload = draw(payloads())
    length = len(payload) if draw(st.integers(0, 30)) else draw(st.integers(0, 2**24 - 1))
    stream = draw(STREAMS)
    return length.to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


@st.composite
def connections(draw: st.DrawFn) -> Sequence[bytes]:
    """What comes on a connection, in pieces."""
    whole = b"".join(draw(st.lists(st.one_of(frame(), frame(), st.binary(max_size=40)), max_size=25)))
    start = b"\0\0\0\x04\0\0\0\0\0" if draw(st.integers(0, 9)) else b""
    whole = PREFACE + start + whole
    cuts = sorted(draw(st.lists(st.integers(1, len(whole)), max_size=4)))
    edges = [0, *cuts, len(whole)]
    return [whole[begin:end] for begin, end in itertools.pairwise(edges)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Serving, Path]]:
    """A server, and the file that it logs to."""
    folder = tmp_path_factory.mktemp("fuzzed")
    with serving(folder, "--log", "off") as started:
        yield started, folder / "output"


@pytest.fixture(scope="module")
def bystander(served: tuple[Serving, Path]) -> Iterator[FrameClient]:
    """A connection that is open all the time."""
    with frames(served[0].target) as client:
        yield client


def play(target: Target, pieces: Sequence[bytes]) -> None:
    """Send pieces, read what comes for a moment, and go."""
    with raw.connection(target) as opened:
        with contextlib.suppress(OSError):
            for piece in pieces:
                opened.sendall(piece)
            opened.settimeout(READ_S)
            while opened.recv(1 << 16):
                pass
        if sum(map(len, pieces)) % 2:
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_WR)
        else:
            raw.reset(opened)


@pytest.mark.fuzz
@pytest.mark.timeout(1800)
def test_any_frames(served: tuple[Serving, Path], bystander: FrameClient) -> None:
    """Whatever comes on one connection, another that is open is answered, and no fault of ours is logged."""
    started, output = served
    streams = iter(range(1, 1 << 30, 2))

    @settings(
        max_examples=EXAMPLES, derandomize=False, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(connections())
    def run(pieces: Sequence[bytes]) -> None:
        play(started.target, pieces)
        stream = next(streams)
        bystander.send(bystander.head(stream, "/debug/healthz"))
        assert bystander.answer(stream).body == b"ok"
        text = output.read_text("utf-8", "replace")
        assert "Traceback" not in text, text
        assert "Warning" not in text, text

    run()
    assert started.process.poll() is None
