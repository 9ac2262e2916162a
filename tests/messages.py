"""The messages of the API, for replays of traces that hold some."""

from __future__ import annotations

import functools

from contracts.messages import Messages
from mockserver.protos import pool


@functools.cache
def messages() -> Messages:
    """Those that the server has itself."""
    return Messages(pool.file_descriptor_set().SerializeToString())
