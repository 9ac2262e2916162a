"""Waiting for reads that lag behind writes: as long as the lag that was measured tells, and told at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from .lag import Lag

FIRST_PAUSE_S = 0.02
LONGEST_PAUSE_S = 0.5
LEAST_S = 0.5
"""Waited for a read even where no lag was measured: a few reads cannot show that none will come."""
SURPLUS = 4
"""Times the longest lag so far: contracts/facts.md#lag has reads that lagged so much longer than others of a run."""


@dataclass(frozen=True, slots=True)
class Late:
    """A read that was right, only not at once.

    Attributes:
        call: the operation that was read, or the recorded line.
        seconds: from the first answer that was wrong to the one that was right.
    """

    operation: str
    check: str
    transport: str
    call: str
    seconds: float


@dataclass(slots=True)
class Patience:
    """How long a read may be waited for, and how long it was."""

    bound_s: float
    """Longest wait for one read, whatever was measured."""
    lag: Lag = field(default_factory=Lag)
    late: list[Late] = field(default_factory=list)
    in_vain: int = 0

    @property
    def allowed_s(self) -> float:
        """Seconds that one read may be waited for, by all that came late so far."""
        longest = max([self.lag.longest_s, *(late.seconds for late in self.late)])
        return min(self.bound_s, LEAST_S + SURPLUS * longest)

    def attempts(self) -> Iterator[int]:
        """Yields before each attempt, from 0, the first at once; the caller stops as soon as it is content."""
        allowed = self.allowed_s
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

    def came_late(self, late: Late) -> None:
        """Note a read that came right after more than one attempt: no difference."""
        self.late.append(late)

    def __str__(self) -> str:
        told = [str(self.lag)]
        if self.late:
            seconds = [late.seconds for late in self.late]
            told.append(
                f"{len(seconds)} reads came late, at most {max(seconds):.2f} s, waited {sum(seconds):.2f} s in all"
            )
        elif not self.lag.late:
            told.append("reads did not lag behind writes")
        if self.in_vain:
            told.append(f"{self.in_vain} waits of up to {self.allowed_s:.2f} s did not help")
        return "; ".join(told)
