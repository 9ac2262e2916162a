"""Looking at entries of a journal for no longer than other clients can wait."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from mockserver.wire.http import Exchange

TURN_S = 0.005


class Look:
    """Entries in a given order, until the turn's time or an answer's room is used up; at least one.

    Attributes:
        seen: the number of the last one that was looked at.
        room: bytes that are left of the answer; whoever fills it counts down.
    """

    def __init__(self, entries: Iterable[Exchange], seen: int, room: int = 1) -> None:
        self.seen = seen
        self.room = room
        self._entries = entries
        self._end_s = time.perf_counter() + TURN_S

    def __iter__(self) -> Iterator[Exchange]:
        for exchange in self._entries:
            self.seen = exchange.number
            yield exchange
            if self.room <= 0 or time.perf_counter() > self._end_s:
                return
