"""A run of random requests as cases, for the formats of CI."""

from __future__ import annotations

from collections.abc import Iterator

from ...ci.cases import Case, Run
from ...ci.step_summary import plain, table
from ..outcome import Outcome

SUITE = "fuzz"


def as_run(outcome: Outcome) -> Run:
    """A case for each operation in which nothing was found, for each finding, and for what could not be tried."""
    return Run(SUITE, outcome.duration_s, list(_cases(outcome)))


def _cases(outcome: Outcome) -> Iterator[Case]:
    found = {finding.operation for finding in outcome.findings}
    for operation in sorted(set(outcome.statistics.sent) - found):
        yield Case(SUITE, "nothing found", operation)
    for finding in outcome.findings:
        details = f"{finding.curl(outcome.base_url)}\n\n{finding.status} {finding.answer}"
        yield Case(SUITE, finding.check, finding.operation, problem=finding.message, details=details)
    for number, error in enumerate(outcome.errors, 1):
        yield Case(SUITE, f"error {number}", "", problem=error)


def markdown(outcome: Outcome) -> str:
    """The run for the summary of a step."""
    lines = [f"## zitadel-mock fuzz: {len(outcome.findings) or 'no'} findings", ""]
    lines += [f"- {plain(line)}" for line in (outcome.summary, *outcome.stale_lines)]
    if outcome.findings:
        rows = [
            (finding.operation, finding.check, finding.message, f"{finding.status} {finding.answer}")
            for finding in outcome.findings
        ]
        lines += ["", *table(("operation", "check", "what is wrong", "answer"), rows)]
    lines += [f"- not tested: {plain(error)}" for error in outcome.errors]
    lines += [f"- skipped: {plain(reason)}" for reason in outcome.skipped]
    return "\n".join(lines) + "\n"
