"""Where instants come from."""

from __future__ import annotations

import time
from typing import Protocol

from mockserver.domain.ids import Instant


class Clock(Protocol):
    """Gives the present instant."""

    def now(self) -> Instant: ...


class SettableClock:
    """The machine's clock until it is set: fixed to an instant, or moved by a span.

    It counts microseconds, as the real server's database does, and never runs backwards unless it is told to.
    """

    def __init__(self) -> None:
        self._last = 0
        self._ahead = 0
        self._fixed: Instant | None = None

    def now(self) -> Instant:
        if self._fixed is not None:
            return self._fixed
        now = time.time_ns() // 1000 + self._ahead
        self._last = max(self._last, now)
        return Instant(self._last)

    @property
    def fixed(self) -> bool:
        """Whether it stands still."""
        return self._fixed is not None

    @property
    def ahead(self) -> int:
        """Microseconds that it is ahead of the machine's clock."""
        return self.now() - time.time_ns() // 1000 if self._fixed is not None else self._ahead

    def reach(self, at: Instant) -> None:
        """Show no earlier instant than one at which something happened already, on a clock that was set as this is."""
        self._last = max(self._last, at)

    def fix(self, at: Instant) -> None:
        """Stand still at an instant."""
        self._fixed = at

    def advance(self, microseconds: int) -> None:
        """Move by a span, backwards where it is negative; a clock that stands still stands still there."""
        if self._fixed is not None:
            self._fixed = Instant(self._fixed + microseconds)
            return
        self._ahead += microseconds
        self._last = 0

    def release(self) -> None:
        """Show the machine's time again."""
        self._fixed = None
        self._ahead = 0
        self._last = 0
