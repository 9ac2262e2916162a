"""Following a journal: who follows it is told of what came, together and a few times a second.

What is told is made once for all who ask for the same, and only when somebody reads it. To look through a long journal
takes turns with what other clients want.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from mockserver.control.exchange_view import summary
from mockserver.control.looking import Look
from mockserver.control.request_filter import EntryFilter
from mockserver.store.instance import Instance
from mockserver.store.journal import Journal
from mockserver.wire.http import Exchange

_ROUND_S = 0.05
"""What comes within this time is told together."""
_MOST_ENTRIES = 500
_MOST_BYTES = 1 << 20
_MOST_KEPT = 32


class News(msgspec.Struct, frozen=True):
    """What somebody is told.

    Attributes:
        text: events; empty where no entry fits.
        seen: the number of the last entry that was looked at.
    """

    text: bytes
    seen: int


class Followers:
    """All who follow one journal."""

    def __init__(self, journal: Journal[Exchange]) -> None:
        self.journal = journal
        self.count = 0
        self._grown = asyncio.Event()
        self._round: asyncio.TimerHandle | None = None
        self._told_s = 0.0
        self._turn = asyncio.Lock()
        self._news: dict[tuple[EntryFilter, int], News] = {}

    async def news(self, wanted: EntryFilter, seen: int, instance: Instance) -> News:
        """What came beyond an entry, as far as it can be looked at in one turn."""
        known = self._news.get((wanted, seen))
        if known is not None:
            return known
        async with self._turn:
            known = self._news.get((wanted, seen))
            if known is None:
                known = self._look(wanted, seen, instance)
                if len(self._news) >= _MOST_KEPT:
                    self._news.clear()
                self._news[wanted, seen] = known
                await asyncio.sleep(0)
        return known

    async def grown(self, timeout_s: float) -> bool:
        """Wait until there is something new, or the time is up; which of both it was."""
        try:
            await asyncio.wait_for(self._grown.wait(), timeout_s)
        except TimeoutError:
            return False
        return True

    def notice(self, _: Exchange | None) -> None:
        """The journal has a new entry, or is closed."""
        if self._round is None:
            loop = asyncio.get_running_loop()
            self._round = loop.call_later(max(0.0, self._told_s + _ROUND_S - loop.time()), self._tell)

    def _tell(self) -> None:
        self._round = None
        self._told_s = asyncio.get_running_loop().time()
        self._news.clear()
        # Those who wait are woken; others have not read yet what they were told before.
        self._grown.set()
        self._grown.clear()

    def _look(self, wanted: EntryFilter, seen: int, instance: Instance) -> News:
        looked = Look(self.journal.since(seen, _MOST_ENTRIES), seen, _MOST_BYTES)
        parts: list[bytes] = []
        for exchange in wanted.matching(instance, iter(looked)):
            data = msgspec.json.encode(summary(exchange, instance))
            parts.append(b"id: %d\nevent: request\ndata: %b\n\n" % (exchange.number, data))
            looked.room -= len(data)
        return News(b"".join(parts), looked.seen)


class Following:
    """The followers of every journal that has some."""

    def __init__(self) -> None:
        self._of: dict[int, Followers] = {}

    @contextmanager
    def join(self, journal: Journal[Exchange]) -> Iterator[Followers]:
        """Follow a journal."""
        key = id(journal)
        followers = self._of.get(key)
        if followers is None:
            followers = self._of[key] = Followers(journal)
            journal.listeners.append(followers.notice)
        followers.count += 1
        try:
            yield followers
        finally:
            followers.count -= 1
            if not followers.count:
                del self._of[key]
                journal.listeners.remove(followers.notice)
