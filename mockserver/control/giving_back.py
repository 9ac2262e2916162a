"""Giving back the memory of what a journal has forgotten, a little at a time."""

from __future__ import annotations

import asyncio

from mockserver.store.journal import Journal
from mockserver.wire.http import Exchange

_BEFORE_S = 0.1
"""Who waits for the answer should not wait for the memory as well."""
_PAUSE_S = 0.005
_AT_ONCE = 500
"""Freed within a millisecond."""


def give_back(journal: Journal[Exchange]) -> None:
    """Free forgotten entries soon, until there are none; `wire/heap.py` sees to what is free then."""
    asyncio.get_running_loop().call_later(_BEFORE_S, _go_on, journal)


def _go_on(journal: Journal[Exchange]) -> None:
    if journal.trim(_AT_ONCE):
        asyncio.get_running_loop().call_later(_PAUSE_S, _go_on, journal)
