"""Waiting for reads that lag behind writes: bounded, and told at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

FIRST_PAUSE_S = 0.02
LONGEST_PAUSE_S = 0.5
LONGEST_WAIT_S = 5.0


@dataclass(slots=True)
class Patience:
    """How long may be waited, and how long was.

    Waits that help cost nothing; those in vain are taken from `budget_s`, so that a server that is wrong in many
    places is not waited for in each of them.
    """

    budget_s: float
    waits: int = 0
    waited_s: float = 0.0
    longest_s: float = 0.0
    in_vain: int = 0

    def attempts(self) -> Iterator[int]:
        """Yields before each attempt, from 0, the first at once; the caller stops as soon as it is content."""
        allowed = min(self.budget_s, LONGEST_WAIT_S)
        begun = time.monotonic()
        pause = FIRST_PAUSE_S
        attempt = 0
        yield attempt
        while (spent := time.monotonic() - begun) < allowed:
            time.sleep(min(pause, allowed - spent))
            pause = min(pause * 2, LONGEST_PAUSE_S)
            attempt += 1
            yield attempt
        self.in_vain += 1
        self.budget_s -= allowed

    def helped(self, seconds: float) -> None:
        """Note that an answer came right after more than one attempt."""
        self.waits += 1
        self.waited_s += seconds
        self.longest_s = max(self.longest_s, seconds)

    def __str__(self) -> str:
        if not self.waits and not self.in_vain:
            return "reads did not lag behind writes"
        vain = f"; {self.in_vain} waits did not help" if self.in_vain else ""
        return f"waited {self.waits} times for reads, {self.waited_s:.2f} s, at most {self.longest_s:.2f} s{vain}"
