"""The command `coverage` on traffic that is known."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from contracts.ci.history import read_history
from mockserver.coverage.items import Dimension
from mockserver.coverage.items import items as all_items
from mockserver.coverage.measure import measure
from mockserver.coverage.run import CannotMeasure
from mockserver.coverage.run import run as run_measurement
from mockserver.spec.description import description
from mockserver.traffic.described import DescribedApi
from mockserver.traffic.document import resolved_document
from mockserver.traffic.har_reader import HarFile
from tests.command_line import assert_one_line, run
from tests.coverage.hars import TRIGGER, entry, har, refusal

SET = {"details": {}}


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """Two cells of the matrix and one alias, an error ID of each kind, a filter, and what is no operation."""
    return har(
        tmp_path / "known.har",
        entry("POST", TRIGGER.format(1, 1), 200, SET, {"action_ids": ["1"]}, X_Zitadel_OrgId="1"),
        entry("POST", TRIGGER.format("FLOW_TYPE_EXTERNAL_AUTHENTICATION", "1"), 400, refusal(9, "COMMAND-Nfh52"), {}),
        entry("POST", TRIGGER.format(1, 4), 400, refusal(3, "COMMAND-Dfgh6"), {}),
        entry("POST", TRIGGER.format(2, 4), 401, refusal(16, "AUTH-7fs1e"), {}),
        entry(
            "POST",
            "/management/v1/actions/_search",
            200,
            {},
            {"query": {"limit": 1}, "queries": [{"actionNameQuery": {"name": "a"}}]},
        ),
        entry("GET", "/management/v1/nowhere", 404, {"code": 5, "message": "Not Found"}),
        entry("GET", "/somewhere/else", 200, {}),
    )


def measured(*files: Path) -> Any:
    """The report as JSON, as the command prints it."""
    text, exit_code = run_measurement(files, json=True, html=None, fail_under=0)
    assert exit_code == 0
    return json.loads(text)


def test_known_traffic(known: Path) -> None:
    """Each dimension counts what was touched, and nothing else."""
    report = measured(known)
    set_trigger = report["operations"]["SetTriggerActions"]
    found = report["operations"]["ListActions"]["parameters"]
    dimensions = {name: part["touched"] for name, part in report["dimensions"].items()}

    assert (report["exchanges"], report["matched"]) == (7, 5)
    assert dimensions == {"operations": 2, "statuses": 4, "error IDs": 3, "parameters": 6, "matrix cells": 2}
    assert set_trigger["statuses"]["missing"] == ["403", "404", "429", "500"]
    assert set_trigger["error IDs"]["missing"] == ["COMMAND-Dfhj5", "COMMAND-dg422"]
    assert set_trigger["parameters"]["missing"] == []
    assert (found["touched"], found["total"]) == (2, 9)
    assert "header x-zitadel-orgid" in found["missing"]
    assert {cell: count for cell, count in report["matrix"].items() if count} == {
        "flow 1, trigger 1": 2,
        "flow 1, trigger 4": 1,
    }
    assert report["access error IDs"]["missing"] == [
        "AUTH-toLo1",
        "AUTH-Bs7Ds",
        "AUTHZ-cdgFk",
        "AUTH-5mWD2",
        "QUERY-Dfbg2",
    ]
    assert report["touched"] == 17


def test_several_files_add_up(known: Path, tmp_path: Path) -> None:
    """What any of the files touches is touched."""
    more = har(tmp_path / "more.har", entry("GET", "/management/v1/healthz", 200, {}))
    both, one = measured(known, more), measured(known)

    assert both["touched"] == one["touched"] + 2
    assert both["exchanges"] == one["exchanges"] + 1


def test_totals_are_those_of_the_document() -> None:
    """Every operation, status, error ID and cell of the document is an item."""
    document = description()
    nodes = [node for item in document["paths"].values() for node in item.values() if "operationId" in node]
    expected = {
        Dimension.OPERATIONS: len(nodes),
        Dimension.STATUSES: sum(status != "default" for node in nodes for status in node["responses"]),
        Dimension.ERROR_IDS: sum(len(node["x-errors"]) for node in nodes) + len(document["x-access-errors"]),
        Dimension.MATRIX: len(document["x-flow-types"]) * len(document["x-trigger-types"]),
    }
    listed = list(all_items(DescribedApi(resolved_document())))

    assert len(set(listed)) == len(listed)
    for dimension, count in expected.items():
        assert sum(item.dimension is dimension for item in listed) == count, dimension


def test_commands_agree(known: Path) -> None:
    """The table has a row for each dimension and for each operation; `--json` says the same as JSON."""
    result, as_json = run("coverage", str(known)), run("coverage", str(known), "--json")

    assert (as_json.returncode, as_json.stderr) == (0, "")
    assert json.loads(as_json.stdout) == measured(known)

    assert re.search(r"^matrix cells +2 +24 +8\.3$", result.stdout, re.MULTILINE)
    assert re.search(r"^SetTriggerActions +4 +3/7 +2/4 +4/4$", result.stdout, re.MULTILINE)
    assert re.search(r"^GetFlow +0 +0/5 +- +0/2$", result.stdout, re.MULTILINE)


def test_fail_under(known: Path) -> None:
    """The share of all items decides the exit code: reached it is 0, missed it is 1."""
    share = measured(known)["percent"]
    reached, missed = (run("coverage", str(known), "--fail-under", str(share + by)) for by in (-0.1, 0.1))

    assert (reached.returncode, reached.stderr) == (0, "")
    assert missed.returncode == 1
    assert "per cent was touched" in missed.stderr


def test_step_summary(known: Path, tmp_path: Path) -> None:
    """A job of CI that asks for a summary gets the shares and what nothing touched; one that cannot be is told."""
    summary = tmp_path / "summary.md"
    history = tmp_path / "history.jsonl"
    measured_there = run("coverage", str(known), "--history", str(history), GITHUB_STEP_SUMMARY=str(summary))
    nowhere = run("coverage", str(known), GITHUB_STEP_SUMMARY=str(tmp_path))

    assert measured_there.returncode == 0
    text = summary.read_text("utf-8")
    assert text.startswith(f"## zitadel-mock coverage: {measured(known)['percent']:.1f} %\n")
    assert "| matrix cells | 2 | 24 | 8.3 |" in text
    assert "| GetFlow |" in text
    (point,) = read_history(history)
    assert point.figures["matrix cells"] == 8.333
    assert history.with_suffix(".svg").exists()
    assert_one_line(nowhere, "the summary of this step cannot be written")


class Codes(HTMLParser):
    """The names on a page, by whether they were touched."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, list[str]] = {"touched": [], "missing": []}
        self._style = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = dict(attrs).get("class") or "" if tag == "code" else ""

    def handle_data(self, data: str) -> None:
        if self._style:
            self.names[self._style].append(data)
            self._style = ""


def test_page(known: Path, tmp_path: Path) -> None:
    """The page shows every item once, touched or not."""
    page = tmp_path / "coverage.html"
    run_measurement([known], json=False, html=page, fail_under=0)
    codes = Codes()
    codes.feed(page.read_text("utf-8"))
    report = measured(known)

    assert len(codes.names["touched"]) == report["touched"]
    assert len(codes.names["missing"]) == report["total"] - report["touched"]
    assert {"COMMAND-Nfh52", "flow 1, trigger 4"} <= set(codes.names["touched"])


def test_what_cannot_be_measured(known: Path, tmp_path: Path) -> None:
    """A file that is none, traffic of something else, and a page that cannot be written are told in one line."""
    other = har(tmp_path / "other.har", entry("GET", "/somewhere/else", 200, {}))

    assert_one_line(run("coverage", str(tmp_path / "none.har")), "cannot read")
    with pytest.raises(CannotMeasure, match="none of 1 exchanges is one of a described operation"):
        measured(other)
    with pytest.raises(CannotMeasure, match="--html: cannot write"):
        run_measurement([known], json=False, html=tmp_path / "no" / "page", fail_under=0)


KEYWORDS = [
    ({"name": "a" * 200, "script": "x"}, {"name: maxLength 200 reached", "script: minLength 1 reached"}),
    ({"name": "a" * 201}, {"name: maxLength 200: longer", "script: required: left out"}),
    ({"name": ""}, {"name: minLength 1: shorter", "script: required: left out"}),
    ({"name": "ab", "script": None}, {"script: required: left out"}),
]


@pytest.mark.parametrize(("body", "expected"), KEYWORDS, ids=range(len(KEYWORDS)))
def test_bounds_and_required_members(body: dict[str, Any], expected: set[str], tmp_path: Path) -> None:
    """A bound is touched from both of its sides, a required member by what leaves it out, whatever was answered."""
    touched = _keywords(har(tmp_path / "a.har", entry("POST", "/management/v1/actions", 400, {}, body)), "CreateAction")

    assert touched == {f"body {name}" for name in expected}


def test_enumerated_values(tmp_path: Path) -> None:
    """Each value counts by its name, by name or number, and one that there is not as another value."""
    methods = ["TEXT_QUERY_METHOD_EQUALS", "NO_SUCH", 2]
    bodies = [{"queries": [{"action_name_query": {"name": "a", "method": method}}]} for method in methods]
    traffic = [entry("POST", "/management/v1/actions/_search", 200, {}, body) for body in bodies]
    touched = _keywords(har(tmp_path / "a.har", *traffic), "ListActions")

    field = "body queries[].actionNameQuery.method"
    assert {name for name in touched if name.startswith(field)} == {
        f"{field}: enum TEXT_QUERY_METHOD_EQUALS",
        f"{field}: enum TEXT_QUERY_METHOD_STARTS_WITH",
        f"{field}: enum: another value",
    }


def test_keywords_count_where_they_are_asked_for(known: Path) -> None:
    """Without the flag nothing is told of them; with it they have a row, a column and a part of all."""
    without, asked = run("coverage", str(known)), run("coverage", str(known), "--keywords")

    assert "keywords" not in without.stdout.lower()
    assert re.search(r"^keywords +\d+ +\d+ +\d+\.\d$", asked.stdout, re.MULTILINE)
    assert "PARAMETERS  KEYWORDS" in asked.stdout


def _keywords(file: Path, operation: str) -> set[str]:
    """What traffic touches of an operation's keywords."""
    coverage = measure(DescribedApi(resolved_document()), [HarFile(file)], keywords=True)
    return {item.name for item in coverage.chosen(Dimension.KEYWORDS, operation) if coverage.counts[item]}
