"""What is left of a connection of HTTP/2 that was closed."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest
from h2.connection import H2Connection

from mockserver.app import create_app
from mockserver.settings import Settings
from mockserver.wire.budget import Budget
from mockserver.wire.http2.protocol import Http2Protocol
from mockserver.wire.outbox import Outbox
from tests.protocols.frame_client import data

TURNS = 20
"""In which all that came is read."""


class Silent(asyncio.Transport):
    """A connection on which nothing is written."""

    def is_closing(self) -> bool:
        return True


@pytest.fixture
def without_collector() -> Iterator[None]:
    """No garbage collection, so that only what nothing refers to is freed."""
    gc.disable()
    yield
    gc.enable()


async def closed() -> tuple[weakref.ref[Http2Protocol], Budget]:
    """A connection with an unfinished upload of some size, gone; and the budget that it drew on."""
    budget = Budget(1 << 30)
    gateway = create_app(Settings()).gateway
    protocol = Http2Protocol(gateway, set(), Outbox(), max_body_bytes=1 << 20, budget=budget)
    protocol.connection_made(Silent())
    peer = H2Connection()
    peer.initiate_connection()
    path = "/management/v1/flows/types/_search"
    fields = [(":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "a"), ("x-mock-delay", "1000")]
    peer.send_headers(1, fields, end_stream=True)
    peer.send_headers(3, fields)
    protocol.data_received(peer.data_to_send() + data(3, bytes(16_000)) * 5)
    for _ in range(TURNS):
        await asyncio.sleep(0)
    assert budget.held > 0
    protocol.connection_lost(None)
    await asyncio.sleep(0.01)
    return weakref.ref(protocol), budget


@pytest.mark.usefixtures("without_collector")
def test_a_closed_connection_is_freed_at_once() -> None:
    """A connection, h2 and the streams refer to each other only while it is open, and give back what they held."""
    left, budget = asyncio.run(closed())

    assert left() is None
    assert budget.held == 0
