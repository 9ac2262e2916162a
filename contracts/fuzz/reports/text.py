"""The report for a terminal."""

from __future__ import annotations

import textwrap

from ..findings import pytest_file
from ..outcome import Outcome

SHOWN_ANSWER = 500
LEAST_WIDTH = 24


def text(outcome: Outcome) -> str:
    """Findings with their curl lines and a module of tests, then the share of requests that were done."""
    rows = outcome.statistics.data()
    width = max([LEAST_WIDTH, *map(len, rows)])
    lines = [f"{'OPERATION':<{width}}   SENT   DONE   2XX  OF VALID"]
    for operation, numbers in rows.items():
        of_valid = f"{numbers['share_of_valid']:8.0%}" if numbers["valid"] else "       -"
        lines.append(
            f"{operation:<{width}} {numbers['sent']:6} {numbers['done']:6} {numbers['share']:5.0%}  {of_valid}"
        )
    for number, finding in enumerate(outcome.findings, 1):
        lines += ["", f"{number}. {finding.operation}: {finding.check} ({finding.phase})"]
        lines.append(textwrap.indent(finding.message, "   "))
        lines.append(f"   answered {finding.status}: {finding.answer[:SHOWN_ANSWER]}")
        lines.append(f"   {finding.curl(outcome.base_url)}")
    if outcome.findings:
        lines += ["", "As a test:", "", pytest_file(outcome.findings, outcome.imports)]
    lines += [f"not tested: {error}" for error in outcome.errors]
    lines += [f"skipped: {reason}" for reason in outcome.skipped]
    return "\n".join([*lines, *outcome.stale_lines, outcome.summary])
