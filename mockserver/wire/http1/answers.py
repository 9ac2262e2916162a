"""The answers of one connection: each to its own request, in the order of the requests, whenever each is ready.

    state    what goes on                                goes on to
    FREE     nothing waits; a request is answered as     LATE, STREAM, FULL, OVER
             soon as it is read
    LATE     one answer is being waited for              FREE, STREAM, FULL, OVER
    FULL     the peer is to read what it was sent        FREE
    STREAM   an answer that ends with the connection     OVER
    OVER     the last answer is written                  (requests are dropped)

In LATE and FULL requests and refusals wait in a queue, and the connection is not read from.
"""

from __future__ import annotations

import asyncio
import enum
from collections import deque
from collections.abc import AsyncIterator, Callable

from mockserver.store.faults import Broken
from mockserver.wire.budget import Budget
from mockserver.wire.heap import give_back_what_is_free
from mockserver.wire.http import Answer, HttpRequest, Response, Service
from mockserver.wire.http1.failing import cut_short, reset
from mockserver.wire.http1.refusals import EXHAUSTED
from mockserver.wire.http1.serialise import chunk, head_of_stream, serialised
from mockserver.wire.limits import FREE_BYTES
from mockserver.wire.outbox import Outbox

_FAILING = frozenset({Broken.RESET, Broken.EMPTY, Broken.HALF, Broken.STALL})
_WAITING_BYTES = 2048
"""What a request that waits holds, roughly, beside its body."""


class Answering(enum.Enum):
    """What goes on."""

    FREE = enum.auto()
    LATE = enum.auto()
    FULL = enum.auto()
    STREAM = enum.auto()
    OVER = enum.auto()


_FREE, _LATE, _FULL, _STREAM, _OVER = Answering
_Waiting = tuple[HttpRequest, bool] | Response
"""A request, and whether its connection is kept; or a refusal."""


class Answers:
    """Answers requests on one transport."""

    def __init__(
        self,
        service: Service,
        transport: asyncio.Transport,
        outbox: Outbox,
        budget: Budget,
        freed: Callable[[], None],
        refused: Callable[[], None],
    ) -> None:
        """Answer what comes by `receive` and `refuse`.

        Args:
            budget: pays for what waits: requests, and answers that the peer does not read.
            freed: called when nothing waits any more.
            refused: called behind a refusal, with which our side of the connection ends.
        """
        self._service = service
        self._transport = transport
        self._outbox = outbox
        self._budget = budget
        self._freed = freed
        self._refused = refused
        self._waiting: deque[tuple[_Waiting, int]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._late_bytes = 0
        self._unread_bytes = 0
        self._drained = asyncio.Event()
        """Set while the peer reads as fast as it is sent to."""
        self._drained.set()
        self.state = _FREE
        self.posted = 0
        """Bytes that this turn of the loop has for the peer; who starts a turn sets it to 0."""
        self.leaving = False
        """Whether each answer is the last one."""

    @property
    def stuck(self) -> bool:
        """Whether the peer does not read."""
        return not self._drained.is_set()

    def close(self) -> None:
        """The connection is gone."""
        self.state = _OVER
        self._drop_waiting()
        self._budget.give(self._unread_bytes)
        self._unread_bytes = 0
        if self._task is not None:
            self._task.cancel()
        del self._freed, self._refused

    def pause(self) -> None:
        """The peer does not read."""
        self._drained.clear()
        if self.state is _FREE:
            self.state = _FULL

    def resume(self) -> None:
        """The peer reads again."""
        self._drained.set()
        if self.state is _FULL:
            self._emptied()

    def receive(self, request: HttpRequest, *, keep: bool) -> None:
        """Answer a request, or let it wait for its turn."""
        if self.state is _FREE:
            self._answer(request, keep)
        elif self.state is not _OVER and self.state is not _STREAM:
            size = _WAITING_BYTES + len(request.body)
            if self._budget.take(size):
                self._waiting.append(((request, keep), size))
            else:
                self._waiting.append((EXHAUSTED, 0))

    def refuse(self, response: Response) -> None:
        """Answer a request that could not be read, in its turn."""
        if self.state is _FREE:
            self._send_refusal(response)
        elif self.state is not _OVER and self.state is not _STREAM:
            self._waiting.append((response, 0))

    def _answer(self, request: HttpRequest, keep: bool) -> None:
        answer = self._service.respond(request, native=False)
        if isinstance(answer, Response) and answer.stream is None:
            self._send(answer, head_only=request.method == "HEAD", keep=keep)
        else:
            self._start(answer, request, keep)

    def _start(self, answer: Answer, request: HttpRequest, keep: bool) -> None:
        self.state = _LATE
        self._late_bytes = max(0, len(request.body) - FREE_BYTES)
        if self._late_bytes and not self._budget.take(self._late_bytes):
            self._late_bytes = 0
            if not isinstance(answer, Response):
                answer.close()
            self._send_refusal(EXHAUSTED)
            return
        self._task = asyncio.create_task(self._answer_later(answer, request, keep))

    async def _answer_later(self, answer: Answer, request: HttpRequest, keep: bool) -> None:
        try:
            response = answer if isinstance(answer, Response) else await answer
            if response.stream is not None:
                await self._stream(response, response.stream)
                return
        finally:
            self._task = None
            self._budget.give(self._late_bytes)
            self._late_bytes = 0
        if self.state is not _LATE:
            return  # the connection is gone
        self.posted = 0
        self.state = _FREE if self._drained.is_set() else _FULL
        self._send(response, head_only=request.method == "HEAD", keep=keep)
        self._go_on()

    async def _stream(self, response: Response, stream: AsyncIterator[bytes]) -> None:
        """Send what comes as it comes, and as the peer reads it; the connection ends with it."""
        self.state = _STREAM
        self._drop_waiting()
        self._freed()
        self._outbox.deliver()
        self._transport.write(head_of_stream(response))
        async for data in stream:
            if self.leaving:
                break
            self._transport.write(chunk(data))
            await self._drained.wait()
        self._transport.write(chunk(b""))
        self._transport.close()
        self.state = _OVER

    def _go_on(self) -> None:
        """Answer what waits, as far as it goes."""
        while self.state is _FREE and self._waiting:
            waiting, size = self._waiting.popleft()
            self._budget.give(size)
            if isinstance(waiting, Response):
                self._send_refusal(waiting)
            else:
                self._answer(*waiting)
        if self.state is _FREE:
            self._freed()

    def _send_refusal(self, response: Response) -> None:
        self._drop_waiting()
        data, _ = serialised(response, head_only=False, close=True)
        self._outbox.post(self._transport, data, close=False)
        self.state = _OVER
        self._refused()

    def _send(self, response: Response, *, head_only: bool, keep: bool) -> None:
        if response.broken in _FAILING:
            self._fail(response, response.broken)
            return
        data, closing = serialised(response, head_only=head_only, close=not keep or self.leaving)
        self.posted += len(data)
        if self.posted > FREE_BYTES and not self._hold(len(data)):
            self._send_refusal(EXHAUSTED)
            return
        self._outbox.post(self._transport, data, close=closing)
        if closing:
            self.state = _OVER
            self._drop_waiting()

    def _hold(self, size: int) -> bool:
        """Pay for an answer that the peer cannot read at once, and see behind this turn whether it did."""
        if not self._budget.take(size):
            return False
        give_back_what_is_free()
        self._unread_bytes += size
        if self.state is _FREE:
            self.state = _FULL
            asyncio.get_running_loop().call_soon(self._look_whether_read)
        return True

    def _look_whether_read(self) -> None:
        if self.state is _FULL and self._drained.is_set():
            self._emptied()

    def _emptied(self) -> None:
        self._budget.give(self._unread_bytes)
        self._unread_bytes = 0
        self.posted = 0
        self.state = _FREE
        self._go_on()

    def _fail(self, response: Response, kind: str) -> None:
        """Fail the client as a fault asks for."""
        self.state = _OVER
        self._drop_waiting()
        if kind == Broken.RESET:
            self._outbox.deliver()
            reset(self._transport)
        elif kind == Broken.EMPTY:
            self._outbox.post(self._transport, b"", close=True)
        else:
            self._outbox.post(self._transport, cut_short(response), close=kind == Broken.HALF)

    def _drop_waiting(self) -> None:
        while self._waiting:
            self._budget.give(self._waiting.popleft()[1])
