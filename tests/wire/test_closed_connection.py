"""What is left of a connection that was closed."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from mockserver.app import create_app
from mockserver.settings import Settings
from mockserver.wire.budget import Budget
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
    asyncio.run(_a_life_of_a_connection())


async def _a_life_of_a_connection() -> None:
    def upgrade(*_: object) -> bool:
        return False

    gateway = create_app(Settings()).gateway
    protocol = Http1Protocol(gateway, set(), Outbox(), 1, Budget(1), upgrade)
    protocol.connection_made(asyncio.Transport())
    protocol.data_received(b"GET / HTTP/1.1\r\n")
    left = weakref.ref(protocol)
    protocol.connection_lost(None)
    del protocol
    assert left() is None
