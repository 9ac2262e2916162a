"""Ids as ZITADEL makes them: 18 digits that grow with time."""

from __future__ import annotations

from mockserver.store.clock import Clock

_EPOCH = 1_409_529_600_000_000
"""2014-09-01T00:00:00Z in microseconds: where the time of a sonyflake starts."""
_UNIT = 10_000
"""Microseconds in one step of a sonyflake's time."""
_TIME_SHIFT = 24
_COUNTER_SHIFT = 16


class Snowflakes:
    """Makes ids of the sonyflake layout: 39 bits of time in 10 ms, 8 bits of counter, 16 bits of machine.

    Where more than 256 are asked for within 10 ms, the counter runs into the time bits: ids stay unique and growing.
    """

    def __init__(self, clock: Clock, machine: int = 1) -> None:
        self._clock = clock
        self._last = 0
        self._reserved: set[str] = set()
        self.machine = machine

    def next(self) -> str:
        """A fresh id."""
        units = (self._clock.now() - _EPOCH) // _UNIT
        self._last = max(self._last + (1 << _COUNTER_SHIFT), (units << _TIME_SHIFT) | self.machine)
        made = str(self._last)
        return made if made not in self._reserved else self.next()

    @property
    def newest(self) -> int:
        """The newest id that was made or is known of; 0 where there is none."""
        return self._last

    def reach(self, made: int) -> None:
        """Make greater ids than one that another machine made."""
        self._last = max(self._last, made >> _COUNTER_SHIFT << _COUNTER_SHIFT | self.machine)

    def reserve(self, taken: str) -> None:
        """Never make an id that came from elsewhere."""
        self._reserved.add(taken)
