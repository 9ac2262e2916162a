"""Differences that are known and accepted, kept in a file beside the project that accepts them.

The file is YAML or JSON: a list of entries, or an object with a list under `differences`, so that a JSON report serves
as it is. Of an entry `operation` and `check` are needed; `transport` and `what` narrow it; everything else, such as a
`reason`, is for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .check import Outcome
from .finding import Finding


class KnownDifferencesError(ValueError):
    """The file cannot be read, or an entry lacks what it needs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted difference; an empty text fits anything."""

    operation: str
    check: str
    transport: str = ""
    what: str = ""

    def fits(self, finding: Finding) -> bool:
        """Whether a finding is this difference."""
        return (
            (self.operation, self.check) == (finding.operation, finding.check)
            and self.transport in ("", finding.transport)
            and self.what in ("", finding.what)
        )

    def was_looked_for(self, outcome: Outcome) -> bool:
        """Whether a check that was run could have shown it."""
        own = (outcome.check.operation, outcome.check.name)
        return (self.operation, self.check) == own and self.transport in ("", outcome.transport)


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings parted by what was known, and the entries that no longer differ."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    stale: tuple[Entry, ...]
    assumed: tuple[Finding, ...] = ()
    """What assumed checks found: shown, and no failure."""


def read_known(path: Path) -> list[Entry]:
    """The entries of a file. Raises: KnownDifferencesError."""
    try:
        content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise KnownDifferencesError(f"{path} cannot be read: {error}") from error
    rows = content.get("differences") if isinstance(content, Mapping) else content
    if rows is None and content in (None, {}):
        rows = []
    if not isinstance(rows, list):
        raise KnownDifferencesError(f"{path} holds no list of differences")
    return [_entry(path, number, row) for number, row in enumerate(rows, start=1)]


def _entry(path: Path, number: int, row: Any) -> Entry:
    if not isinstance(row, Mapping):
        raise KnownDifferencesError(f"{path}: entry {number} is no object")
    texts = {name: row.get(name, "") for name in ("operation", "check", "transport", "what")}
    if not all(isinstance(text, str) for text in texts.values()) or not texts["operation"] or not texts["check"]:
        raise KnownDifferencesError(f"{path}: entry {number} needs `operation` and `check`, as texts")
    return Entry(**texts)


def judge(outcomes: Sequence[Outcome], entries: Iterable[Entry], existing: Iterable[tuple[str, str]]) -> Judged:
    """Part the findings of a run.

    Args:
        existing: operation and name of every check there is; an entry for one that was left out of this run is not
            judged, one for a check that does not exist is stale.
    """
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    entries, known_checks = list(entries), set(existing)
    stale = [
        entry
        for entry in entries
        if not any(map(entry.fits, findings))
        and (
            (entry.operation, entry.check) not in known_checks
            or any(entry.was_looked_for(outcome) for outcome in outcomes)
        )
    ]
    is_known = [any(entry.fits(finding) for entry in entries) for finding in findings]
    return Judged(
        tuple(finding for finding, known in zip(findings, is_known, strict=True) if not known and not finding.assumed),
        tuple(finding for finding, known in zip(findings, is_known, strict=True) if known),
        tuple(stale),
        tuple(finding for finding, known in zip(findings, is_known, strict=True) if not known and finding.assumed),
    )
