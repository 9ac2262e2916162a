"""The end of a run, for reports."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .baseline import Entry, held
from .findings import Finding
from .options import Options
from .pytest_case import Imports
from .statistics import Statistics

NOTHING_FOUND, FOUND, NOT_RUN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was tried, what was found, and what could not be tried."""

    base_url: str
    options: Options
    imports: Imports
    statistics: Statistics
    findings: Sequence[Finding]
    errors: Sequence[str]
    duration_s: float
    skipped: Sequence[str] = ()
    """Phases that the server has nothing for, and why."""
    known: Sequence[Finding] = ()
    """Findings that a baseline accepts; they are in no other list."""
    not_seen: Sequence[Entry] = ()
    """Entries of the baseline whose operation was tried and which were not found."""

    def held_against(self, baseline: Collection[Entry]) -> Outcome:
        """The same with what a baseline accepts set apart."""
        parted = held(self.findings, baseline, self.statistics.sent)
        return replace(self, findings=parted.new, known=parted.known, not_seen=parted.not_seen)

    @property
    def exit_code(self) -> int:
        """0 nothing found, 1 something found, 2 nothing found, but not all could be tried."""
        if self.findings:
            return FOUND
        return NOT_RUN if self.errors or not self.statistics.total else NOTHING_FOUND

    @property
    def summary(self) -> str:
        """One line."""
        known = f", {len(self.known)} known" if self.known else ""
        return (
            f"{self.statistics.total} requests in {self.duration_s:.0f} s, "
            f"seed {self.options.seed}: {len(self.findings)} findings{known}, {len(self.errors)} errors"
        )

    @property
    def stale_lines(self) -> list[str]:
        """A line for each entry of the baseline that was not found."""
        return [f"of the baseline, not seen this time: {operation}: {check}" for check, operation in self.not_seen]

    def data(self) -> Mapping[str, Any]:
        """All of it, for programs."""
        return {
            "base_url": self.base_url,
            "seed": self.options.seed,
            "max_examples": self.options.max_examples,
            "phases": list(self.options.phases),
            "requests": self.statistics.total,
            "duration_s": round(self.duration_s, 3),
            "operations": self.statistics.data(),
            "findings": self._rows(self.findings),
            "known": self._rows(self.known),
            "not_seen": [{"check": check, "operation": operation} for check, operation in self.not_seen],
            "errors": list(self.errors),
            "skipped": list(self.skipped),
        }

    def _rows(self, findings: Sequence[Finding]) -> list[dict[str, Any]]:
        return [
            {
                "check": finding.check,
                "operation": finding.operation,
                "phase": finding.phase,
                "message": finding.message,
                "status": finding.status,
                "answer": finding.answer,
                "curl": finding.curl(self.base_url),
                "pytest": finding.pytest(number),
            }
            for number, finding in enumerate(findings, 1)
        ]
