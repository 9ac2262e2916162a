"""All protocols at once on one port, for a while; and the end of a server that is still asked."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import raw
from tests.protocols.h2_client import Peer, http2
from tests.protocols.load import under_load
from tests.protocols.serving import Serving, serving

WARM_UP_S = 2.0
SPARE_FILES = 8
SPARE_BYTES = 64 << 20
SETTLE_S = 5.0
STOP_TIMEOUT_S = 5.0


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Serving]:
    """A server that no other test uses."""
    with serving(tmp_path) as started:
        yield started


def settled_files(served: Serving, most: int) -> int:
    """How many files are open once the closed connections have been noticed, or when that takes too long."""
    deadline = time.monotonic() + SETTLE_S
    while (count := served.open_files()) > most and time.monotonic() < deadline:
        time.sleep(0.05)
    return count


@pytest.mark.parametrize("seconds", [4, pytest.param(60, marks=pytest.mark.long)])
def test_mixed_load(served: Serving, seconds: int) -> None:
    """No client sees an error, and neither files nor memory pile up."""
    files = served.open_files()
    with under_load(served.target) as load:
        time.sleep(WARM_UP_S)
        memory = served.resident_bytes()
        time.sleep(seconds)
        counts = load.counts()

    assert all(counts.values()), counts
    assert settled_files(served, files + SPARE_FILES) <= files + SPARE_FILES
    assert served.resident_bytes() <= memory + SPARE_BYTES
    assert httpx.get(f"{served.target.base_url}/debug/healthz", trust_env=False).text == "ok"


def unfinished_call(peer: Peer) -> int:
    """A call whose last byte is still to come; returns its stream."""
    stream = peer.open("ListFlowTypes")
    peer.h2.send_data(stream, bytes(4))
    peer.flush()
    peer.ping()
    return stream


def test_end_with_calls_running(served: Serving) -> None:
    """SIGTERM: connections are told (GOAWAY), a running call gets its answer, and the exit code is 0."""
    with http2(served.target) as peer:
        stream = unfinished_call(peer)
        served.process.send_signal(signal.SIGTERM)
        while not peer.leaving:
            assert peer.read()
        peer.socket.sendall(frame_of_data(stream, bytes(1)))
        rest = raw.received(peer.socket)

    assert served.process.wait(STOP_TIMEOUT_S) == 0
    assert b"Action.Flow.Type.CustomiseToken" in rest


def frame_of_data(stream: int, data: bytes) -> bytes:
    """The last frame of a body: h2 sends none of its own after a GOAWAY."""
    return len(data).to_bytes(3, "big") + b"\x00\x01" + stream.to_bytes(4, "big") + data


def test_end_with_idle_connections(served: Serving) -> None:
    """Connections that ask nothing do not hold the end up."""
    with http2(served.target) as peer, raw.connection(served.target):
        peer.ping()
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(STOP_TIMEOUT_S) == 0
        while peer.read():
            pass

    assert peer.leaving
