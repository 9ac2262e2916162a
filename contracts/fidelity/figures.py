"""How far a server answers as the recorded one: counts of exchanges by version, transport and operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

VERSIONS = Path(__file__).parents[1] / "recordings" / "versions.yaml"
UNEXPLAINED = "not explained"
"""Stands for the reason of a difference that contracts/pending.yaml does not have."""


class Verdict(StrEnum):
    """What became of one exchange; each has exactly one."""

    AGREED = "agreed"
    FREE = "free"
    """It agreed, and the recording leaves a part of the answer open: a value, an order or a whole member."""
    DIFFERING = "differing"


@dataclass(frozen=True, slots=True)
class Judged:
    """One recorded exchange with its verdict."""

    file: str
    line: int
    transport: str
    operation: str
    verdict: Verdict
    reason: str = ""
    """Why it differs."""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """The counts of one operation over one transport, against the recordings of one version of the real server."""

    version: str
    transport: str
    operation: str
    agreed: int
    free: int
    differing: int
    reasons: tuple[str, ...] = ()

    @property
    def exchanges(self) -> int:
        """How many were recorded."""
        return self.agreed + self.free + self.differing


def version_of(file: str) -> str:
    """The version of the real server that a recording is of. Raises: LookupError where versions.yaml names none."""
    for entry in yaml.load(VERSIONS.read_bytes(), Loader=yaml.CSafeLoader):
        if fnmatchcase(file, entry["files"]):
            return str(entry["version"])
    raise LookupError(f"{VERSIONS.name} names no version for {file}")


def tallied(exchanges: Iterable[Judged]) -> list[Row]:
    """The counts, sorted by version, transport and operation. Raises: LookupError for a file without a version."""
    counts: Counter[tuple[str, str, str, Verdict]] = Counter()
    reasons: dict[tuple[str, str, str], dict[str, None]] = {}
    versions: dict[str, str] = {}
    for judged in exchanges:
        version = versions.setdefault(judged.file, version_of(judged.file))
        key = (version, judged.transport, judged.operation)
        counts[*key, judged.verdict] += 1
        found = reasons.setdefault(key, {})
        if judged.reason:
            found[judged.reason] = None
    return sorted(
        Row(
            *key,
            agreed=counts[*key, Verdict.AGREED],
            free=counts[*key, Verdict.FREE],
            differing=counts[*key, Verdict.DIFFERING],
            reasons=tuple(sorted(found)),
        )
        for key, found in reasons.items()
    )


def summed(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of each version and transport as one, with `operation` empty."""
    for version, transport in dict.fromkeys((row.version, row.transport) for row in rows):
        of_both = [row for row in rows if (row.version, row.transport) == (version, transport)]
        yield Row(
            version,
            transport,
            "",
            agreed=sum(row.agreed for row in of_both),
            free=sum(row.free for row in of_both),
            differing=sum(row.differing for row in of_both),
        )


def share(rows: Iterable[Row]) -> float:
    """The part of all exchanges that does not differ, 0 to 1. Raises: ZeroDivisionError where there are none."""
    rows = list(rows)
    return 1 - sum(row.differing for row in rows) / sum(row.exchanges for row in rows)


def percent(part: float) -> str:
    """A share as it is shown: rounded down, so that 100.0 % means all."""
    return f"{int(part * 1000 + 1e-9) / 10:.1f} %"


def as_document(rows: Iterable[Row]) -> dict[str, Any]:
    """What fidelity.json holds."""
    return {"rows": [asdict(row) for row in rows]}


def from_document(document: Any) -> list[Row]:
    """The rows of fidelity.json. Raises: KeyError, TypeError for another document."""
    return [Row(**{**row, "reasons": tuple(row["reasons"])}) for row in document["rows"]]
