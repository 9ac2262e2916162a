"""One stream of an HTTP/2 connection: what has come, and what is still to be sent.

    state      told by                      what comes next
    reading    not complete, no task        DATA is kept; END_STREAM leads to answering, or to waiting
    waiting    in `Exchanges`' queue        the connection holds too much unread; answering once that is read
    answering  task                         the answer becomes due; a peer's reset cancels it
    talking    task and incoming            request and answer go on side by side (reflection)
    sending    unsent or ending             flow control lets out what it lets out
    gone       in no table                  ended, or reset by either side

From every state a reset by the peer, the end of the connection, an exception while it is answered (reset with
INTERNAL_ERROR) and too long a silence of the peer (reset with CANCEL) lead to gone; no other stream notices.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from mockserver.wire.http import Headers, HttpRequest


@dataclass(slots=True, eq=False)
class Stream:
    """State of one stream.

    Attributes:
        request: the request's head; its body is filled in once it is complete.
        moved_s: when the peer last sent or read something of it, on the monotonic clock.
        declared: how long the body is to be, if the head says so.
        received: how much of it has come.
        body: what has come of the body, for calls that are answered once it is complete.
        incoming: chunks of the body and None at its end, for calls that read while they answer.
        complete: whether all of the request has come.
        answered: whether an answer was made, so that what still comes of the body is dropped.
        task: answers the request.
        unsent: an answer of which flow control has not let everything out yet, else empty.
        sent: how much of `unsent` is out.
        trailers: sent behind the last of `unsent`.
        ending: whether the stream ends once `unsent` is empty.
        drained: set while `unsent` is empty; there for an answer that is sent as it comes.
        held: bytes of it that count as held by the connection.
    """

    id: int
    request: HttpRequest
    moved_s: float
    declared: int | None = None
    received: int = 0
    body: bytes | bytearray = b""
    incoming: asyncio.Queue[bytes | None] | None = None
    complete: bool = False
    answered: bool = False
    task: asyncio.Task[None] | None = None
    unsent: bytes = b""
    sent: int = 0
    trailers: Headers = field(default_factory=list)
    ending: bool = False
    drained: asyncio.Event | None = None
    held: int = 0

    @property
    def waits_for_peer(self) -> bool:
        """Whether nothing happens on it before the peer sends, reads, or gives up what stopped on purpose."""
        stopped = self.answered and self.task is None
        return bool(self.unsent) or stopped or not (self.complete or self.answered)
