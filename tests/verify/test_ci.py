"""What a job of CI asks of `verify`: a limit for answers, and results where the job shows them."""

from __future__ import annotations

import json
from pathlib import Path

from contracts.ci.history import read_history
from contracts.target import Target
from contracts.verify.latency import Latency
from contracts.verify.pace import Pace
from tests.command_line import run

HEALTH = ("--quiet", "--select", "health")


def verify(server: Target, *flags: str, summary: Path) -> tuple[int, str]:
    """Exit code and output of a run of a few checks."""
    variables = {"ZITADEL_MOCK_ADMIN_PAT": server.admin_pat, "GITHUB_STEP_SUMMARY": str(summary)}
    ended = run("verify", "--base-url", server.base_url, *HEALTH, *flags, timeout_s=None, **variables)
    return ended.returncode, ended.stdout + ended.stderr


def test_limit_of_latency(server: Target, tmp_path: Path) -> None:
    """A limit that no answer keeps is a difference of every check, which can be accepted."""
    summary, reports = tmp_path / "summary.md", tmp_path / "reports"
    formats = ("--report", "json,ctrf,codequality,markdown", "--report-dir", str(reports))

    slow, output = verify(server, "--max-latency", "0.001", *formats, summary=summary)
    history = tmp_path / "history.jsonl"
    known = ("--known-differences", str(reports / "report.json"), "--history", str(history))
    accepted, told = verify(server, "--max-latency", "0.001", *known, summary=summary)

    assert (slow, accepted) == (1, 0), output + told
    report = json.loads((reports / "report.json").read_text("utf-8"))
    assert {row["what"].rpartition(" ")[2] for row in report["differences"]} == {"latency"}
    assert {row["expected"] for row in report["differences"]} == {"at most 0.001 ms"}
    assert not any(check["passed"] for check in report["checks"])
    failed = json.loads((reports / "ctrf.json").read_text("utf-8"))["results"]["summary"]["failed"]
    assert failed == len(json.loads((reports / "gl-code-quality-report.json").read_text("utf-8"))) > 0
    assert [point.figures for point in read_history(history)] == [{"all": 100.0, "json": 100.0}]
    assert history.with_suffix(".svg").exists()
    shown = summary.read_text("utf-8")
    assert shown.count("## zitadel-mock verify: the same") == 1
    assert (reports / "summary.md").read_text("utf-8") in shown
    assert server.admin_pat not in shown


def test_summary_that_cannot_be_written(server: Target, tmp_path: Path) -> None:
    """A job that names a place where nothing can be written is told so."""
    code, output = verify(server, summary=tmp_path)

    assert code == 2
    assert "the summary of this step cannot be written" in output


def test_pauses_are_no_latency() -> None:
    """What a run waits for its own turn is not the server's time."""
    now, slow = [0.0], []

    def sleep(seconds: float) -> None:
        now[0] += seconds

    pace = Pace(1.0, lambda: now[0], sleep)
    latency = Latency(100.0, pace, lambda: now[0])
    for taken_s in (0.05, 0.05, 0.2):
        with latency.measured(slow.append):
            pace.step()
            now[0] += taken_s

    assert [round(taken_ms) for taken_ms in slow] == [200]
