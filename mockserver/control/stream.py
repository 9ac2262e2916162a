"""The journal as it grows, as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec

from mockserver.control.exchange_view import summary
from mockserver.control.server import Target
from mockserver.wire.http import Exchange, Response

PATH = "/__admin/requests/stream"

_MOST_WAITING = 1_000
"""A reader that falls behind further loses the oldest; it sees the gap in the numbers."""
_KEEP_ALIVE_S = 15.0


def exchanges(target: Target) -> Response:
    """Each exchange from now on; the id of an event is the number of its exchange."""
    return Response(200, [(b"content-type", b"text/event-stream")], b"", stream=_events(target))


async def _events(target: Target) -> AsyncIterator[bytes]:
    journal = target.instance.journal
    waiting: asyncio.Queue[Exchange] = asyncio.Queue(_MOST_WAITING)

    def take(exchange: Exchange) -> None:
        if waiting.full():
            waiting.get_nowait()
        waiting.put_nowait(exchange)

    journal.listeners.append(take)
    try:
        yield b": the journal of this instance follows\n\n"
        while True:
            try:
                exchange = await asyncio.wait_for(waiting.get(), _KEEP_ALIVE_S)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            data = msgspec.json.encode(summary(exchange, target.server.instances.serving(target.host)))
            yield b"id: %d\nevent: request\ndata: %b\n\n" % (exchange.number, data)
    finally:
        journal.listeners.remove(take)
