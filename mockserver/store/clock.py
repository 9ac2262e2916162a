"""Where instants come from."""

from __future__ import annotations

import time
from typing import Protocol

from mockserver.domain.ids import Instant


class Clock(Protocol):
    """Gives the present instant."""

    def now(self) -> Instant: ...


class SystemClock:
    """The machine's clock, in microseconds as the real server's database keeps them; it never runs backwards."""

    def __init__(self) -> None:
        self._last = 0

    def now(self) -> Instant:
        self._last = max(self._last, time.time_ns() // 1000)
        return Instant(self._last)
