"""A search in a journal that takes no longer than a page may take."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mockserver.control.request_filter import RequestFilter
from mockserver.control.steps import unmatched
from mockserver.store.instance import Instance
from mockserver.wire.http import Exchange

SEARCH_S = 0.06
"""The server answers nothing else meanwhile; most searches are done long before."""
_LOOKS = 16
"""Entries between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to.

    Attributes:
        exchanges: those that fit, newest first.
        searched: how many entries were looked at.
        on: number below which entries are older than all that were looked at; None where there is none.
        complete: whether it ended because it had all it was to find, not because its time was up.
    """

    exchanges: list[Exchange]
    searched: int
    on: int | None
    complete: bool


def search(
    instance: Instance,
    wanted: RequestFilter,
    *,
    unmatched_only: bool = False,
    after: int = 0,
    seconds: float = SEARCH_S,
    clock: Callable[[], float] = time.perf_counter,
) -> Found:
    """The newest entries that fit, as many as the filter's limit, found in bounded time.

    Args:
        after: only entries with a greater number.

    Raises: ControlProblem, for a filter that cannot be used.
    """
    looked = _Looked(instance, wanted.before, after, clock() + seconds, clock)
    entries: Iterator[Exchange] = iter(looked)
    if unmatched_only:
        entries = (exchange for exchange in entries if unmatched(exchange.response))
    exchanges = list(itertools.islice(wanted.matching(instance, entries), wanted.limit))
    return Found(exchanges, looked.count, looked.older(), not looked.late)


class _Looked:
    """Entries of a journal, newest first, until the time is up."""

    def __init__(self, instance: Instance, before: int, after: int, end_s: float, clock: Callable[[], float]) -> None:
        self._journal = instance.journal
        # Numbers have no gaps, so that newer entries need not be looked at to be left out.
        self._skipped = max(0, self._journal.next_number - before) if before else 0
        self._after = after
        self._end_s = end_s
        self._clock = clock
        self._last = 0
        self.count = 0
        self.late = False

    def __iter__(self) -> Iterator[Exchange]:
        for exchange in itertools.islice(self._journal, self._skipped, None):
            if exchange.number <= self._after:
                return
            if self.count % _LOOKS == 0 and self.count and self._clock() > self._end_s:
                self.late = True
                return
            self.count += 1
            self._last = exchange.number
            yield exchange

    def older(self) -> int | None:
        return self._last if self._last and self._journal.find(self._last - 1) is not None else None
