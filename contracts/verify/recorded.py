"""The recordings as checks: one for each operation in each file."""

from __future__ import annotations

import functools
import secrets as randomness
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from ..exchange import Exchange, read_trace
from ..pending import covered, read_pending
from ..placeholders import Placeholders
from ..replayer import ADMIN_ROLE, Deviation, deviations
from .check import Check, Finding, Outcome, Over
from .patience import Late, Patience
from .secret import Secrets
from .spec import Spec
from .trial import place

RECORDINGS = Path(__file__).parent.parent / "recordings"
NO_OPERATION = "HTTP"
"""Stands for the operation of requests that are about none."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One file of JSON exchanges, with the checks that it stands for, by operation."""

    path: Path
    exchanges: tuple[Exchange, ...]
    checks: dict[str, Check]


def recordings(spec: Spec) -> Iterator[Recording]:
    """Every recording of JSON exchanges. Raises: TraceError, OSError."""
    for path in sorted(RECORDINGS.glob("*.jsonl")):
        if not path.name.startswith("grpc"):
            exchanges = read_trace(path)
            found = {_operation(spec, exchange): None for exchange in exchanges}
            yield Recording(path, exchanges, {name: _check(name, path) for name in found})


def _check(operation: str, path: Path) -> Check:
    return Check(
        "recordings",
        operation,
        f"as recorded in {path.name}",
        _is_replayed,
        over=Over.JSON,
        sources=(f"recordings/{path.name}",),
    )


def _is_replayed(_: object) -> None:
    raise TypeError("a recording is replayed as a whole")


def _operation(spec: Spec, exchange: Exchange) -> str:
    found = spec.operation_at(exchange.request.method, exchange.request.path)
    return found.id if found else NO_OPERATION


def replayed(
    recording: Recording,
    spec: Spec,
    client: httpx.Client,
    admin_pat: str,
    secrets: Secrets,
    patience: Patience,
    organisations: list[str],
) -> list[Outcome]:
    """Replay one file; organisations that it makes are added to `organisations`."""
    begun = time.monotonic()
    placeholders = Placeholders({ADMIN_ROLE: admin_pat}, nonce=randomness.token_hex(4))
    lines = {exchange.line: _operation(spec, exchange) for exchange in recording.exchanges}
    findings: dict[str, list[Finding]] = {name: [] for name in recording.checks}
    is_pending = functools.partial(covered, entries=read_pending())

    def late(exchange: Exchange, seconds: float) -> None:
        check = recording.checks[lines[exchange.line]]
        patience.came_late(Late(check.operation, check.name, "json", f"line {exchange.line}", round(seconds, 3)))

    try:
        for deviation in deviations(client, recording.exchanges, placeholders, patience.attempts, is_pending, late):
            operation = lines[deviation.line]
            findings[operation].append(_finding(recording.checks[operation], deviation, spec, secrets))
    finally:
        organisations += [value for name, value in placeholders.bound().items() if name.startswith("org")]
    seconds = (time.monotonic() - begun) / max(1, len(recording.checks))
    return [
        Outcome(check, "json", place(spec, check), seconds, tuple(findings[operation]))
        for operation, check in recording.checks.items()
    ]


def _finding(check: Check, deviation: Deviation, spec: Spec, secrets: Secrets) -> Finding:
    difference = deviation.difference
    return Finding(
        check.operation,
        check.name,
        "json",
        "",
        secrets.clean(f"line {deviation.line}: {difference.where}"),
        secrets.clean(difference.expected),
        secrets.clean(difference.seen),
        place(spec, check),
    )
