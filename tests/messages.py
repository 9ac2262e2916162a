"""The messages of the API, for replays of traces that hold some."""

from __future__ import annotations

import functools
from importlib import resources

from contracts.messages import Messages
from mockserver.protos.pool import DESCRIPTORS


@functools.cache
def messages() -> Messages:
    """Those that the server has itself."""
    return Messages(resources.files("mockserver.protos").joinpath(DESCRIPTORS).read_bytes())
