"""What was asked of an instance and what was answered, newest first, in bounded memory."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")

MAX_BYTES = 64 * 1024 * 1024
"""Most bytes of bodies that a journal keeps."""


class Journal(Generic[Entry]):
    """Keeps the newest entries; each has a number, counted from 1 and never given twice.

    What an entry is, is its writer's affair: nothing here looks into one.
    """

    def __init__(self, max_entries: int, max_bytes: int = MAX_BYTES) -> None:
        """Start empty; a journal of no entries keeps none."""
        self.max_entries = max_entries
        self.listeners: list[Callable[[Entry], None]] = []
        """Called with each entry once it is kept."""
        self._max_bytes = max_bytes
        self._bytes = 0
        self._last = 0
        self._cleared = 0
        self._entries: deque[Entry] = deque()
        self._sizes: deque[int] = deque()

    @property
    def next_number(self) -> int:
        """The number of the entry that is kept next."""
        return self._last + 1

    def append(self, entry: Entry, size: int) -> None:
        """Keep an entry as `next_number`.

        Args:
            size: bytes of its bodies, for the bound on memory.
        """
        self._last += 1
        self._entries.append(entry)
        self._sizes.append(size)
        self._bytes += size
        if len(self._sizes) > self.max_entries:
            # A full journal's usual case: one comes and one goes.
            self._entries.popleft()
            self._bytes -= self._sizes.popleft()
        if self._bytes > self._max_bytes:
            self._shrink()
        for listener in self.listeners:
            listener(entry)

    def resize(self, max_entries: int) -> None:
        """Keep at most this many entries from now on."""
        self.max_entries = max_entries
        self._shrink()

    def clear(self) -> None:
        """Forget all entries; numbers go on.

        At no cost, however many they are: forgotten ones lie where they are, within the same bounds, until newer ones
        push them out. To free 10,000 at once would hold the server up for 13 ms.
        """
        self._cleared = self._last

    def find(self, number: int) -> Entry | None:
        """The entry of a number; None where it is not kept (any more)."""
        index = number - 1 - self._last
        return self._entries[index] if -len(self) <= index < 0 else None

    def __iter__(self) -> Iterator[Entry]:
        """Newest first."""
        return itertools.islice(reversed(self._entries), len(self))

    def __len__(self) -> int:
        return min(len(self._entries), self._last - self._cleared)

    def _shrink(self) -> None:
        while self._sizes and (len(self._sizes) > self.max_entries or self._bytes > self._max_bytes):
            self._entries.popleft()
            self._bytes -= self._sizes.popleft()
