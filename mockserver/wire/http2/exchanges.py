"""The streams of a connection from request to answer; what goes wrong with one of them stays with it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from typing import Any

import msgspec
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import (
    DataReceived,
    Event,
    RemoteSettingsChanged,
    RequestReceived,
    StreamEnded,
    StreamReset,
    TrailersReceived,
    WindowUpdated,
)
from h2.settings import SettingCodes

from mockserver.store.faults import Broken
from mockserver.wire import limits
from mockserver.wire.http import Answer, Headers, Response, Service
from mockserver.wire.http2.account import Account
from mockserver.wire.http2.bodies import Bodies
from mockserver.wire.http2.declared import count, declared_length
from mockserver.wire.http2.duplex import StreamDuplex
from mockserver.wire.http2.failing import FAILING, failing_parts
from mockserver.wire.http2.request import Malformed, check_trailers, request_of
from mockserver.wire.http2.sender import Sender
from mockserver.wire.http2.stream import Stream

_log = logging.getLogger(__name__)

_GRPC = b"application/grpc"


class Exchanges:
    """Opens, answers and ends streams. `stream.py` has the table of their states."""

    def __init__(
        self, service: Service, h2: H2Connection, account: Account, max_body_bytes: int, changed: Callable[[], None]
    ) -> None:
        """Answer what the service answers.

        Args:
            max_body_bytes: a larger body is refused.
            changed: called when there is something to send and no data that came is being worked on.
        """
        self._service = service
        self._h2 = h2
        self._bodies = Bodies(h2, account)
        self._max_body_bytes = max_body_bytes
        self._changed = changed
        self._waiting: deque[Stream] = deque()
        self.scheme = "http"
        self.peer = ""
        self.leaving = False
        """Whether new streams are refused."""
        self.streams: dict[int, Stream] = {}
        self.sender = Sender(h2, account, self._ended)

    def handle_all(self, events: Iterable[Event]) -> None:
        """Do what events ask for."""
        wider = False
        for event in events:
            if isinstance(event, RemoteSettingsChanged):
                wider |= SettingCodes.INITIAL_WINDOW_SIZE in event.changed_settings
            else:
                self._guarded_handle(event)
        if wider:
            for stream in self.streams.values():
                self.sender.revive(stream)

    def answer_waiting(self) -> bool:
        """Answer requests that waited, while there is room; returns whether there were any."""
        found = False
        while self._waiting and self.sender.unread < limits.MAX_UNREAD_BYTES:
            stream = self._waiting.popleft()
            if stream.id in self.streams:
                found = True
                self._guarded_answer(stream)
        return found

    def reset(self, stream_id: int, code: ErrorCodes) -> None:
        """End a stream without an answer, or without the rest of it."""
        self.sender.reset(stream_id, code)
        self.drop(self.streams.get(stream_id))

    def drop(self, stream: Stream | None) -> None:
        """Forget a stream that is over."""
        if stream is None or self.streams.pop(stream.id, None) is None:
            return
        self.sender.forget(stream)
        stream.body = b""
        if stream.task is not None:
            # One that has not begun would never let what it waits for begin either.
            asyncio.get_running_loop().call_soon(stream.task.cancel)

    def close(self) -> None:
        """The connection is gone: give back what is held, and let nothing refer to what refers to it."""
        for stream in list(self.streams.values()):
            self.drop(stream)
        self._waiting.clear()
        del self.sender

    def take(self, stream: Stream) -> None:
        """Answer a request that came complete."""
        self.streams[stream.id] = stream
        self._guarded_answer(stream)

    def open(self, stream: Stream) -> None:
        """Take a request whose head is there."""
        self.streams[stream.id] = stream
        answer = self._service.streaming(stream.request)
        if answer is not None:
            stream.incoming = asyncio.Queue()
            stream.drained = asyncio.Event()
            duplex = StreamDuplex(stream, stream.incoming, self._consumed, self._head, self._send, self._finish)
            self._start(stream, answer(stream.request, duplex))

    def complete(self, stream: Stream) -> None:
        """Answer a request that has come to its end, or have it wait."""
        stream.complete = True
        if stream.incoming is not None:
            stream.incoming.put_nowait(None)
        elif not stream.answered:
            if self.sender.unread >= limits.MAX_UNREAD_BYTES:
                self._waiting.append(stream)
            else:
                self._answer(stream)

    def _guarded_handle(self, event: Event) -> None:
        stream_id: int | None = getattr(event, "stream_id", None)
        if not stream_id:
            return
        try:
            self._handle(event, stream_id)
        except Malformed as error:
            _log.debug("HTTP/2 stream %d: %s", stream_id, error)
            self.reset(stream_id, ErrorCodes.PROTOCOL_ERROR)
        except Exception:
            _log.exception("HTTP/2 stream %d", stream_id)
            self.reset(stream_id, ErrorCodes.INTERNAL_ERROR)

    def _handle(self, event: Event, stream_id: int) -> None:
        match event:
            case RequestReceived():
                if self.leaving or len(self.streams) >= limits.MAX_STREAMS:
                    self.sender.reset(stream_id, ErrorCodes.REFUSED_STREAM)
                else:
                    request = request_of(event.headers or (), self.scheme, self.peer)
                    # One that ends with its head may declare any length: assumed from Go's `net/http`.
                    declared = None if event.stream_ended else declared_length(request)
                    self.open(Stream(stream_id, request, time.monotonic(), declared=declared))
            case DataReceived():
                self._receive(event, stream_id)
            case TrailersReceived():
                check_trailers(event.headers or ())
            case StreamEnded():
                stream = self.streams.get(stream_id)
                if stream is not None:
                    count(stream, 0, end=True)
                    self.complete(stream)
            case WindowUpdated():
                stream = self.streams.get(stream_id)
                if stream is not None:
                    self.sender.revive(stream)
            case StreamReset():
                self.drop(self.streams.get(stream_id))
            case _:
                pass

    def _receive(self, event: DataReceived, stream_id: int) -> None:
        stream = self.streams.get(stream_id)
        if not self._bodies.receive(event, stream):
            self.reset(stream_id, ErrorCodes.ENHANCE_YOUR_CALM)
        elif stream is not None:
            count(stream, len(event.data or b""))
            if len(stream.body) > self._max_body_bytes:
                self._too_large(stream)

    def _consumed(self, stream: Stream, size: int) -> None:
        if stream.id in self.streams:
            self._bodies.read(stream, size)
            self._changed()

    def _too_large(self, stream: Stream) -> None:
        if stream.request.headers.get(b"content-type", b"").startswith(_GRPC):
            # Clients of gRPC take this code for RESOURCE_EXHAUSTED.
            self.reset(stream.id, ErrorCodes.ENHANCE_YOUR_CALM)
        else:
            self._respond(stream, self._service.too_large(len(self._bodies.taken(stream))))

    def _guarded_answer(self, stream: Stream) -> None:
        try:
            self._answer(stream)
        except Exception:
            _log.exception("%s %s", stream.request.method, stream.request.path)
            self.reset(stream.id, ErrorCodes.INTERNAL_ERROR)

    def _answer(self, stream: Stream) -> None:
        request = stream.request
        if stream.body:
            request = msgspec.structs.replace(request, body=self._bodies.taken(stream))
        answer = self._service.respond(request, native=True)
        if isinstance(answer, Response) and answer.stream is None:
            self._respond(stream, answer)
        else:
            self._start(stream, self._respond_later(stream, answer))

    def _start(self, stream: Stream, answer: Coroutine[Any, Any, None]) -> None:
        stream.task = asyncio.create_task(answer)
        stream.task.add_done_callback(lambda task: self._finished(stream, task))

    def _finished(self, stream: Stream, task: asyncio.Task[None]) -> None:
        stream.task = None
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("%s %s", stream.request.method, stream.request.path, exc_info=error)
            if stream.id in self.streams:
                self.reset(stream.id, ErrorCodes.INTERNAL_ERROR)
        self._changed()

    async def _respond_later(self, stream: Stream, answer: Answer) -> None:
        response = answer if isinstance(answer, Response) else await answer
        if response.stream is not None:
            await self._follow(stream, response, response.stream)
        elif stream.id in self.streams:
            self._respond(stream, response)

    async def _follow(self, stream: Stream, response: Response, chunks: AsyncIterator[bytes]) -> None:
        """Send what comes as it comes, and as the peer reads it."""
        stream.drained = asyncio.Event()
        self._head(stream, response.status, response.headers)
        async for data in chunks:
            await self._send(stream, data)
        self._finish(stream, response.trailers)

    def _respond(self, stream: Stream, response: Response) -> None:
        stream.answered = True
        if response.broken in FAILING:
            self._fail(stream, response)
            return
        body = b"" if stream.request.method == "HEAD" else response.body
        stream.trailers = response.trailers
        stream.ending = True
        if body and not self.sender.add(stream, body):
            self.reset(stream.id, ErrorCodes.ENHANCE_YOUR_CALM)
            return
        length = [] if stream.trailers else [(b"content-length", b"%d" % len(response.body))]
        self.sender.head(stream, response.status, [*response.headers, *length])

    def _fail(self, stream: Stream, response: Response) -> None:
        """Fail the client as a fault asks for."""
        head, body = failing_parts(response)
        if response.broken == Broken.EMPTY:
            stream.ending = True
        elif response.broken != Broken.RESET:
            self.sender.add(stream, body)
        if response.broken != Broken.RESET:
            self.sender.head(stream, response.status, head)
        if response.broken == Broken.HALF:
            self.sender.pump()
        if response.broken in (Broken.RESET, Broken.HALF):
            self.reset(stream.id, ErrorCodes.INTERNAL_ERROR)

    def _head(self, stream: Stream, status: int, headers: Headers) -> None:
        """Send the head of an answer that comes bit by bit."""
        if stream.id in self.streams:
            stream.answered = stream.incoming is None
            self.sender.head(stream, status, headers)
            self._changed()

    async def _send(self, stream: Stream, data: bytes) -> None:
        """Send some of an answer, and wait until the peer has room for more."""
        if stream.id not in self.streams or not data:
            return
        if stream.drained is None or not self.sender.add(stream, data):
            self.reset(stream.id, ErrorCodes.ENHANCE_YOUR_CALM)
            return
        stream.drained.clear()
        self.sender.revive(stream)
        self._changed()
        await stream.drained.wait()

    def _finish(self, stream: Stream, trailers: Headers) -> None:
        if stream.id not in self.streams:
            return
        stream.trailers = trailers
        stream.ending = True
        if not trailers:
            # Nothing is left to carry the end of the stream, so an empty frame of data does.
            self._h2.end_stream(stream.id)
            self._ended(stream)
        else:
            self.sender.revive(stream)
        self._changed()

    def _ended(self, stream: Stream) -> None:
        """The answer is complete; a peer that still sends is told to stop (RFC 9113, 8.1)."""
        if self.streams.pop(stream.id, None) is not None:
            self.sender.forget(stream)
            if not stream.complete:
                self.sender.reset(stream.id, ErrorCodes.NO_ERROR)
