"""Known differences pass; one that no longer differs fails."""

from __future__ import annotations

from pathlib import Path

from contracts.target import Target
from tests.command_line import run_against
from tests.mutants.mutation import mutated_server, read_mutants

MUTANT = next(mutant for mutant in read_mutants() if mutant.name == "offset ignored")
SELECT = ("--quiet", "--wait", "0.1", "--select", "ListActions")


def test_known_and_gone(server: Target, tmp_path: Path) -> None:
    """A JSON report is a file of known differences: of the server that it is about, and of no other."""
    reports = tmp_path / "reports"
    known = ("--known-differences", str(reports / "report.json"))
    with mutated_server(MUTANT, tmp_path) as broken:
        flags = ("--report", "json,html,github", "--report-dir", str(reports))
        assert run_against(broken, "verify", *SELECT, *flags).returncode == 1
        accepted = run_against(broken, "verify", *SELECT, *known)
    gone = run_against(server, "verify", *SELECT, *known)
    not_looked_for = run_against(server, "verify", "--quiet", "--select", "health", *known)

    assert accepted.returncode == 0, accepted.stdout
    assert "known differences" in accepted.stdout
    assert gone.returncode == 1
    assert "no longer differs: ListActions: limit, offset and total" in gone.stdout
    assert not_looked_for.returncode == 0, not_looked_for.stdout
    assert "::error title=ListActions%3A limit%2C offset" in (reports / "github.txt").read_text("utf-8")
    assert "ListActions" in (reports / "report.html").read_text("utf-8")


def test_unknown_check(server: Target, tmp_path: Path) -> None:
    """An entry for a check that does not exist fails."""
    path = tmp_path / "known.yaml"
    path.write_text("- {operation: GetFlow, check: no such thing, reason: a typing error}\n", "utf-8")

    ended = run_against(server, "verify", "--quiet", "--select", "health", "--known-differences", str(path))

    assert ended.returncode == 1
