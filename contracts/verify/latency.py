"""How long answers may take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .pace import Pace

WHAT = "latency"
"""The part of an answer that a finding of this kind names; one of a recording names its line as well."""
Slow = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Latency:
    """A limit for every answer, each measured by itself.

    Attributes:
        limit_ms: None sets none.
        pace: whose pauses between requests are no part of an answer's time.
    """

    limit_ms: float | None
    pace: Pace
    clock: Callable[[], float] = time.monotonic

    @contextmanager
    def measured(self, slow: Slow) -> Iterator[None]:
        """Measure what is done within, and tell of its milliseconds where they are too many."""
        if self.limit_ms is None:
            yield
            return
        begun, waited_s = self.clock(), self.pace.waited_s
        yield
        taken_ms = (self.clock() - begun - (self.pace.waited_s - waited_s)) * 1000
        if taken_ms > self.limit_ms:
            slow(taken_ms)

    def texts(self, taken_ms: float) -> tuple[str, str]:
        """What was expected, and what was seen."""
        return f"at most {self.limit_ms:g} ms", f"{taken_ms:.0f} ms"
