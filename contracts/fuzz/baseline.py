"""Findings that are known and accepted, kept in a file beside the project that accepts them.

The file is YAML or JSON: a list of entries, or an object with a list under `findings`, so that a JSON report serves as
it is. Of an entry `check` and `operation` are needed; everything else, such as a `reason`, is for people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .findings import Finding
from .options import CannotFuzz

Entry = tuple[str, str]
"""Check and operation."""


@dataclass(frozen=True, slots=True)
class Held:
    """Findings parted by what was known, and the entries that were looked for and not found."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    not_seen: tuple[Entry, ...]


def read_baseline(path: Path) -> list[Entry]:
    """The entries of a file. Raises: CannotFuzz."""
    try:
        content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise CannotFuzz(f"--baseline: {path} cannot be read: {error}") from error
    rows = content.get("findings") if isinstance(content, Mapping) else content
    if rows is None and content in (None, {}):
        rows = []
    if not isinstance(rows, list):
        raise CannotFuzz(f"--baseline: {path} holds no list of findings")
    return [_entry(path, number, row) for number, row in enumerate(rows, start=1)]


def _entry(path: Path, number: int, row: Any) -> Entry:
    texts = (row.get("check"), row.get("operation")) if isinstance(row, Mapping) else ("", "")
    if not all(isinstance(text, str) and text for text in texts):
        raise CannotFuzz(f"--baseline: {path}: entry {number} needs `check` and `operation`, as texts")
    return str(texts[0]), str(texts[1])


def held(findings: Iterable[Finding], entries: Collection[Entry], tried: Collection[str]) -> Held:
    """Part the findings of a run.

    A run is random, so that an entry which was not seen fails nothing: it is told, for somebody to look at.

    Args:
        tried: the operations that the run sent requests for.
    """
    findings = list(findings)
    seen = {(finding.check, finding.operation) for finding in findings}
    return Held(
        tuple(finding for finding in findings if (finding.check, finding.operation) not in entries),
        tuple(finding for finding in findings if (finding.check, finding.operation) in entries),
        tuple(entry for entry in dict.fromkeys(entries) if entry not in seen and entry[1] in tried),
    )
