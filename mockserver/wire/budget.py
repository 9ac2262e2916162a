"""What all connections of a server may hold together, in bytes."""

from __future__ import annotations


class Budget:
    """A number of bytes that is taken from and given back to."""

    def __init__(self, size: int) -> None:
        self._left = size

    def take(self, n: int) -> bool:
        """Set n bytes aside; False, and nothing taken, where so many are not left."""
        if n > self._left:
            return False
        self._left -= n
        return True

    def give(self, n: int) -> None:
        """Give back n bytes that were taken."""
        self._left += n
