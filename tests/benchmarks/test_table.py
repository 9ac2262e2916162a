"""Results as tables, JSON and plot."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks.plot import plot
from benchmarks.results import decode, encode
from benchmarks.spread import Spread
from benchmarks.table import BEGIN, END, NoPlace, illustrated, inserted, shown, tables
from tests.benchmarks.made import around, results

SVG = "{http://www.w3.org/2000/svg}"


def test_every_part_is_shown() -> None:
    """The tables hold ratio, both costs, goals, servers, facts, and what was left out."""
    text = tables(results())
    for part in (
        "0.50 (0.50–0.50)",
        "41.0 (40.0–45.0)",
        "≤ 1 ",
        "An <other> server 1.2",
        "1,790",
        "60.0 (59.7–60.3) MB",
    ):
        assert part in text
    assert "Left out: prism: npm is not installed." in text


def test_a_missed_goal_is_told() -> None:
    """A value above its goal is marked, one below it is not."""
    assert "missed" not in tables(results())
    assert "≤ 1, missed" in tables(results(ratio=around(1.2)))
    assert "≤ 70, missed" in tables(results(fact=around(71.0)))


def test_rows_are_aligned() -> None:
    """Every row of a table is as wide as its head, so that it reads well unrendered."""
    widths = [{len(row) for row in block.splitlines()} for block in tables(results()).split("\n\n") if block[0] == "|"]
    assert len(widths) == 3
    assert all(len(found) == 1 for found in widths)


def test_one_sample_has_no_range() -> None:
    """A range of one sample would promise what was not measured."""
    assert shown(Spread(0.5, 0.5, 0.5, 1)) == "0.50"


def test_results_go_between_the_marks() -> None:
    """What stood between the marks goes, the rest stays."""
    document = f"before\n{BEGIN}\n\nold\n{END}\nafter\n"
    once = inserted(document, "new\n")
    assert once == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    assert inserted(once, "new\n") == once


def test_a_picture_comes_with_the_results() -> None:
    """The link to the plot stands above the tables, and nowhere without them."""
    assert illustrated("tables", "performance.svg").endswith("](performance.svg)\n\ntables")


@pytest.mark.parametrize("document", ["", BEGIN, END, f"{END}\n{BEGIN}"])
def test_a_document_without_marks(document: str) -> None:
    """Results are never put where nobody asked for them."""
    with pytest.raises(NoPlace):
        inserted(document, "new")


def test_json_and_back() -> None:
    """Results survive being written and read; figures keep five digits."""
    first = results(ratio=Spread(1 / 3, 0.25, 0.5, 3))
    again = decode(encode(first))
    assert again.ratios["set / other"].ratio == Spread(0.33333, 0.25, 0.5, 3)
    assert decode(encode(again)) == again


def test_the_plot_has_a_bar_a_server() -> None:
    """The plot is XML with a bar and a label for each server, the cheapest first, as long as it is costly."""
    root = ElementTree.fromstring(plot(results()))  # noqa: S314 (our own document)
    widths = [float(bar.attrib["width"]) for bar in root.iter(f"{SVG}rect")]
    labels = [text.text for text in root.iter(f"{SVG}text")][1:]
    assert labels == ["zitadel-mock, JSON", "41", "An <other> server", "80"]
    assert widths[1] / widths[0] == pytest.approx(80 / 41, rel=0.01)
