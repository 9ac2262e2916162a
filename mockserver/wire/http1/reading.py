"""The states of reading a connection, and who takes what is read.

    state     what has come                  goes on to
    BETWEEN   no byte of a request           HEAD, OVER
    HEAD      a part of a head               BODY, OVER (400, 431, 501, 503, 505)
    BODY      a head, a part of a body       BETWEEN or OFFERED (complete), OVER (400, 429, 431, 503)
    OFFERED   a request that asks for HTTP/2 BETWEEN, HEAD
    OVER      the last request or a refusal  (what comes is thrown away)

A request whose connection is not kept is the last one.
"""

from __future__ import annotations

import enum
from typing import Protocol

from mockserver.wire.http import HttpRequest, Response


class Reading(enum.Enum):
    """How far the request has come that is being read."""

    BETWEEN = enum.auto()
    HEAD = enum.auto()
    BODY = enum.auto()
    OFFERED = enum.auto()
    OVER = enum.auto()


class Receive(Protocol):
    """Takes a request; `keep` says whether the client wants to send more of them."""

    def __call__(self, request: HttpRequest, *, keep: bool) -> None: ...


class Sink(Protocol):
    """Takes what is read, in the order in which it came."""

    @property
    def receive(self) -> Receive:
        """Takes requests."""

    def refuse(self, response: Response) -> None:
        """A request that cannot be read, the last thing on this connection."""

    def offer(self, request: HttpRequest, settings: bytes) -> None:
        """A request that asks for HTTP/2 from here on, with nothing behind it."""

    def expect(self) -> None:
        """A client waits with its body until it is told to go on."""
