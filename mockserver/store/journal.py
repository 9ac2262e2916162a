"""What was asked of an instance and what was answered, newest first, in bounded memory."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from mockserver.settings import DEFAULT_JOURNAL_BYTES
from mockserver.store.journal_budget import JournalBudget

Entry = TypeVar("Entry")


class Journal(Generic[Entry]):
    """Keeps the newest entries; each has a number, counted from 1 and never given twice.

    What an entry is, is its writer's affair: nothing here looks into one.
    """

    def __init__(self, max_entries: int, max_bytes: int = DEFAULT_JOURNAL_BYTES) -> None:
        """Start empty, with a budget of its own; a journal of no entries keeps none."""
        self.max_entries = max_entries
        self.listeners: list[Callable[[Entry | None], None]] = []
        """Called with each entry once it is kept, and with None once the journal is closed."""
        self.closed = False
        """Whether its instance is gone, so that nothing more comes."""
        self.kept_bytes = 0
        self._last = 0
        self._cleared = 0
        self._entries: deque[Entry] = deque()
        self._sizes: deque[int] = deque()
        self._budget = JournalBudget(max_bytes)
        self._budget.join(self)

    @property
    def next_number(self) -> int:
        """The number of the entry that is kept next."""
        return self._last + 1

    @property
    def forgotten(self) -> int:
        """How many entries were cleared and are still kept."""
        return len(self._entries) - len(self)

    def share(self, budget: JournalBudget) -> None:
        """Keep to a budget together with others."""
        self._budget.leave(self)
        self._budget = budget
        budget.join(self)

    def close(self) -> None:
        """Keep nothing any more, and tell those who follow."""
        self.closed = True
        self._budget.leave(self)
        self.max_entries = self.kept_bytes = 0
        self._entries.clear()
        self._sizes.clear()
        for listener in self.listeners:
            listener(None)

    def append(self, entry: Entry, size: int) -> None:
        """Keep an entry as `next_number`.

        Args:
            size: bytes that it takes, for the bound on memory.
        """
        self._last += 1
        self._entries.append(entry)
        self._sizes.append(size)
        if len(self._sizes) > self.max_entries:
            # A full journal's usual case: one comes and one goes.
            self._entries.popleft()
            size -= self._sizes.popleft()
        self.kept_bytes += size
        budget = self._budget
        budget.used += size
        if budget.used > budget.max_bytes:
            budget.make_room()
        for listener in self.listeners:
            listener(entry)

    def resize(self, max_entries: int) -> None:
        """Keep at most this many entries from now on."""
        self.max_entries = max_entries
        while len(self._sizes) > max_entries:
            self.drop_oldest()

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

    def since(self, number: int, most: int) -> list[Entry]:
        """The first entries beyond a number, oldest first."""
        newer = max(0, min(self._last - number, len(self)))
        return list(itertools.islice(self._entries, len(self._entries) - newer, len(self._entries) - newer + most))

    def trim(self, most: int) -> bool:
        """Let go of forgotten entries, at most so many; whether there are more."""
        for _ in range(min(most, self.forgotten)):
            self.drop_oldest()
        return self.forgotten > 0

    def drop_oldest(self) -> None:
        """Let go of one entry; there must be one."""
        self._entries.popleft()
        size = self._sizes.popleft()
        self.kept_bytes -= size
        self._budget.used -= size
