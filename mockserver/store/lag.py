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
        """Take an event that just happened."""
        self._waiting.append((time.monotonic() + self.lag_ms / 1000, recorded))

    def now(self) -> InstanceState:
        """The state as it was `lag_ms` ago."""
        waiting = self._waiting
        if waiting:
            present = time.monotonic()
            while waiting and waiting[0][0] <= present:
                fold(self._state, waiting.popleft()[1])
        return self._state
