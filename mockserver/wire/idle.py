"""One timer a connection, looked at when it rings: cheaper than one that is set and cancelled for every request."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class IdleTimer:
    """Rings once nothing has moved for so long.

    Attributes:
        moved_s: when something moved last, as `time.monotonic` tells it; to be set by who sees it.
    """

    def __init__(self, limit_s: float, ring: Callable[[], None]) -> None:
        """Start. `ring` is called again after as long again, until the timer is stopped."""
        self._limit_s = limit_s
        self._ring = ring
        self.moved_s = time.monotonic()
        self._handle: asyncio.TimerHandle
        self._set(limit_s)

    def stop(self) -> None:
        """Ring no more."""
        self._handle.cancel()
        self._ring = _nothing

    def _set(self, delay_s: float) -> None:
        self._handle = asyncio.get_running_loop().call_later(delay_s, self._look)

    def _look(self) -> None:
        left_s = self.moved_s + self._limit_s - time.monotonic()
        if left_s > 0:
            self._set(left_s)
        else:
            self._set(self._limit_s)
            self._ring()


def _nothing() -> None:
    """What a stopped timer does, which refers to nobody."""
