"""What a peer can make the server do with few bytes, counted in calls of functions and turns of the loop."""

from __future__ import annotations

import asyncio
import math

import pytest
from hyperframe.frame import Frame, PingFrame, SettingsFrame, WindowUpdateFrame

from mockserver.wire import limits
from tests.counting import profiled
from tests.wire.http2.in_memory import InMemory, Long

STALLED = 200
FRAMES = 300
PINGS = 10_000
PONG: bytes = PingFrame(0, b"12345678", flags=["ACK"]).serialize()


async def calls(stalled: int, frame: Frame) -> int:
    """How many functions are called for a number of frames that come one by one."""
    connection = InMemory(window=0)
    for number in range(stalled):
        connection.ask(1 + 2 * number, "/debug/healthz")
    await asyncio.sleep(0)
    count = 0

    def note(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event == "call"

    data = frame.serialize()
    with profiled(note):
        for _ in range(FRAMES):
            connection.protocol.data_received(data)
    connection.protocol.connection_lost(None)
    return count


@pytest.mark.parametrize(
    "frame",
    [
        WindowUpdateFrame(0, window_increment=1),
        SettingsFrame(0, settings={SettingsFrame.MAX_HEADER_LIST_SIZE: 65535}),
        PingFrame(0, b"12345678"),
    ],
    ids=lambda frame: type(frame).__name__,
)
def test_stalled_streams_cost_nothing(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame costs the same whether no answer or many wait for the peer."""
    # A turn that the clock ends leaves frames for the next, so that a busy machine would count fewer calls.
    monkeypatch.setattr(limits, "TURN_S", math.inf)
    alone, beside_many = asyncio.run(calls(0, frame)), asyncio.run(calls(STALLED, frame))

    assert beside_many <= 1.1 * alone


async def pongs_by_turn() -> list[int]:
    """How many pings of a flood are answered after each turn of the loop, until all are."""
    connection = InMemory()
    connection.protocol.data_received(PingFrame(0, b"12345678").serialize() * PINGS)
    paused = not connection.transport.reading
    counts = []
    while not counts or counts[-1] < PINGS:
        await asyncio.sleep(0)
        counts.append(connection.transport.written.count(PONG))
    assert paused
    # The time of a turn may be up with the last frame; the next one then finds nothing left to do.
    await asyncio.sleep(0)
    assert connection.transport.reading
    connection.protocol.connection_lost(None)
    return counts


def test_a_flood_leaves_turns_to_others() -> None:
    """Frames that came at once are worked off in several turns of the loop, and no more is read meanwhile."""
    counts = asyncio.run(pongs_by_turn())

    assert counts[0] < PINGS
    assert counts == sorted(counts)


async def frames_of_answers() -> list[int]:
    """The streams of the frames of data that two long answers consist of, in order."""
    connection = InMemory(window=1 << 30, service=Long())
    connection.protocol.data_received(WindowUpdateFrame(0, window_increment=1 << 30).serialize())
    for stream in (1, 3):
        connection.ask(stream, "/")
    data = connection.transport.written
    for _ in range(50):
        await asyncio.sleep(0)
    connection.protocol.connection_lost(None)
    found, at = [], 0
    while at < len(data):
        if data[at + 3] == 0:
            found.append(int.from_bytes(data[at + 5 : at + 9], "big"))
        at += 9 + int.from_bytes(data[at : at + 3], "big")
    return found


def test_answers_take_turns() -> None:
    """Of two long answers neither waits for the other."""
    streams = asyncio.run(frames_of_answers())
    second = streams.index(3)

    assert second < streams.count(1) / 2
    assert {1, 3} == set(streams[second : second + 4])
