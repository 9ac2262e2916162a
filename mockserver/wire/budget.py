"""Bytes that a server holds for peers: what came of requests that are not complete, and answers that are not read."""

from __future__ import annotations


class Budget:
    """One for all connections of a server, of every version of HTTP; `--max-buffered-bytes` sets it.

    The connection that asks for more than is left is the one to be refused, whatever others hold: it can be told at
    once and with a status, while theirs may come to an end.
    """

    def __init__(self, total: int) -> None:
        """Allow so many bytes at a time."""
        self.total = total
        self.held = 0

    def take(self, size: int) -> bool:
        """Count bytes as held; False where they are too many, which counts none."""
        if self.held + size > self.total:
            return False
        self.held += size
        return True

    def give(self, size: int) -> None:
        """Count bytes as no longer held that `take` counted."""
        self.held -= size
