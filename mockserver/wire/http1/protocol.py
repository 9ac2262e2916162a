"""HTTP/1.1 on a connection that uvicorn accepted; httptools parses.

Requests are answered in the callback that completes them, without a task, and written in one piece. Through uvicorn's
own protocol and ASGI the same answer costs about three times the CPU (docs/performance.md), hence this module.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, MutableSet
from typing import Any, cast
from urllib.parse import unquote

import httptools

from mockserver.store.faults import Broken
from mockserver.wire.http import Answer, HttpRequest, Response, Service, add_again
from mockserver.wire.http1.failing import cut_short, reset
from mockserver.wire.http1.serialise import chunk, head_of_stream, serialised
from mockserver.wire.outbox import Outbox
from mockserver.wire.peer import peer_of
from mockserver.wire.responses import TEXT

_log = logging.getLogger(__name__)

_MAX_HEADER_BYTES = 1 << 20
_KEEP_ALIVE_S = 75.0
"""How long an idle connection is kept."""
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_FAILING = frozenset({Broken.RESET, Broken.EMPTY, Broken.HALF, Broken.STALL})


class Http1Protocol(asyncio.Protocol):
    """Serves one connection. The methods named `on_...` are the parser's callbacks."""

    def __init__(self, service: Service, connections: MutableSet[Any], outbox: Outbox, max_body_bytes: int) -> None:
        """Prepare for a connection.

        Args:
            connections: the server's open connections, on each of which it calls `shutdown` when it ends.
            outbox: takes the answers of all connections.
            max_body_bytes: a larger body is refused.
        """
        self._service = service
        self._connections = connections
        self._max_body_bytes = max_body_bytes
        self._outbox = outbox
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport
        self._scheme = "http"
        self._peer = ""
        self._url = b""
        self._headers: dict[bytes, bytes] = {}
        self._header_bytes = 0
        self._body: list[bytes] = []
        self._body_bytes = 0
        self._refused: Response | None = None
        self._task: asyncio.Task[None] | None = None
        self._waiting: deque[tuple[HttpRequest, bool]] = deque()
        self._idle_since = 0.0
        self._idle: asyncio.TimerHandle | None = None
        self._leaving = False
        self._drained: asyncio.Event | None = None
        """Set while the peer reads as fast as it is sent to; there while the answer does not end by itself."""
        self._failed = False
        """Whether an answer failed on purpose, after which none follows."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._scheme = "https" if transport.get_extra_info("sslcontext") else "http"
        self._peer = peer_of(transport)
        self._connections.add(self)

    def connection_lost(self, _: Exception | None) -> None:
        self._connections.discard(self)
        # The parser holds this protocol by its callbacks, and a ring is freed only when the collector comes by.
        del self._parser
        self._waiting.clear()
        if self._idle is not None:
            self._idle.cancel()
        if self._task is not None:
            self._task.cancel()

    def eof_received(self) -> bool:
        """Keep writing to a peer that has only stopped sending, while there is an answer to come to its end."""
        self._leaving = True
        return self._task is not None and self._drained is None

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # the request was answered as if it had not asked; no other protocol is offered
        except httptools.HttpParserError:
            self._write(Response(400, [TEXT], b"400 Bad Request"), head_only=False, keep=False)

    def pause_writing(self) -> None:
        self._transport.pause_reading()
        if self._drained is not None:
            self._drained.clear()

    def resume_writing(self) -> None:
        if self._drained is not None:
            self._drained.set()
        if self._task is None:
            self._transport.resume_reading()

    def shutdown(self) -> None:
        """Close, after the answer that is under way if there is one that ends by itself."""
        self._leaving = True
        if self._drained is not None and not self._drained.is_set():
            # Closing would wait for a peer that does not read.
            self._transport.abort()
        elif self._task is None or self._drained is not None:
            self._transport.close()

    def on_message_begin(self) -> None:
        self._url = b""
        self._headers = {}
        self._header_bytes = 0
        self._body = []
        self._body_bytes = 0

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._header_bytes += len(name) + len(value)
        if self._header_bytes > _MAX_HEADER_BYTES:
            self._refused = Response(431, [TEXT], b"431 Request Header Fields Too Large")
        else:
            name = name.lower()
            if name in self._headers:
                add_again(self._headers, name, value)
            else:
                self._headers[name] = value

    def on_headers_complete(self) -> None:
        if self._headers.get(b"expect", b"").lower() == b"100-continue":
            self._transport.write(_CONTINUE)

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        if self._body_bytes > self._max_body_bytes:
            self._body = []
            self._refused = self._service.too_large(self._body_bytes)
        else:
            self._body.append(body)

    def on_message_complete(self) -> None:
        keep = self._parser.should_keep_alive() and self._parser.get_http_version() != "1.0"
        request = self._request()
        if request is None or self._failed or self._transport.is_closing():
            return
        if self._task is not None:
            self._transport.pause_reading()
            self._waiting.append((request, keep))
        else:
            self._answer(request, keep)

    def _request(self) -> HttpRequest | None:
        """The request that is complete; None where it was refused instead."""
        if self._refused is None:
            try:
                url = httptools.parse_url(self._url)
            except httptools.HttpParserInvalidURLError:
                self._refused = Response(400, [TEXT], b"400 Bad Request")
        if self._refused is not None:
            self._write(self._refused, head_only=False, keep=False)
            return None
        raw_path: bytes = url.path or b"/"
        path = raw_path.decode("latin-1")
        body = self._body
        return HttpRequest(
            method=self._parser.get_method().decode("ascii"),
            path=unquote(path) if "%" in path else path,
            raw_path=raw_path,
            query=url.query or b"",
            headers=self._headers,
            scheme=self._scheme,
            body=body[0] if len(body) == 1 else b"".join(body),
            peer=self._peer,
        )

    def _answer(self, request: HttpRequest, keep: bool) -> None:
        answer = self._service.respond(request, native=False)
        if isinstance(answer, Response) and answer.stream is None:
            self._write(answer, head_only=request.method == "HEAD", keep=keep)
        else:
            self._task = asyncio.create_task(self._answer_later(answer, request, keep))

    async def _answer_later(self, answer: Answer, request: HttpRequest, keep: bool) -> None:
        try:
            response = answer if isinstance(answer, Response) else await answer
            if response.stream is not None:
                await self._stream(response, response.stream)
        finally:
            self._task = None
        if response.stream is None:
            self._write(response, head_only=request.method == "HEAD", keep=keep)
        if self._waiting and not self._transport.is_closing():
            self._answer(*self._waiting.popleft())
        if self._task is None and not self._transport.is_closing():
            self._transport.resume_reading()

    async def _stream(self, response: Response, stream: AsyncIterator[bytes]) -> None:
        """Send what comes as it comes, and as the peer reads it; the connection ends with it."""
        self._drained = asyncio.Event()
        self._drained.set()
        self._transport.write(head_of_stream(response))
        async for data in stream:
            if self._leaving:
                break
            self._transport.write(chunk(data))
            await self._drained.wait()
        self._transport.write(chunk(b""))
        self._transport.close()

    def _fail(self, response: Response, kind: str) -> None:
        """Fail the client as a fault asks for."""
        self._failed = True
        if kind == Broken.RESET:
            reset(self._transport)
        elif kind == Broken.EMPTY:
            self._outbox.post(self._transport, b"", close=True)
        else:
            self._outbox.post(self._transport, cut_short(response), close=kind == Broken.HALF)
            self._watch_idleness(_KEEP_ALIVE_S)

    def _write(self, response: Response, *, head_only: bool, keep: bool) -> None:
        if response.broken in _FAILING:
            self._fail(response, response.broken)
            return
        keep = keep and not self._leaving
        data = serialised(response, head_only=head_only, close=not keep)
        self._outbox.post(self._transport, data, close=not keep)
        if keep:
            self._idle_since = time.monotonic()
            if self._idle is None:
                self._watch_idleness(_KEEP_ALIVE_S)

    def _watch_idleness(self, delay_s: float) -> None:
        self._idle = asyncio.get_running_loop().call_later(delay_s, self._close_if_idle)

    def _close_if_idle(self) -> None:
        """One timer a connection, looked at when it rings, is cheaper than one a request."""
        left_s = self._idle_since + _KEEP_ALIVE_S - time.monotonic()
        if self._task is not None or left_s > 0:
            self._watch_idleness(max(left_s, 1.0))
        else:
            self._transport.close()
