"""Giving back the memory of what a journal has forgotten, a little at a time."""

from __future__ import annotations

import asyncio

from mockserver.store.journal import Journal
from mockserver.wire.http import Exchange

_PAUSE_S = 0.005
_AT_ONCE = 500
"""Freed within a millisecond."""


def give_back(journal: Journal[Exchange]) -> None:
    """Free forgotten entries from now on, until there are none; `wire/heap.py` sees to what is free then."""
    if journal.trim(_AT_ONCE):
        asyncio.get_running_loop().call_later(_PAUSE_S, give_back, journal)
