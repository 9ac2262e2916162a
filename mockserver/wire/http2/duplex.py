"""A stream as a streaming call sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mockserver.wire.http import Headers
from mockserver.wire.http2.stream import Stream


@dataclass(slots=True)
class StreamDuplex:
    """Reads no further than its call does: only what was read makes room for more."""

    stream: Stream
    incoming: asyncio.Queue[bytes | None]
    consumed: Callable[[Stream, int], None]
    send_head: Callable[[Stream, int, Headers], None]
    send_data: Callable[[Stream, bytes], Awaitable[None]]
    end: Callable[[Stream, Headers], None]

    async def receive(self) -> bytes | None:
        data = await self.incoming.get()
        if data:
            self.consumed(self.stream, len(data))
        return data

    def start(self, headers: Headers) -> None:
        self.send_head(self.stream, 200, headers)

    async def send(self, data: bytes) -> None:
        await self.send_data(self.stream, data)

    def finish(self, trailers: Headers) -> None:
        self.end(self.stream, trailers)
