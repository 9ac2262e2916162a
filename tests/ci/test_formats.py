"""Results in the forms of other people's tools are what these tools expect."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from contracts.ci.cases import Case, Run
from contracts.ci.code_quality import code_quality
from contracts.ci.ctrf import ctrf
from contracts.ci.step_summary import SHOWN_ROWS, VARIABLE, add_to_step_summary, table

SCHEMA = json.loads((Path(__file__).parent / "ctrf" / "schema.json").read_text("utf-8"))
RUN = Run(
    "verify",
    1.5,
    [
        Case("json", "is there", "GetFlow", 0.25),
        Case("json", "is right", "GetFlow", 0.5, "body: expected 1, seen 2", "at length \0 🙂", "/paths/x"),
        Case("known differences", "gone", "ClearFlow", problem="no longer differs"),
        Case("fuzz", "error 1", "", problem="not tried"),
    ],
)


def test_ctrf() -> None:
    """A report fits the schema that the authors of the format publish, and counts what it lists."""
    document = json.loads(ctrf(RUN))

    assert [error.message for error in jsonschema_rs.Draft7Validator(SCHEMA).iter_errors(document)] == []
    results = document["results"]
    assert results["summary"]["stop"] - results["summary"]["start"] == 1500
    assert {name: results["summary"][name] for name in ("tests", "passed", "failed")} == {
        "tests": 4,
        "passed": 1,
        "failed": 3,
    }
    assert [test["status"] for test in results["tests"]] == ["passed", "failed", "failed", "failed"]
    assert results["tests"][1]["message"] == "body: expected 1, seen 2"


def test_code_quality() -> None:
    """Every problem has the members that GitLab asks for, and its fingerprint is that of no other case."""
    issues = json.loads(code_quality(RUN))

    assert len(issues) == len({issue["fingerprint"] for issue in issues}) == 3
    for issue in issues:
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["description"]
        assert issue["check_name"] == "zitadel-mock verify"
        assert issue["location"] == {"path": "openapi.yaml", "lines": {"begin": 1}}


def test_fingerprints_last() -> None:
    """What is wrong may change from run to run; the case stays the same one."""
    before, after = Case("json", "is right", "GetFlow", 1, "seen 1"), Case("json", "is right", "GetFlow", 2, "seen 2")

    assert before.fingerprint == after.fingerprint
    assert before.fingerprint != Case("grpc", "is right", "GetFlow").fingerprint


def test_step_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are added one behind the other where a job names a file, and nothing is written elsewhere."""
    path = tmp_path / "summary.md"
    monkeypatch.setenv(VARIABLE, str(path))
    assert add_to_step_summary("# One\n") == path
    assert add_to_step_summary("# Two \udcff\n") == path
    monkeypatch.delenv(VARIABLE)

    assert add_to_step_summary("# Three\n") is None
    assert path.read_text("utf-8") == "# One\n\n# Two \\udcff\n\n"


def test_tables_hold() -> None:
    """Nothing that a server said ends a cell, a row or the table, or becomes a link, code or markup."""
    rows = [("a|b\nc", "<script>`x`</script> [y](z) **w** \\"), *[("x", "y")] * SHOWN_ROWS]
    lines = table(("one", "two"), rows)

    assert lines[2] == "| a\\|b c | &lt;script&gt;\\`x\\`&lt;/script&gt; \\[y\\](z) \\*\\*w\\*\\* \\\\ |"
    assert lines[-1] == "… and 1 more."
    assert len(lines) == 2 + SHOWN_ROWS + 2
