"""Turns of the calls of one target, of which only some are under way at a time."""

from __future__ import annotations

import asyncio
from collections import deque


class NoTurn(Exception):
    """A call did not get its turn, as those before it got no answer in time."""


class Turns:
    """Who calls a target now, and who waits until somebody has ended."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def take(self) -> None:
        """Wait for a turn, which is to be given back. Raises: NoTurn."""
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.give()
            raise

    def give(self) -> None:
        """End a turn."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def refuse_waiting(self) -> None:
        """Send away all that wait: a target that calls this server back, and is called for that, would never end."""
        for turn in self._waiting:
            if not turn.done():
                turn.set_exception(NoTurn())
        self._waiting.clear()
