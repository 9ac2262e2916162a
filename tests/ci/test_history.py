"""Histories grow by a line a run, and their pictures can be read."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from contracts.ci.history import HistoryError, add_to_history, read_history
from contracts.ci.trend import SHOWN_RUNS, trend

SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture: str) -> ElementTree.Element:
    """A picture as XML."""
    return ElementTree.fromstring(picture)  # noqa: S314 (our own text)


def test_a_history_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run adds its figures with the commit that the job names, and the picture has a line for each figure."""
    path = tmp_path / "folder" / "runs.jsonl"
    monkeypatch.setenv("GITHUB_SHA", "0123456789abcdef")
    add_to_history(path, "Title & more", {"all": 99.12345, "json": 100})
    assert add_to_history(path, "Title & more", {"all": 50.0, "grpc": 0.0}) == [path, path.with_suffix(".svg")]

    assert [(point.label, point.figures) for point in read_history(path)] == [
        ("0123456789", {"all": 99.123, "json": 100.0}),
        ("0123456789", {"all": 50.0, "grpc": 0.0}),
    ]
    picture = parsed(path.with_suffix(".svg").read_text("utf-8"))
    assert picture.findtext(f"{SVG}title") == "Title & more"
    assert len(picture.findall(f"{SVG}polyline")) == 3
    assert "all 50.0 %" in [text.text for text in picture.iter(f"{SVG}text")]


def test_only_changes(tmp_path: Path) -> None:
    """Where only changes count, the same figures once more add nothing."""
    path = tmp_path / "runs.jsonl"
    for percent in (50.0, 50.0, 60.0):
        add_to_history(path, "", {"all": percent}, changes_only=True)

    assert [point.figures for point in read_history(path)] == [{"all": 50.0}, {"all": 60.0}]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "{}", '{"at": "", "label": "", "figures": {"all": "x"}}', '{"at": "", "label": "", "figures": {}}'],
)
def test_what_is_no_history(line: str, tmp_path: Path) -> None:
    """The line that is wrong is named, and nothing is written over it."""
    path = tmp_path / "runs.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")

    with pytest.raises(HistoryError, match=r"runs\.jsonl:2: "):
        add_to_history(path, "", {"all": 1.0})
    assert path.read_text("utf-8") == f"\n{line}\n"


def test_the_picture_is_no_history(tmp_path: Path) -> None:
    """A history that would be drawn over itself is refused."""
    with pytest.raises(HistoryError, match=r"ends in \.jsonl"):
        add_to_history(tmp_path / "runs.svg", "", {"all": 1.0})


@pytest.mark.parametrize("runs", [1, 2, SHOWN_RUNS + 5])
def test_all_is_within_the_picture(runs: int) -> None:
    """However many runs and figures there are, lines and names stand in the picture and apart."""
    figures = [{f"figure {number}": 100.0 - run % 3 for number in range(10)} for run in range(runs)]
    picture = parsed(trend("", [f"day {run}" for run in range(runs)], figures))
    _, _, width, height = map(float, picture.attrib["viewBox"].split())

    for line in picture.iter(f"{SVG}polyline"):
        points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        assert len(points) == min(runs, SHOWN_RUNS)
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points)
    names = [float(text.attrib["y"]) for text in picture.iter(f"{SVG}text") if str(text.text).startswith("figure")]
    assert len(names) == 10
    assert all(0 <= y <= height for y in names)
    assert min(second - first for first, second in zip(sorted(names), sorted(names)[1:], strict=False)) >= 12
