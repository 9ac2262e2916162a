"""One stream of an HTTP/2 connection: what has come, and what is still to be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from mockserver.wire.http import Headers, HttpRequest


@dataclass(slots=True, eq=False)
class Stream:
    """State of one stream.

    Attributes:
        request: the request's head; its body is filled in once it is complete.
        body: what has come of the body, for calls that are answered once it is complete.
        incoming: chunks of the body and None at its end, for calls that read while they answer.
        task: answers the request.
        outgoing: what flow control has not let out yet.
        trailers: sent behind the last of `outgoing`.
        ending: whether the stream ends once `outgoing` is empty.
        drained: set while `outgoing` is empty; there for an answer that does not end by itself.
    """

    id: int
    request: HttpRequest
    body: bytearray = field(default_factory=bytearray)
    incoming: asyncio.Queue[bytes | None] | None = None
    task: asyncio.Task[None] | None = None
    outgoing: bytearray = field(default_factory=bytearray)
    trailers: Headers = field(default_factory=list)
    ending: bool = False
    drained: asyncio.Event | None = None


@dataclass(slots=True)
class StreamDuplex:
    """A stream as a streaming call sees it."""

    stream: Stream
    incoming: asyncio.Queue[bytes | None]
    send_head: Callable[[Stream, int, Headers], None]
    pump: Callable[[Stream], None]

    async def receive(self) -> bytes | None:
        return await self.incoming.get()

    def start(self, headers: Headers) -> None:
        self.send_head(self.stream, 200, headers)

    def send(self, data: bytes) -> None:
        self.stream.outgoing += data
        self.pump(self.stream)

    def finish(self, trailers: Headers) -> None:
        self.stream.trailers = trailers
        self.stream.ending = True
        self.pump(self.stream)
