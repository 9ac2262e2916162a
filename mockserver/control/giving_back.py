"""Giving back the memory of what a journal has forgotten, a little at a time."""

from __future__ import annotations

import asyncio
import ctypes

from mockserver.store.journal import Journal
from mockserver.wire.http import Exchange

_BEFORE_S = 0.1
"""Who waits for the answer should not wait for the memory as well."""
_PAUSE_S = 0.005
_AT_ONCE = 500
"""Freed within a millisecond."""
_MUCH_BYTES = 8 << 20
"""From here on it is worth a few milliseconds to have the C library hand free memory to the system."""


def give_back(journal: Journal[Exchange]) -> None:
    """Free forgotten entries soon, until there are none."""
    much = journal.kept_bytes > _MUCH_BYTES
    asyncio.get_running_loop().call_later(_BEFORE_S, lambda: _go_on(journal, much=much))


def _go_on(journal: Journal[Exchange], *, much: bool) -> None:
    if journal.trim(_AT_ONCE):
        asyncio.get_running_loop().call_later(_PAUSE_S, lambda: _go_on(journal, much=much))
    elif much:
        hand_over = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc; others do it by themselves
        if hand_over is not None:
            hand_over(0)
