"""Memory that is given back to the operating system."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from mockserver.later import Later

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = Later("ctypes")

_THRESHOLDS = (-1, -3)
"""M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's malloc.h."""
_KEPT_BYTES = 128 << 10
"""What glibc starts with."""


@functools.cache
def give_back_what_is_free() -> None:
    """Have malloc return large blocks and the free end of its heap to the system.

    glibc keeps blocks up to the size of the largest that it ever saw freed, so that a process stays as large as some
    large bodies once made it. Called before the first of them is kept; elsewhere than on glibc it does nothing.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for threshold in _THRESHOLDS:
            mallopt(threshold, _KEPT_BYTES)
