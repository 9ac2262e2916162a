"""One isolated instance: its state, its events, its clock and its ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from mockserver.domain.events import Event, Recorded
from mockserver.domain.fold import fold, next_sequence
from mockserver.domain.state import InstanceState
from mockserver.store.clock import Clock
from mockserver.store.log import EventLog
from mockserver.store.snowflake import Snowflakes

Part = TypeVar("Part")


class Instance:
    """Everything that one instance holds; to reset it is to replace it."""

    def __init__(self, state: InstanceState, log: EventLog, clock: Clock, ids: Snowflakes) -> None:
        self.state = state
        self.log = log
        self.clock = clock
        self.ids = ids
        self._parts: dict[type, Any] = {}

    def part(self, kind: type[Part]) -> Part:
        """The one object of a class that a higher layer keeps with this instance; made on first need, gone with it."""
        found: Part | None = self._parts.get(kind)
        if found is None:
            found = self._parts[kind] = kind()
        return found

    def append(self, *events: Event) -> Recorded:
        """Record events of one write, all at the same instant, and fold them into the state.

        Returns: the first of them, from which a write is answered.
        """
        return self.append_all(events)[0]

    def append_all(self, events: Sequence[Event]) -> list[Recorded]:
        """Record at least one event of one write; returns them as recorded, in order."""
        at = self.clock.now()
        done = []
        for event in events:
            recorded = Recorded(event, next_sequence(self.state, event), at)
            fold(self.state, recorded)
            self.log.append(recorded)
            done.append(recorded)
        return done
