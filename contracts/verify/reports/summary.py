"""What all reports tell: a run's outcomes held against the known differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ..finding import Finding
from ..known import Judged
from ..options import Result, by_operation


@dataclass(frozen=True, slots=True)
class Summary:
    """A judged run; `base_url` is the server that it was about, without any secret."""

    base_url: str
    result: Result
    judged: Judged

    @property
    def passed(self) -> bool:
        """Whether the server is the same as the contract, but for what is known."""
        return not self.judged.new and not self.judged.stale

    @property
    def lines(self) -> list[str]:
        """How it went, in sentences."""
        result, judged = self.result, self.judged
        told = [
            f"{len(result.outcomes)} checks, {len(judged.new)} differences in {len(self.failed_checks)} of them; "
            f"{result.requests} requests in {result.seconds:.1f} s; {result.waiting}"
        ]
        if judged.known:
            told.append(f"{len(judged.known)} known differences")
        if judged.assumed:
            told.append(f"{len(judged.assumed)} differences from what is assumed, which fail nothing")
        if result.assumed_left_out:
            told.append(f"{result.assumed_left_out} checks are assumed, not recorded, and were left out (--assumed)")
        told += skips(result.skipped)
        if result.left_out:
            told.append(f"{result.left_out} checks were not asked for")
        if result.left_behind:
            told.append(f"could not be removed: organisations {', '.join(result.left_behind)}")
        told += [f"known difference that no longer differs: {entry.operation}: {entry.check}" for entry in judged.stale]
        return told

    @property
    def failed_checks(self) -> set[tuple[str, str, str]]:
        """Operation, check and transport of each that found something new."""
        return {(finding.operation, finding.check, finding.transport) for finding in self.judged.new}

    def counts(self) -> list[tuple[str, int, int]]:
        """Operation, its checks, and how many of them found something new."""
        failed = self.failed_checks
        return [
            (
                operation,
                len(outcomes),
                sum((operation, outcome.check.name, outcome.transport) in failed for outcome in outcomes),
            )
            for operation, outcomes in by_operation(self.result.outcomes).items()
        ]

    def data(self) -> Mapping[str, Any]:
        """Everything, as JSON has it; `differences` serves as a file of known differences."""
        failed = self.failed_checks
        return {
            "base_url": self.base_url,
            "passed": self.passed,
            "summary": self.lines,
            "differences": _rows(self.judged.new),
            "known": _rows(self.judged.known),
            "assumed": _rows(self.judged.assumed),
            "stale": [asdict(entry) for entry in self.judged.stale],
            "skipped": [{"reason": reason, "checks": number} for reason, number in self.result.skipped.items()],
            "lag": {**asdict(self.result.waiting.lag), "allowed_s": round(self.result.waiting.allowed_s, 3)},
            "late": [asdict(late) for late in self.result.waiting.late],
            "checks": [
                {
                    "operation": outcome.check.operation,
                    "check": outcome.check.name,
                    "group": outcome.check.group,
                    "transport": outcome.transport,
                    "where": outcome.where,
                    "sources": list(outcome.check.sources),
                    "seconds": round(outcome.seconds, 3),
                    "passed": (outcome.check.operation, outcome.check.name, outcome.transport) not in failed,
                }
                for outcome in self.result.outcomes
            ],
        }


def _rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [asdict(finding) for finding in findings]


def check_text(finding: Finding) -> str:
    """The check of a finding with the part of the answer that differed."""
    call = f"{finding.call} " if finding.call else ""
    return f"{finding.check} ({call}{finding.what})"


def skips(skipped: Mapping[str, int]) -> list[str]:
    """Why checks that were asked for could not be run, a sentence a reason."""
    return [f"{number} checks were skipped: {reason}" for reason, number in skipped.items()]
