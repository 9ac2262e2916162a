"""A log in memory, which takes its time and can be taken away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from mockserver.sharing.changes import Change
from mockserver.sharing.log import Placed, StoreGone

_SLOW_S = 0.02


class MemoryLog:
    """Fit for one replica.

    Attributes:
        gone: whether it fails whoever asks.
    """

    def __init__(self) -> None:
        self.gone = False
        self._entries: list[Change] = []

    async def connect(self) -> None:
        self._require()

    async def before_state(self) -> int:
        return 0

    async def since(self, position: int, most: int) -> list[Placed]:
        self._require()
        return [
            Placed(place, change)
            for place, change in enumerate(self._entries[position : position + most], start=position + 1)
        ]

    async def begin(self, position: int) -> list[Placed]:
        await asyncio.sleep(_SLOW_S)
        return await self.since(position, len(self._entries))

    async def commit(self, position: int, changes: Sequence[Change]) -> None:
        self._require()
        assert position == len(self._entries)
        self._entries.extend(changes)

    async def wait(self) -> None:
        await asyncio.Event().wait()

    async def close(self) -> None:
        """There is nothing to let go of."""

    def _require(self) -> None:
        if self.gone:
            raise StoreGone("it was taken away")
