"""Differences from the recordings that are there for the time being, as data with their reasons (pending.yaml).

An entry names the trace (`file`, a pattern such as `edges-*.jsonl`), its `lines` (all, where none are given), the part
of the answer (`where`, such as `header vary`; all, where none is given) and the `reason`. Some (`elsewhere`) only
concern servers that were not started as the recorded one was, such as a user's. The list can only shrink: an
entry of which something agrees after all is stale, and fails the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from .replayer import Deviation

PENDING = Path(__file__).with_name("pending.yaml")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known to differ in some traces, and why."""

    file: str
    reason: str
    lines: tuple[int, ...] = ()
    where: str = ""
    elsewhere: bool = False

    def names(self, file: str, line: int) -> bool:
        """Whether a line of a trace is one of these."""
        return fnmatchcase(file, self.file) and (not self.lines or line in self.lines)

    def covers(self, deviation: Deviation) -> bool:
        """Whether a deviation is one of these."""
        return self.names(deviation.file, deviation.line) and self.where in ("", deviation.difference.where)

    def stale(self, file: str, seen: Sequence[Deviation]) -> list[str]:
        """What of this entry agreed when a trace was replayed, as sentences; `seen` is all that deviated then."""
        if not fnmatchcase(file, self.file):
            return []
        lines = {deviation.line for deviation in seen if self.covers(deviation)}
        agreed = (
            [str(line) for line in self.lines if line not in lines] if self.lines else [] if lines else ["all lines"]
        )
        what = f" ({self.where})" if self.where else ""
        return [f"{file}:{line}{what} agrees: take it out of {PENDING.name}" for line in agreed]


def read_pending(path: Path = PENDING, *, elsewhere: bool = False) -> list[Entry]:
    """The entries of a file; those about servers `elsewhere` only where they are asked for.

    Raises: OSError, TypeError for an entry with a wrong member, ValueError without reason.
    """
    rows = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) or []
    entries = [Entry(**{**row, "lines": tuple(row.get("lines", ()))}) for row in rows]
    for number, entry in enumerate(entries, start=1):
        if not entry.reason:
            raise ValueError(f"{path}: entry {number} needs a reason")
    return [entry for entry in entries if elsewhere or not entry.elsewhere]


def unexpected(deviations: Iterable[Deviation], entries: Sequence[Entry]) -> list[Deviation]:
    """The deviations that no entry covers."""
    return [deviation for deviation in deviations if not covered(deviation, entries)]


def covered(deviation: Deviation, entries: Sequence[Entry]) -> bool:
    """Whether some entry covers a deviation."""
    return any(entry.covers(deviation) for entry in entries)
