"""What is pending: it hides what it names and nothing else, and cannot outlive its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.comparison import Difference
from contracts.pending import Entry, read_pending, unexpected
from contracts.replayer import Deviation
from contracts.test_recordings import TRACES


def deviation(file: str, line: int, where: str) -> Deviation:
    """A deviation at a place."""
    return Deviation(file, line, "GET /", Difference(where, "x", "y"))


SEEN = [deviation("a-1.jsonl", 1, "status"), deviation("a-1.jsonl", 2, "header vary")]


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        (Entry("a-1.jsonl", "r"), []),
        (Entry("a-*.jsonl", "r", lines=(1,)), [2]),
        (Entry("a-*.jsonl", "r", where="header vary"), [1]),
        (Entry("a-*.jsonl", "r", lines=(1,), where="header vary"), [1, 2]),
        (Entry("b-*.jsonl", "r"), [1, 2]),
    ],
)
def test_only_what_an_entry_names_is_expected(entry: Entry, left: list[int]) -> None:
    """File, lines and place must all fit."""
    assert [deviation.line for deviation in unexpected(SEEN, [entry])] == left


@pytest.mark.parametrize(
    ("entry", "agreed"),
    [
        (Entry("a-1.jsonl", "r"), 0),
        (Entry("a-1.jsonl", "r", lines=(1, 2)), 0),
        (Entry("a-1.jsonl", "r", lines=(1, 3, 4)), 2),
        (Entry("a-1.jsonl", "r", lines=(1,), where="header vary"), 1),
        (Entry("a-1.jsonl", "r", where="header allow"), 1),
        (Entry("b-1.jsonl", "r", lines=(1,)), 0),
    ],
)
def test_what_agrees_is_stale(entry: Entry, agreed: int) -> None:
    """Each line of an entry that agreed is told, of the traces that were replayed."""
    assert len(entry.stale("a-1.jsonl", SEEN)) == agreed


def test_every_entry_is_about_a_recording() -> None:
    """No entry names a trace that does not exist, or a line that a trace does not have."""
    for entry in read_pending():
        files = [trace for trace in TRACES if trace.match(entry.file)]
        assert files, entry
        for trace in files:
            assert max(entry.lines, default=1) <= trace.read_bytes().count(b"\n"), entry


def test_an_entry_needs_its_reason(tmp_path: Path) -> None:
    """Nothing is pending without one."""
    path = tmp_path / "pending.yaml"
    path.write_text('- {file: a.jsonl, reason: ""}\n', "utf-8")
    with pytest.raises(ValueError, match="needs a reason"):
        read_pending(path)
