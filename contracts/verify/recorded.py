"""The recordings as checks: one for each operation, and transport, in each file, and one for what scripts did."""

from __future__ import annotations

import functools
import secrets as randomness
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from ..comparison import Difference
from ..exchange import Exchange
from ..pending import covered, read_pending
from ..placeholders import Placeholders
from ..reading import read_trace
from ..replayer import ADMIN_ROLE, Deviation, deviations
from ..sending import Sender
from .about import operation_of, transport_of
from .check import Check, Outcome
from .finding import Finding
from .ground import place
from .latency import WHAT, Latency
from .patience import Late, Patience
from .scripts import SCRIPTS, ScriptAnswer, script_answers
from .secret import Secrets
from .spec import Spec

RECORDINGS = Path(__file__).parent.parent / "recordings"
NO_OPERATION = "HTTP"
"""Stands for the operation of requests that are about none."""
Key = tuple[str, str]
"""Title of a check, and transport."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One file of exchanges, with the checks that it stands for."""

    path: Path
    exchanges: tuple[Exchange, ...]
    checks: dict[Key, Check]
    keys: dict[int, Key]
    """By line: the check that each exchange belongs to."""
    own: bool = False
    """Whether a user brought it: what is pending is about our recordings alone."""


def recordings(spec: Spec) -> Iterator[Recording]:
    """Every recording of JSON exchanges. Raises: TraceError, OSError."""
    for path in sorted(RECORDINGS.glob("*.jsonl")):
        if not path.name.startswith("grpc"):
            yield recording(spec, path, read_trace(path))


def recording(spec: Spec, path: Path, exchanges: tuple[Exchange, ...], *, own: bool = False) -> Recording:
    """The recording that a file holds, with a check for each operation in it over each transport.

    What scripts had a part in is a check of its own, an answer each; in files of a user's own it is not told apart.
    """
    of_scripts = {} if own else script_answers(exchanges)
    checks: dict[Key, Check] = {}
    keys: dict[int, Key] = {}
    for exchange in exchanges:
        made = of_scripts.get(exchange.line)
        check = _check(_operation(spec, exchange), path) if made is None else _of_script(path, exchange.line, made)
        keys[exchange.line] = key = (check.title, transport_of(exchange.request))
        checks.setdefault(key, check)
    return Recording(path, exchanges, checks, keys, own)


def _check(operation: str, path: Path) -> Check:
    name, source = f"as recorded in {path.name}", f"recordings/{path.name}"
    return Check("recordings", operation, name, _is_replayed, sources=(source,))


def _of_script(path: Path, line: int, answer: ScriptAnswer) -> Check:
    name, source = f"as recorded in {path.name}:{line}, {answer.of}", f"recordings/{path.name}:{answer.since}-{line}"
    return Check("scripts", SCRIPTS, name, _is_replayed, "/x-flow-types", sources=(source,))


def _is_replayed(_: object) -> None:
    raise TypeError("a recording is replayed as a whole")


def _operation(spec: Spec, exchange: Exchange) -> str:
    request = exchange.request
    return operation_of(spec, request.method, request.path) or NO_OPERATION


def replayed(
    recording: Recording,
    spec: Spec,
    sender: Sender,
    admin_pat: str,
    secrets: Secrets,
    patience: Patience,
    organisations: list[str],
    latency: Latency,
) -> list[Outcome]:
    """Replay one file; organisations that it makes are added to `organisations`."""
    begun = time.monotonic()
    sender.http.cookies.clear()
    placeholders = Placeholders({ADMIN_ROLE: admin_pat}, nonce=randomness.token_hex(4))
    lines = recording.keys
    findings: dict[Key, list[Finding]] = {key: [] for key in recording.checks}
    pending = [] if recording.own else read_pending(elsewhere=True)
    is_pending = functools.partial(covered, entries=pending)

    def late(exchange: Exchange, seconds: float) -> None:
        key = lines[exchange.line]
        check = recording.checks[key]
        patience.came_late(Late(check.operation, check.name, key[1], f"line {exchange.line}", round(seconds, 3)))

    slowest_ms: dict[int, float] = {}

    def measured(exchange: Exchange) -> AbstractContextManager[None]:
        def slow(taken_ms: float) -> None:
            slowest_ms[exchange.line] = max(taken_ms, slowest_ms.get(exchange.line, 0.0))

        return latency.measured(slow)

    try:
        for deviation in deviations(
            sender, recording.exchanges, placeholders, patience.attempts, is_pending, late, measured
        ):
            key = lines[deviation.line]
            findings[key].append(_finding(recording.checks[key], key[1], deviation, spec, secrets))
    finally:
        organisations += [value for name, value in placeholders.bound().items() if name.startswith("org")]
    for line, taken_ms in slowest_ms.items():
        key = lines[line]
        too_slow = Deviation(recording.path.name, line, "", Difference(WHAT, *latency.texts(taken_ms)))
        findings[key].append(_finding(recording.checks[key], key[1], too_slow, spec, secrets))
    seconds = (time.monotonic() - begun) / max(1, len(recording.checks))
    return [
        Outcome(check, transport, place(spec, check), seconds, tuple(findings[title, transport]))
        for (title, transport), check in recording.checks.items()
    ]


def _finding(check: Check, transport: str, deviation: Deviation, spec: Spec, secrets: Secrets) -> Finding:
    difference = deviation.difference
    return Finding(
        check.operation,
        check.name,
        transport,
        "",
        secrets.clean(f"line {deviation.line}: {difference.where}"),
        secrets.clean(difference.expected),
        secrets.clean(difference.seen),
        place(spec, check),
    )
