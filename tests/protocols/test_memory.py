"""Memory that a peer makes the server hold comes back once the peer is gone."""

from __future__ import annotations

import time
from pathlib import Path

from tests import raw
from tests.protocols.frame_client import FrameClient, data, frames
from tests.protocols.serving import Serving, serving

MIB = 1 << 20
SPARE_BYTES = 30 * MIB
MOST_BYTES = 150 * MIB
SETTLE_S = 5.0
PIECE = bytes(16_384)
ROUNDS = 50
STREAMS = range(1, 499, 2)


def settled(served: Serving, most: int) -> int:
    """What the process holds once the end of a connection has been noticed, or when that takes too long."""
    deadline = time.monotonic() + SETTLE_S
    while (size := served.resident_bytes()) > most and time.monotonic() < deadline:
        time.sleep(0.05)
    return size


def upload(client: FrameClient) -> None:
    """Send bodies that never end, on as many streams as there may be, whatever is said to them."""
    client.send(*(client.head(stream, "/management/v1/actions", method="POST", end=False) for stream in STREAMS))
    for _ in range(ROUNDS):
        client.send(*(data(stream, PIECE) for stream in STREAMS))
        client.ping()


def test_unfinished_uploads(tmp_path: Path) -> None:
    """200 MB of bodies that never end are held only in part, and not at all once their connection is gone."""
    with serving(tmp_path) as served:
        before = served.resident_bytes()
        with frames(served.target) as client:
            upload(client)
            most = served.resident_bytes()
            raw.reset(client.socket)
        after = settled(served, before + SPARE_BYTES)

    assert most <= before + MOST_BYTES
    assert after <= before + SPARE_BYTES
