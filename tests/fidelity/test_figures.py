"""The committed figures are those of the committed recordings, and all that shows them shows these."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from contracts.ci.history import read_history
from contracts.fidelity.figures import (
    Judged,
    Row,
    Verdict,
    as_document,
    from_document,
    percent,
    share,
    tallied,
    version_of,
)
from contracts.fidelity.page import BEGIN, END, NoPlace, inserted
from contracts.test_recordings import RECORDINGS
from tests.fidelity.files import FIGURES, HISTORY, PAGE, shares, shown

ROWS = from_document(json.loads(FIGURES.read_text("utf-8")))


def counted(*verdicts: Verdict) -> list[Row]:
    """The rows of exchanges of one operation with these verdicts."""
    return tallied(Judged("a.jsonl", line, "json", "GetFlow", verdict) for line, verdict in enumerate(verdicts))


@pytest.mark.parametrize("path", shown(ROWS, PAGE.read_text("utf-8")), ids=lambda path: path.name)
def test_what_shows_the_figures_is_fresh(path: Path) -> None:
    """Page, picture and badge are what the command would write for the committed figures."""
    assert path.read_text("utf-8") == shown(ROWS, PAGE.read_text("utf-8"))[path]


def test_the_history_ends_with_the_figures() -> None:
    """The last line is of the committed figures, so that the trend ends where the bars are."""
    last = read_history(HISTORY)[-1].figures
    assert last == {name: round(part, 3) for name, part in shares(ROWS).items()}


def test_every_picture_is_xml() -> None:
    """A picture that no reader can parse shows nothing."""
    for path, text in shown(ROWS, PAGE.read_text("utf-8")).items():
        if path.suffix == ".svg":
            assert ElementTree.fromstring(text).tag.endswith("svg")  # noqa: S314 (our own text)


def test_all_verdicts_are_counted() -> None:
    """Each exchange counts once, under its own verdict; only what differs lowers the share."""
    (row,) = counted(Verdict.AGREED, Verdict.AGREED, Verdict.FREE, Verdict.DIFFERING)
    assert (row.agreed, row.free, row.differing, row.exchanges) == (2, 1, 1, 4)
    assert share([row]) == 0.75


def test_figures_survive_the_file() -> None:
    """What is written is what is read."""
    assert from_document(json.loads(json.dumps(as_document(ROWS)))) == ROWS


@pytest.mark.parametrize(
    ("part", "text"), [(1.0, "100.0 %"), (0.99999, "99.9 %"), (0.974, "97.4 %"), (0.0, "0.0 %"), (0.29, "29.0 %")]
)
def test_a_share_is_never_rounded_up(part: float, text: str) -> None:
    """100.0 % means that nothing differs."""
    assert percent(part) == text


def test_a_page_without_marks_is_refused() -> None:
    """Figures that have no place are not written anywhere."""
    with pytest.raises(NoPlace):
        inserted(f"{END} {BEGIN}", "")


def test_every_recording_has_a_version() -> None:
    """And the page about the recordings names the same one."""
    text = (RECORDINGS / "PROVENANCE.md").read_text("utf-8")
    for path in RECORDINGS.glob("*.jsonl"):
        assert version_of(path.name).rpartition(" ")[2] in text


def test_a_file_without_a_version_is_refused() -> None:
    """No figure stands under a version that nobody named."""
    with pytest.raises(LookupError, match="names no version"):
        version_of("a.har")
