"""What is left of a connection that was closed."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from mockserver.app import create_app
from mockserver.settings import Settings
from mockserver.wire.http1.protocol import Http1Protocol
from mockserver.wire.outbox import Outbox


@pytest.fixture
def without_collector() -> Iterator[None]:
    """No garbage collection, so that only what nothing refers to is freed."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("without_collector")
def test_a_closed_connection_is_freed_at_once() -> None:
    """A connection and its parser refer to each other only while it is open."""
    protocol = Http1Protocol(create_app(Settings()).gateway, set(), Outbox(), max_body_bytes=1)
    protocol.connection_made(asyncio.Transport())
    left = weakref.ref(protocol)
    protocol.connection_lost(None)
    del protocol
    assert left() is None
