"""A clock that tests set."""

from __future__ import annotations

from datetime import datetime

from mockserver.domain.ids import Instant
from mockserver.store.clock import SettableClock


class StandingClock(SettableClock):
    """Stands still until it is set."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> Instant:
        return Instant(int(self.at.timestamp()) * 1_000_000 + self.at.microsecond)
