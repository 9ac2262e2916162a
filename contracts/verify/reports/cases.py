"""A judged run as cases, for the formats of CI."""

from __future__ import annotations

from collections.abc import Iterator

from ...ci.cases import Case, Run
from ...ci.step_summary import plain, table
from ..finding import Finding
from .summary import Summary, check_text

_STALE = "this known difference no longer differs"


def as_run(summary: Summary) -> Run:
    """Every check that was run, and every known difference that is gone."""
    return Run("verify", summary.result.seconds, [*_cases(summary), *_stale(summary)])


def _cases(summary: Summary) -> Iterator[Case]:
    new = set(summary.judged.new)
    for outcome in summary.result.outcomes:
        told = [told_of(finding) for finding in outcome.findings if finding in new]
        problem = told[0] if told else ""
        details = "\n".join(told)
        yield Case(
            outcome.transport,
            outcome.check.name,
            outcome.check.operation,
            outcome.seconds,
            problem,
            details,
            outcome.where,
        )


def _stale(summary: Summary) -> Iterator[Case]:
    for entry in summary.judged.stale:
        yield Case("known differences", f"{entry.check} {entry.transport}".rstrip(), entry.operation, problem=_STALE)


def told_of(finding: Finding) -> str:
    """What differed, in one sentence."""
    call = f"{finding.call} " if finding.call else ""
    return f"{call}{finding.what}: expected {finding.expected}, seen {finding.seen}"


def figures(summary: Summary) -> dict[str, float]:
    """The checks that are the same, in per cent: of all, and of each transport."""
    passed: dict[str, list[bool]] = {"all": []}
    for outcome in summary.result.outcomes:
        key = (outcome.check.operation, outcome.check.name, outcome.transport)
        for name in ("all", outcome.transport):
            passed.setdefault(name, []).append(key not in summary.failed_checks)
    return {name: 100 * sum(row) / len(row) for name, row in passed.items()}


def markdown(summary: Summary) -> str:
    """The run for the summary of a step."""
    verdict = "the same" if summary.passed else "differences"
    lines = [f"## zitadel-mock verify: {verdict}", "", f"Server: {plain(summary.base_url)}", ""]
    lines += [f"- {plain(line)}" for line in summary.lines]
    for title, findings in (("Differences", summary.judged.new), ("Known differences", summary.judged.known)):
        if findings:
            rows = [(row.operation, check_text(row), row.transport, row.expected, row.seen) for row in findings]
            lines += ["", f"### {title}", "", *table(("operation", "check", "over", "expected", "seen"), rows)]
    return "\n".join(lines) + "\n"
