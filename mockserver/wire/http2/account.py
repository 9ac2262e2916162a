"""What one connection holds, in bytes: bodies that are not complete, and answers that the peer has not read."""

from __future__ import annotations

from mockserver.wire import limits
from mockserver.wire.budget import Budget
from mockserver.wire.heap import give_back_what_is_free

_STEP = 64 << 10


class Account:
    """Counts what is held against the limit of a connection and, beyond a small part, the server's budget."""

    def __init__(self, limit: int, budget: Budget) -> None:
        self._limit = limit
        self._budget = budget
        self._granted = limits.FREE_BYTES
        self._held = 0

    def take(self, n: int, *, limited: bool = True) -> bool:
        """Count n bytes as held; False, and nothing counted, where there is no room for them.

        Args:
            limited: whether the connection's own limit counts, and not the server's budget alone.
        """
        held = self._held + n
        if held > self._granted and not ((held <= self._limit or not limited) and self._grow(held)):
            return False
        self._held = held
        return True

    def give(self, n: int) -> None:
        """Count n bytes as gone."""
        self._held -= n
        if self._granted > limits.FREE_BYTES:
            self._shrink()

    def _grow(self, held: int) -> bool:
        more = -(-(held - self._granted) // _STEP) * _STEP
        if not self._budget.take(more):
            return False
        self._granted += more
        give_back_what_is_free()
        return True

    def _shrink(self) -> None:
        spare = (self._granted - max(self._held, limits.FREE_BYTES)) // _STEP * _STEP
        if spare > 0:
            self._granted -= spare
            self._budget.give(spare)
