"""The log of what happened."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Protocol

from mockserver.domain.events import Recorded


class EventLog(Protocol):
    """Keeps events in the order in which they happened."""

    @property
    def newest(self) -> Recorded | None:
        """The last event; None where none happened."""

    def append(self, recorded: Recorded) -> None: ...

    def __iter__(self) -> Iterator[Recorded]: ...


class InMemoryEventLog:
    """Keeps the newest events in memory; state is folded as events come, so dropping old ones loses no state."""

    def __init__(self, max_kept_events: int) -> None:
        self._events: deque[Recorded] = deque(maxlen=max_kept_events)

    @property
    def newest(self) -> Recorded | None:
        return self._events[-1] if self._events else None

    def append(self, recorded: Recorded) -> None:
        self._events.append(recorded)

    def __iter__(self) -> Iterator[Recorded]:
        return iter(self._events)
