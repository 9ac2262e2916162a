"""Long work in slices, so that others are served meanwhile."""

from __future__ import annotations

import asyncio
import time

_SLICE_S = 0.02


class Pace:
    """Gives way to other requests every 20 ms; `await pace()` stands between two steps of the work."""

    def __init__(self) -> None:
        self._end_s = time.perf_counter() + _SLICE_S

    async def __call__(self) -> None:
        if time.perf_counter() > self._end_s:
            await asyncio.sleep(0)
            self._end_s = time.perf_counter() + _SLICE_S
