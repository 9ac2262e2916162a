"""What a job of CI asks of random requests: limits, chosen checks, accepted findings, reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from contracts.fuzz.baseline import held, read_baseline
from contracts.fuzz.findings import Finding
from contracts.fuzz.options import CannotFuzz
from contracts.fuzz.steps import Step
from contracts.target import Target
from mockserver.cli_fuzz import fuzz
from tests.command_line import run

SMALL = (
    "--seed",
    "1",
    "--max-examples",
    "1",
    "--phases",
    "examples",
    "--select",
    "CreateAction,AddPersonalAccessToken",
)


def test_too_slow_and_accepted(own_target: Target, tmp_path: Path) -> None:
    """A limit that no answer keeps is found, and no chosen check finds else; the report then is a baseline."""
    reports, summary = tmp_path / "reports", tmp_path / "summary.md"
    flags = (*SMALL, "--max-latency", "0.001", "--checks", "max_response_time", "--workers", "2", "--max-time", "1m")
    formats = ("--report", str(reports), "--formats", "json,tests,markdown,ctrf,codequality,har")
    server = {"ZITADEL_MOCK_ADMIN_PAT": own_target.admin_pat, "GITHUB_STEP_SUMMARY": str(summary)}
    url = ("--base-url", own_target.base_url)

    found = run("fuzz", *url, *flags, *formats, timeout_s=None, **server)
    accepted = run("fuzz", *url, *flags, "--baseline", str(reports / "report.json"), timeout_s=None, **server)

    assert found.returncode == 1, found.stderr
    report = json.loads((reports / "report.json").read_text("utf-8"))
    assert {(row["check"], row["operation"]) for row in report["findings"]} == {
        ("max_response_time", "CreateAction"),
        ("max_response_time", "AddPersonalAccessToken"),
    }
    assert json.loads((reports / "ctrf.json").read_text("utf-8"))["results"]["summary"]["failed"] == 2
    assert len(json.loads((reports / "gl-code-quality-report.json").read_text("utf-8"))) == 2
    assert "## zitadel-mock fuzz: 2 findings" in summary.read_text("utf-8")
    assert accepted.returncode == 0, accepted.stdout
    assert "0 findings, 2 known" in accepted.stdout
    assert "## zitadel-mock fuzz: no findings" in summary.read_text("utf-8")
    traffic = (reports / "traffic.har").read_text("utf-8")
    tokens = [
        json.loads(entry["response"]["content"]["text"])
        for entry in json.loads(traffic)["log"]["entries"]
        if entry["request"]["url"].endswith("/pats") and entry["response"]["status"] == 200
    ]
    assert tokens
    assert {answer["token"] for answer in tokens} == {"(secret)"}
    assert own_target.admin_pat not in traffic


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--checks", "no_such"), "--checks: 'no_such' is none of not_a_server_error, "),
        (("--formats", "pdf"), "--formats takes some of junit,json,html,tests,markdown,ctrf,codequality,har, not pdf"),
        (("--baseline", "not-there.yaml"), "--baseline: not-there.yaml cannot be read"),
    ],
)
def test_wrong_flags(flags: tuple[str, ...], said: str) -> None:
    """One line that names what is wrong and what there is, before anything is sent."""
    ended = CliRunner().invoke(fuzz, flags)

    assert ended.exit_code == 2
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


def _finding(check: str, operation: str) -> Finding:
    step = Step("GET", "/", {}, None, "admin", "")
    return Finding(check, operation, "fuzzing", "wrong", 200, "{}", [step], step, "assert False")


def test_baseline(tmp_path: Path) -> None:
    """An entry accepts its check of its operation alone; one whose operation was tried in vain is told."""
    path = tmp_path / "known.yaml"
    path.write_text(
        "- {check: a, operation: GetFlow, reason: known}\n"
        "- {check: b, operation: GetFlow}\n"
        "- {check: a, operation: NotTried}\n",
        "utf-8",
    )
    parted = held([_finding("a", "GetFlow"), _finding("a", "ClearFlow")], read_baseline(path), {"GetFlow", "ClearFlow"})

    assert [finding.operation for finding in parted.known] == ["GetFlow"]
    assert [finding.operation for finding in parted.new] == ["ClearFlow"]
    assert parted.not_seen == (("b", "GetFlow"),)


@pytest.mark.parametrize("text", ["a: b", "- nothing", "- {check: a}", "- {check: a, operation: 1}", "{"])
def test_unreadable_baseline(text: str, tmp_path: Path) -> None:
    """What is no list of findings is refused with the place that is wrong."""
    path = tmp_path / "known.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(CannotFuzz, match=r"--baseline: .*known\.yaml"):
        read_baseline(path)
