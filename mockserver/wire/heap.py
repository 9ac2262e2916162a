"""Memory that is given back to the operating system.

glibc's malloc keeps what was freed for the next one who asks. That is quick, and leaves a process as large as its
largest moment made it; so it is told to give large blocks back at once, and looked after for the small ones. Elsewhere
than on glibc none of this does anything.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from mockserver.later import Later
from mockserver.seeds.aside import aside

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = Later("ctypes")

_THRESHOLDS = (-1, -3)
"""M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's malloc.h."""
_KEPT_BYTES = 128 << 10
"""What glibc starts with."""
_FIELDS = 10
_FREE_BYTES = 7
"""How many fields `struct mallinfo2` has, and which one tells what is free in all arenas (`fordblks`)."""
_LOOK_S = 1.0
_MUCH_BYTES = 4 << 20


@functools.cache
def give_back_what_is_free() -> None:
    """Have malloc return large blocks and the free end of its heap to the system.

    glibc keeps blocks up to the size of the largest that it ever saw freed, so that a process stays as large as some
    large bodies once made it. Called before the first of them is kept.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for threshold in _THRESHOLDS:
            mallopt(threshold, _KEPT_BYTES)


class FreeMemory:
    """What was freed and is still held, between blocks that are in use."""

    def __init__(self, free_bytes: Callable[[], int], trim: Callable[[], object]) -> None:
        """Look after a heap.

        Args:
            free_bytes: what is free in it, be it given back or not.
            trim: gives it back.
        """
        self._free_bytes = free_bytes
        self._trim = trim
        self._given_bytes = 0
        """So much of what is free was given back at most."""

    @property
    def much(self) -> bool:
        """Whether it is worth giving back."""
        free = self._free_bytes()
        self._given_bytes = min(self._given_bytes, free)
        return free - self._given_bytes > _MUCH_BYTES

    def give_back(self) -> None:
        """Give back all that is free."""
        self._trim()
        self._given_bytes = self._free_bytes()


async def look_after_heap() -> None:
    """Give back what is free, once a second where it is much, until cancelled."""
    await asyncio.sleep(_LOOK_S)
    free = _of_glibc()
    while free is not None:
        if free.much:
            await aside(free.give_back)
        await asyncio.sleep(_LOOK_S)


def _of_glibc() -> FreeMemory | None:
    library = ctypes.CDLL(None)
    tell = getattr(library, "mallinfo2", None)
    trim = getattr(library, "malloc_trim", None)
    if tell is None or trim is None:
        return None
    tell.restype = type("mallinfo2", (ctypes.Structure,), {"_fields_": [("sizes", ctypes.c_size_t * _FIELDS)]})
    return FreeMemory(lambda: int(tell().sizes[_FREE_BYTES]), lambda: trim(0))
