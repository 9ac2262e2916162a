"""What waits to be sent, bounded in number and in bytes, and what had to be dropped."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence

import msgspec

from mockserver.deliveries.events import EventSubject
from mockserver.domain.rows.targets import Target

_log = logging.getLogger(__name__)

_BESIDE_BODY_BYTES = 500
"""What an event takes beside its body, about."""


class Room(msgspec.Struct):
    """Room for so many calls with so many bytes.

    Attributes:
        what: of what, in words.
        held: how many there are.
        held_bytes: what they take.
        dropped: how many found no room.
    """

    what: str
    most: int
    most_bytes: int
    held: int = 0
    held_bytes: int = 0
    dropped: int = 0
    _full_since: int = -1

    def why_not(self, size: int) -> str:
        """Why there is no room for so many bytes more; empty where there is. What has none counts as dropped."""
        if self.held >= self.most:
            return self._refused(f"{self.most} {self.what} already")
        # One alone has room whatever its size, as a message's is bounded.
        if self.held and self.held_bytes + size > self.most_bytes:
            return self._refused(f"{self.held} {self.what} already, with {self.held_bytes} of {self.most_bytes} bytes")
        if self._full_since >= 0:
            _log.warning("there is room again; %d calls of targets were dropped", self.dropped - self._full_since)
            self._full_since = -1
        return ""

    def take(self, size: int) -> None:
        """Take room."""
        self.held += 1
        self.held_bytes += size

    def give(self, size: int) -> None:
        """Give it back."""
        self.held -= 1
        self.held_bytes -= size

    def _refused(self, why: str) -> str:
        if self._full_since < 0:
            self._full_since = self.dropped
            _log.warning("calls of targets are dropped: %s", why)
        self.dropped += 1
        return why


class Queue:
    """Events that wait for their turn, in order."""

    def __init__(self, room: Room) -> None:
        """Hold as many as there is room for."""
        self.room = room
        self._held: deque[tuple[Sequence[Target], EventSubject]] = deque()

    def add(self, targets: Sequence[Target], event: EventSubject) -> str:
        """Let an event wait; returns why it cannot, empty where it does."""
        size = _size(event)
        why = self.room.why_not(size)
        if not why:
            self.room.take(size)
            self._held.append((targets, event))
        return why

    def pop(self) -> tuple[Sequence[Target], EventSubject]:
        """The one whose turn it is."""
        targets, event = self._held.popleft()
        self.room.give(_size(event))
        return targets, event

    def clear(self) -> None:
        """Let go of all."""
        while self._held:
            self.pop()

    def __len__(self) -> int:
        return len(self._held)


def _size(event: EventSubject) -> int:
    return len(event.payload()) + _BESIDE_BODY_BYTES
