"""How what comes on a connection is cut into batches."""

from __future__ import annotations

import itertools

import pytest
from hyperframe.frame import (
    ContinuationFrame,
    DataFrame,
    Frame,
    GoAwayFrame,
    HeadersFrame,
    PingFrame,
    SettingsFrame,
)
from hypothesis import given
from hypothesis import strategies as st

from mockserver.wire.http2.frames import FrameReader

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
GOAWAY: bytes = GoAwayFrame(0).serialize()
REQUEST: bytes = HeadersFrame(1, b"\x82", flags=["END_HEADERS", "END_STREAM"]).serialize()
OTHERS = [
    SettingsFrame(0),
    PingFrame(0, b"12345678"),
    DataFrame(1, b"x" * 100),
    DataFrame(1, b"", flags=["END_STREAM"]),
    HeadersFrame(1, b"\x82" * 10),
    ContinuationFrame(1, b"\x82", flags=["END_HEADERS"]),
]


def taken(reader: FrameReader) -> list[tuple[bytes, bool]]:
    """All batches that are there: what h2 shall read, and whether GOAWAY was behind it."""
    found = []
    while (batch := reader.batch()) is not None:
        found.append((batch.data, batch.goaway))
    return found


def read(*pieces: bytes) -> list[tuple[bytes, bool]]:
    """The batches of a connection whose bytes come in pieces."""
    reader = FrameReader()
    found = []
    for piece in pieces:
        reader.feed(piece)
        found += taken(reader)
    return found


@given(st.lists(st.sampled_from(OTHERS), max_size=80), st.lists(st.integers(0, 4000)))
def test_nothing_is_lost(frames: list[Frame], cuts: list[int]) -> None:
    """Wherever bytes are cut, h2 gets all of them in order, whole frames at a time."""
    whole = PREFACE + b"".join(frame.serialize() for frame in frames)
    edges = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    pieces = [whole[start:end] for start, end in itertools.pairwise(edges)]

    assert b"".join(data for data, _ in read(*pieces)) == whole


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_goaway_is_kept_from_h2(size: int) -> None:
    """A sound GOAWAY is told of and is not among what h2 reads, however it is cut."""
    whole = PREFACE + REQUEST + GOAWAY + REQUEST
    found = read(*(whole[start : start + size] for start in range(0, len(whole), size)))

    assert b"".join(data for data, _ in found) == PREFACE + REQUEST + REQUEST
    assert [goaway for _, goaway in found].count(True) == 1


@pytest.mark.parametrize(
    "frames",
    [
        GOAWAY[:8] + b"\x01" + GOAWAY[9:],
        b"\x00\x00\x04\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00",
        HeadersFrame(1, b"\x82").serialize() + GOAWAY,
    ],
    ids=["of a stream", "too short", "within a header block"],
)
def test_unsound_goaway_is_left_to_h2(frames: bytes) -> None:
    """GOAWAY where none may stand is for h2 to refuse."""
    ((data, goaway),) = read(PREFACE + frames)

    assert data == PREFACE + frames
    assert not goaway


def test_one_request_a_batch() -> None:
    """What completes a request ends its batch, so that others have their turn before the next is answered."""
    assert [data for data, _ in read(PREFACE, REQUEST * 3)] == [PREFACE, REQUEST, REQUEST, REQUEST]


def test_overlong_frame() -> None:
    """A frame that is too large is told of by its head alone."""
    reader = FrameReader()
    reader.feed(PREFACE + b"\x00\x40\x01\x00\x00\x00\x00\x00\x01")
    first, second = reader.batch(), reader.batch()

    assert first is not None
    assert (first.data, first.overlong) == (PREFACE, False)
    assert second is not None
    assert second.overlong
