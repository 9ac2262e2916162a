"""What a run of random requests was asked for, and what ends one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..selection import Selection

PHASES = ("examples", "coverage", "fuzzing", "stateful", "model", "scripts", "executions")
"""In the order in which they run; the first four are Schemathesis' own."""


class CannotFuzz(RuntimeError):
    """Nothing can be tested; the message is for the user and holds no token."""


@dataclass(frozen=True, slots=True)
class Options:
    """How much is tried.

    `max_examples` is for each operation and phase, and for the others the number of sequences,
    bindings of scripts and executions. The same seed gives the
    same requests, as far as the server's answers, which later requests depend on, are the same.
    """

    seed: int
    max_examples: int
    phases: Sequence[str] = PHASES
    selection: Selection = field(default_factory=Selection)
    """Of operations, by operationId and tags, in the phases of Schemathesis."""
    checks: Selection = field(default_factory=Selection)
    """Of checks by name, those of Schemathesis, our own, and the other phases'."""
    workers: int = 1
    """Threads that send requests; with more than one, the same seed no longer gives the same order."""
    max_time_s: int | None = None
    """How long the run goes on, and no longer; what draws anew is repeated until then. None: all is tried once."""
    max_latency_ms: float | None = None
    """How long one answer may take; None sets no limit but the timeout."""
    har: Path | None = None
    """The file that gets all traffic of Schemathesis."""
    patience_s: float = 0.0
    """How long a read of the server may lag behind its writes."""
