"""One isolated instance: its state, its events, its clock and its ids."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random, SystemRandom
from typing import Any, TypeVar

from mockserver.domain.events import Event, Recorded
from mockserver.domain.fold import happen
from mockserver.domain.state import InstanceState
from mockserver.script_http import ScriptHttp
from mockserver.settings import Strictness, Unmodelled
from mockserver.store.clock import SettableClock
from mockserver.store.faults import Faults
from mockserver.store.journal import Journal
from mockserver.store.lag import LaggingState
from mockserver.store.log import EventLog
from mockserver.store.outward import Outward
from mockserver.store.snowflake import Snowflakes

Part = TypeVar("Part")


class Instance:
    """Everything that one instance holds; to reset it is to replace it.

    Attributes:
        journal: the requests that it was sent.
        faults: what goes wrong on purpose.
        strict: what becomes of requests that hold something which is silently ignored.
        randomness: what tokens and secrets are made of.
        unmodelled: how methods that nobody modelled are answered.
        script_http: what calls of scripts come to.
        fake: whether what is made up is made by the package faker.
        used_ns: when its last request came, as `time.perf_counter_ns` tells it.
        lagging: what reads see where they lag behind writes; None where they do not.
        outward: what tells targets of what happens; None where nobody is to be told.
        events: how many events were written since it started.
        accounted: how many of them are told of in the journal, or belong to no request of a client.
    """

    def __init__(
        self,
        state: InstanceState,
        log: EventLog,
        clock: SettableClock,
        ids: Snowflakes,
        journal: Journal[Any] | None = None,
        randomness: Random | None = None,
    ) -> None:
        """Hold what is given; without a journal none is kept, without randomness tokens are made of the machine's."""
        self.state = state
        self.log = log
        self.clock = clock
        self.ids = ids
        self.journal: Journal[Any] = Journal(0) if journal is None else journal
        self.strict = Strictness.OFF
        self.unmodelled = Unmodelled()
        self.script_http = ScriptHttp()
        self.fake = False
        self.used_ns = 0
        self.lagging: LaggingState | None = None
        self.outward: Outward | None = None
        self.randomness: Random = SystemRandom() if randomness is None else randomness
        self.faults = Faults(self.randomness)
        self._parts: dict[type, Any] = {}
        self._changed = False
        self._settled: Recorded | None = None
        self.events = self.accounted = 0

    def settle(self) -> None:
        """Take what is there for what it started with."""
        self._settled = self.log.newest
        self.account()

    def change(self) -> None:
        """Take it for written to, whatever was changed."""
        self._changed = True

    def account(self) -> None:
        """Take what was written so far for nobody's: the next request of a client has not written it."""
        self.accounted = self.events

    @property
    def written(self) -> bool:
        """Whether anything was written since it started, so that somebody may still want it."""
        return self._changed or self.log.newest is not self._settled

    def part(self, kind: type[Part]) -> Part:
        """The one object of a class that a higher layer keeps with this instance; made on first need, gone with it."""
        found: Part | None = self._parts.get(kind)
        if found is None:
            found = self._parts[kind] = kind()
        return found

    def take_state(self, other: Instance) -> None:
        """Go on with another instance's state, events, clock, ids and randomness.

        Journal, faults and strictness stay; what higher layers remembered with the old state is forgotten.
        """
        self.state = other.state
        self.log = other.log
        self.clock = other.clock
        self.ids = other.ids
        self.randomness = other.randomness
        self._parts.clear()
        if self.outward is not None:
            self.outward.forget_waiting()
        lag_ms = 0 if self.lagging is None else self.lagging.lag_ms
        if other.lagging is not None and other.lagging.lag_ms == lag_ms:
            self.lagging = other.lagging
        else:
            self.lag_reads(lag_ms)

    def lag_reads(self, lag_ms: int) -> None:
        """Let reads lag behind the writes from now on; 0 ends it."""
        self.lagging = LaggingState(self.state, lag_ms) if lag_ms else None

    def append(self, *events: Event) -> Recorded:
        """Record events of one write, all at the same instant, and fold them into the state.

        Returns: the first of them, from which a write is answered.
        """
        return self.append_all(events)[0]

    def append_all(self, events: Sequence[Event], by: str = "") -> list[Recorded]:
        """Record at least one event of one write; returns them as recorded, in order.

        Args:
            by: id of the user who writes; empty where nobody in particular does.
        """
        at = self.clock.now()
        done = []
        outward = self.outward if self.state.executions.held else None
        for event in events:
            about = None if outward is None else outward.happening(self, event, by)
            recorded = happen(self.state, event, at)
            self.log.append(recorded)
            if self.lagging is not None:
                self.lagging.add(recorded)
            done.append(recorded)
            if about is not None and outward is not None:
                self._tell(outward, about, recorded)
        self.events += len(done)
        return done

    def _tell(self, outward: Outward, about: Any, recorded: Recorded) -> None:
        """Have targets told of what was just recorded."""
        outward.happened(self, about, recorded)
