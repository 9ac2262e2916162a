"""The request that is being read, once a piece has come that does not complete it: how much of it may come, and how."""

from __future__ import annotations

from collections.abc import Callable

from mockserver.wire.budget import Budget
from mockserver.wire.heap import give_back_what_is_free
from mockserver.wire.http import Response
from mockserver.wire.http1 import refusals
from mockserver.wire.http1.refusals import Refused
from mockserver.wire.limits import FREE_BYTES, MAX_HEAD_BYTES

PIECE_BYTES = 64 << 10
"""Most that is to be read at a time; requests that come in one piece may all have to wait for an answer."""
_MAX_PIECES = 128
"""So many pieces of a head or of trailers are parsed as they come. Each has the parser copy what it has of a line."""
_END_OF_HEAD = b"\r\n\r\n"


class Unfinished:
    """Counts one connection's. What comes of a body, or ends a head, moves it; anything else is framing."""

    def __init__(self, too_large: Callable[[int], Response], max_body_bytes: int, budget: Budget) -> None:
        """Count nothing yet.

        Args:
            too_large: the answer to a body of more bytes than are read at most.
            budget: pays for what is held.
        """
        self._too_large = too_large
        self._max_body_bytes = max_body_bytes
        self._budget = budget
        self._pieces = 0
        self._framing_bytes = 0
        self._held_back = bytearray()
        self.taken = 0
        """Bytes that the budget paid for."""

    @property
    def in_crumbs(self) -> bool:
        """Whether its framing comes in so many pieces that they are to be collected."""
        return self._pieces > _MAX_PIECES

    def count(self, size: int, body_bytes: int, length: bytes | None, *, moved: bool) -> None:
        """A piece has come that was not the last.

        Args:
            size: of the piece.
            body_bytes: what is held of the body.
            length: what the head says of the body's length.
            moved: whether the piece held more than framing.

        Raises: Refused, where that is too much.
        """
        if moved:
            self._pieces, self._framing_bytes = 0, 0
        self._pieces += 1
        self._framing_bytes += size
        if self._framing_bytes > MAX_HEAD_BYTES:
            raise Refused(refusals.HEAD_TOO_LARGE)
        if length is not None and int(length) > self._max_body_bytes:
            raise Refused(self._too_large(int(length)))
        more = body_bytes + self._framing_bytes - FREE_BYTES - self.taken
        if more > 0:
            give_back_what_is_free()
            if not self._budget.take(more):
                raise Refused(refusals.EXHAUSTED)
            self.taken += more

    def collected(self, data: bytes) -> bytes:
        """Hold crumbs back until they hold an end or are a piece, so that many of them cost no more than one."""
        self._held_back += data
        held = self._held_back
        # Of an end, a part may have been parsed before this began.
        ending = _END_OF_HEAD in held[-len(data) - 3 :] or not held[:4].strip(_END_OF_HEAD)
        if len(held) < PIECE_BYTES and not ending:
            return b""
        self._held_back = bytearray()
        self._pieces = _MAX_PIECES
        return bytes(held)

    def release(self) -> None:
        """Nothing is held any more."""
        self._budget.give(self.taken)
        self.taken = 0
