"""Time that is the same in every run: it passes with writes, not with the machine's clock."""

from __future__ import annotations

import time

from mockserver.domain.events import Recorded
from mockserver.domain.ids import Instant
from mockserver.store.clock import Clock, SettableClock
from mockserver.store.log import InMemoryEventLog

START = Instant(1_735_689_600_000_000)
"""2025-01-01T00:00:00Z: the instant of the first write."""
STEP = 1_000_000
"""Microseconds from one write to the next."""


class SteppingClock(SettableClock):
    """Stands still between writes and moves one second with each; so reads change no later date.

    Like any other it can be fixed and advanced; while it is fixed, writes do not move it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._at = START

    def now(self) -> Instant:
        return self._fixed if self._fixed is not None else Instant(self._at + self._ahead)

    def wrote(self, at: Instant) -> None:
        """Move on from a write that happened at an instant; the events of one write move it once."""
        if self._fixed is None:
            self._at = Instant(max(self._at, at - self._ahead + STEP))


class SteppingLog(InMemoryEventLog):
    """A log that moves a clock with what is written."""

    def __init__(self, max_kept_events: int, clock: SteppingClock) -> None:
        super().__init__(max_kept_events)
        self._clock = clock

    def append(self, recorded: Recorded) -> None:
        super().append(recorded)
        self._clock.wrote(recorded.at)


def client_time(clock: Clock) -> Instant:
    """The instant to compare with dates that come from a client's own clock, as those in its assertions do."""
    return Instant(time.time_ns() // 1000) if isinstance(clock, SteppingClock) else clock.now()
