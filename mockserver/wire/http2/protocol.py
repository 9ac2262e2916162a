"""HTTP/2 on a connection that uvicorn accepted, on the same event loop; the package h2 speaks the protocol."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, MutableSet
from typing import Any, cast

import msgspec
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import (
    ConnectionTerminated,
    DataReceived,
    Event,
    RemoteSettingsChanged,
    RequestReceived,
    StreamEnded,
    StreamReset,
    WindowUpdated,
)
from h2.exceptions import ProtocolError
from h2.settings import SettingCodes, Settings
from hyperframe.frame import GoAwayFrame

from mockserver.store.faults import Broken
from mockserver.wire.http import Answer, Headers, Response, Service
from mockserver.wire.http2.failing import FAILING, failing_parts
from mockserver.wire.http2.request import request_of
from mockserver.wire.http2.stream import Stream, StreamDuplex
from mockserver.wire.outbox import Outbox
from mockserver.wire.peer import peer_of
from mockserver.wire.responses import http_date

_log = logging.getLogger(__name__)

_WINDOW_BYTES = 1 << 20
"""How much a peer may send ahead, on a stream and on the connection."""
_MAX_UNREAD_BYTES = 16 << 20
"""How much may wait for a peer that does not read; more ends the connection."""
_SETTINGS = {
    SettingCodes.MAX_CONCURRENT_STREAMS: 250,
    SettingCodes.INITIAL_WINDOW_SIZE: _WINDOW_BYTES,
    SettingCodes.MAX_HEADER_LIST_SIZE: 64 << 10,
}
_CONFIG = H2Configuration(client_side=False, header_encoding=None)
_HTTP1_HEADERS = frozenset({b"connection", b"keep-alive", b"transfer-encoding", b"upgrade"})


class Http2Protocol(asyncio.Protocol):
    """Serves the streams of one connection."""

    def __init__(self, service: Service, connections: MutableSet[Any], outbox: Outbox, max_body_bytes: int) -> None:
        """Prepare for a connection.

        Args:
            connections: the server's open connections, on each of which it calls `shutdown` when it ends.
            outbox: takes what all connections write.
            max_body_bytes: a stream whose body is larger is reset.
        """
        self._service = service
        self._connections = connections
        self._outbox = outbox
        self._max_body_bytes = max_body_bytes
        self._h2 = H2Connection(_CONFIG)
        self._streams: dict[int, Stream] = {}
        self._transport: asyncio.Transport
        self._scheme = "http"
        self._peer = ""
        self._writable = True
        self._leaving = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._scheme = "https" if transport.get_extra_info("sslcontext") else "http"
        self._peer = peer_of(transport)
        self._connections.add(self)
        self._h2.local_settings = Settings(client=False, initial_values=_SETTINGS)
        self._h2.initiate_connection()
        self._h2.increment_flow_control_window(_WINDOW_BYTES)
        self._flush()

    def connection_lost(self, _: Exception | None) -> None:
        self._connections.discard(self)
        for stream in list(self._streams.values()):
            self._drop(stream)

    def data_received(self, data: bytes) -> None:
        try:
            events = self._h2.receive_data(data)
            # h2 knows the end of the data already: what is reset in it can no longer be answered.
            cancelled = {event.stream_id for event in events if isinstance(event, StreamReset)}
            for event in events:
                if not (isinstance(event, RequestReceived | StreamEnded) and event.stream_id in cancelled):
                    self._handle(event)
        except ProtocolError as error:
            _log.debug("HTTP/2 protocol error: %s", error)
            self._flush(close=True)
            return
        self._flush()
        if self._transport.get_write_buffer_size() > _MAX_UNREAD_BYTES:
            self._transport.abort()

    def pause_writing(self) -> None:
        self._writable = False

    def resume_writing(self) -> None:
        self._writable = True
        self._pump_all()

    def shutdown(self) -> None:
        """Take no new streams, let those of the running ones finish that do so by themselves, then close."""
        if not self._leaving and not self._transport.is_closing():
            # h2 would forbid all further sending after a GOAWAY of its own.
            frame = GoAwayFrame(stream_id=0, last_stream_id=self._h2.highest_inbound_stream_id)
            self._outbox.post(self._transport, frame.serialize(), close=False)
        self._leaving = True
        for stream in list(self._streams.values()):
            if stream.drained is not None:
                self._reset(stream, ErrorCodes.NO_ERROR)
        self._close_when_done()

    def _handle(self, event: Event) -> None:
        match event:
            case RequestReceived():
                self._open(event)
            case DataReceived():
                self._receive(event)
            case StreamEnded():
                self._end_of_body(event)
            case StreamReset():
                self._drop(self._streams.get(event.stream_id))
            case WindowUpdated() | RemoteSettingsChanged():
                self._pump_all()
            case ConnectionTerminated():
                self._leaving = True
                self._close_when_done()
            case _:
                pass

    def _open(self, event: RequestReceived) -> None:
        if self._leaving:
            self._h2.reset_stream(event.stream_id, ErrorCodes.REFUSED_STREAM)
            return
        stream = Stream(event.stream_id, request_of(event.headers, self._scheme, self._peer))
        self._streams[stream.id] = stream
        answer = self._service.streaming(stream.request)
        if answer is not None:
            stream.incoming = asyncio.Queue()
            duplex = StreamDuplex(stream, stream.incoming, self._send_head, self._pump)
            self._start(stream, answer(stream.request, duplex))

    def _receive(self, event: DataReceived) -> None:
        self._h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        stream = self._streams.get(event.stream_id)
        if stream is None:
            return
        if stream.incoming is not None:
            stream.incoming.put_nowait(event.data)
            return
        stream.body += event.data
        if len(stream.body) > self._max_body_bytes:
            self._h2.reset_stream(stream.id, ErrorCodes.ENHANCE_YOUR_CALM)
            self._drop(stream)

    def _end_of_body(self, event: StreamEnded) -> None:
        stream = self._streams.get(event.stream_id)
        if stream is None:
            return
        if stream.incoming is not None:
            stream.incoming.put_nowait(None)
            return
        request = msgspec.structs.replace(stream.request, body=bytes(stream.body))
        answer = self._service.respond(request, native=True)
        if isinstance(answer, Response) and answer.stream is None:
            self._respond(stream, answer)
        else:
            self._start(stream, self._respond_later(stream, answer))

    def _start(self, stream: Stream, answer: Coroutine[Any, Any, None]) -> None:
        stream.task = asyncio.create_task(answer)
        stream.task.add_done_callback(lambda task: self._finished(stream, task))

    async def _respond_later(self, stream: Stream, answer: Answer) -> None:
        response = answer if isinstance(answer, Response) else await answer
        if response.stream is not None:
            await self._stream(stream, response, response.stream)
        else:
            self._respond(stream, response)

    async def _stream(self, stream: Stream, response: Response, chunks: AsyncIterator[bytes]) -> None:
        """Send what comes as it comes, and as the peer reads it."""
        stream.drained = asyncio.Event()
        self._send_head(stream, response.status, response.headers)
        async for data in chunks:
            stream.outgoing += data
            self._pump(stream)
            await stream.drained.wait()
        stream.ending = True
        self._pump(stream)

    def _fail(self, stream: Stream, response: Response) -> None:
        """Fail the client as a fault asks for."""
        head, body = failing_parts(response)
        if response.broken == Broken.EMPTY:
            stream.ending = True
        else:
            stream.outgoing += body
        if response.broken != Broken.RESET:
            self._send_head(stream, response.status, head)
            self._pump(stream)
        if response.broken in (Broken.RESET, Broken.HALF) and stream.id in self._streams:
            self._reset(stream, ErrorCodes.INTERNAL_ERROR)

    def _respond(self, stream: Stream, response: Response) -> None:
        if response.broken in FAILING:
            self._fail(stream, response)
            return
        body = b"" if stream.request.method == "HEAD" else response.body
        stream.outgoing += body
        stream.trailers = response.trailers
        stream.ending = True
        length = [] if stream.trailers else [(b"content-length", b"%d" % len(response.body))]
        self._send_head(stream, response.status, [*response.headers, *length])
        self._pump(stream)

    def _finished(self, stream: Stream, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("%s %s", stream.request.method, stream.request.path, exc_info=error)
            if stream.id in self._streams:
                self._reset(stream, ErrorCodes.INTERNAL_ERROR)

    def _send_head(self, stream: Stream, status: int, headers: Headers) -> None:
        if stream.id not in self._streams:
            return
        fields = [
            (b":status", b"%d" % status),
            *(header for header in headers if header[0] not in _HTTP1_HEADERS),
            (b"date", http_date()),
        ]
        alone = stream.ending and not stream.outgoing and not stream.trailers
        self._h2.send_headers(stream.id, fields, end_stream=alone)
        if alone:
            self._close(stream)
        self._flush()

    def _pump_all(self) -> None:
        for stream in list(self._streams.values()):
            self._pump(stream)

    def _pump(self, stream: Stream) -> None:
        """Send what flow control lets out, and the end of the stream behind the last of it."""
        if stream.id not in self._streams:
            return
        while stream.outgoing and self._writable:
            room = min(self._h2.local_flow_control_window(stream.id), self._h2.max_outbound_frame_size)
            if room <= 0:
                break
            chunk = bytes(stream.outgoing[:room])
            del stream.outgoing[:room]
            last = stream.ending and not stream.outgoing and not stream.trailers
            self._h2.send_data(stream.id, chunk, end_stream=last)
            if last:
                self._close(stream)
        if stream.drained is not None:
            stream.drained.clear() if stream.outgoing else stream.drained.set()
        if stream.id in self._streams and stream.ending and not stream.outgoing:
            self._h2.send_headers(stream.id, stream.trailers, end_stream=True)
            self._close(stream)
        self._flush()

    def _close(self, stream: Stream) -> None:
        """The answer is complete; a peer that still sends is told to stop."""
        del self._streams[stream.id]
        self._close_when_done()

    def _reset(self, stream: Stream, code: ErrorCodes) -> None:
        self._h2.reset_stream(stream.id, code)
        self._drop(stream)
        self._flush()

    def _drop(self, stream: Stream | None) -> None:
        if stream is None:
            return
        self._streams.pop(stream.id, None)
        if stream.task is not None:
            stream.task.cancel()
        self._close_when_done()

    def _close_when_done(self) -> None:
        if self._leaving and not self._streams:
            self._flush(close=True)

    def _flush(self, *, close: bool = False) -> None:
        data = self._h2.data_to_send()
        if (data or close) and not self._transport.is_closing():
            self._outbox.post(self._transport, data, close=close)
