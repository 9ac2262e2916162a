"""Politeness: no more requests a second than were asked for."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """Counts requests and spaces them evenly."""

    def __init__(
        self,
        per_second: float | None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Prepare; `per_second` of None sets no limit."""
        self._interval = 1 / per_second if per_second else 0.0
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        self.requests = 0
        self.waited_s = 0.0
        """How long all requests have waited together for their turn."""

    def step(self, _: object = None) -> None:
        """Wait until the next request may go out."""
        self.requests += 1
        if not self._interval:
            return
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
            self.waited_s += self._next - now
            now = self._next
        self._next = now + self._interval
