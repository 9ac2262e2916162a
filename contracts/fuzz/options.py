"""What a run of random requests was asked for, and what ends one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..selection import Selection

PHASES = ("examples", "coverage", "fuzzing", "stateful", "model")
"""In the order in which they run; all but the last are Schemathesis' own."""


class CannotFuzz(RuntimeError):
    """Nothing can be tested; the message is for the user and holds no token."""


@dataclass(frozen=True, slots=True)
class Options:
    """How much is tried.

    `max_examples` is for each operation and phase, and for the model the number of sequences. The same seed gives the
    same requests, as far as the server's answers, which later requests depend on, are the same.
    """

    seed: int
    max_examples: int
    phases: Sequence[str] = PHASES
    selection: Selection = field(default_factory=Selection)
    """Of operations, by operationId and tags, in all phases but the model's."""
    patience_s: float = 0.0
    """How long a read of the server may lag behind its writes."""
