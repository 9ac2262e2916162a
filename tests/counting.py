"""Calls of functions, counted: what work costs on any machine, however busy it is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Profile = Callable[[FrameType, str, Any], object]


@contextmanager
def profiled(see: Profile) -> Iterator[None]:
    """Tell of each call that this thread makes meanwhile, in the terms of `sys.setprofile`.

    Garbage is collected before and not meanwhile: it is that of all tests before, and its finalizers are calls too.
    """
    gc.collect()
    gc.disable()
    sys.setprofile(see)
    try:
        yield
    finally:
        sys.setprofile(None)
        gc.enable()
