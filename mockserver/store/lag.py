"""The state that reads see where they lag behind writes, as they do on the real server."""

from __future__ import annotations

import time
from collections import deque

from mockserver.domain.copying import copy_of
from mockserver.domain.events import Recorded
from mockserver.domain.fold import fold
from mockserver.domain.state import InstanceState


class LaggingState:
    """A second state, into which each event is folded some time after it happened, on the machine's clock."""

    def __init__(self, state: InstanceState, lag_ms: int) -> None:
        """Start with all that there is; only what is written from now on is seen late."""
        self.lag_ms = lag_ms
        self._state = copy_of(state)
        self._waiting: deque[tuple[float, Recorded]] = deque()

    def add(self, recorded: Recorded) -> None:
        """Take an event that just happened, and fold what is due: nobody may read for long."""
        present = time.monotonic()
        self._catch_up(present)
        self._waiting.append((present + self.lag_ms / 1000, recorded))

    def now(self) -> InstanceState:
        """The state as it was `lag_ms` ago."""
        if self._waiting:
            self._catch_up(time.monotonic())
        return self._state

    def __len__(self) -> int:
        """How many events reads do not see yet, those included that have become due since the last write or read."""
        return len(self._waiting)

    def _catch_up(self, present: float) -> None:
        waiting = self._waiting
        while waiting and waiting[0][0] <= present:
            fold(self._state, waiting.popleft()[1])
