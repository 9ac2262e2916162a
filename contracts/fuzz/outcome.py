"""The end of a run, for reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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

    @property
    def exit_code(self) -> int:
        """0 nothing found, 1 something found, 2 nothing found, but not all could be tried."""
        if self.findings:
            return FOUND
        return NOT_RUN if self.errors or not self.statistics.total else NOTHING_FOUND

    @property
    def summary(self) -> str:
        """One line."""
        return (
            f"{self.statistics.total} requests in {self.duration_s:.0f} s, "
            f"seed {self.options.seed}: {len(self.findings)} findings, {len(self.errors)} errors"
        )

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
            "findings": [
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
                for number, finding in enumerate(self.findings, 1)
            ],
            "errors": list(self.errors),
        }
