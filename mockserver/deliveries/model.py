"""A call of a target, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

import msgspec

from mockserver.domain.ids import Instant
from mockserver.domain.rows.targets import Target
from mockserver.errors.problem import Problem


class Sent(Protocol):
    """A request that the server was sent, as far as targets are told of it."""

    @property
    def headers(self) -> dict[bytes, bytes]:
        """By lower-case name."""

    @property
    def peer(self) -> str:
        """Address of the client; empty where it is not known."""


class Outcome(StrEnum):
    """What became of a call."""

    DELIVERED = "delivered"
    """Its answer was taken, or there was none to take."""
    IGNORED = "ignored"
    """It failed, which the target lets pass."""
    INTERRUPTED = "interrupted"
    """It failed, and with it what it was called for."""
    DROPPED = "dropped"
    """It was not made: too many were waiting."""


class Called(msgspec.Struct, frozen=True):
    """What came back of a call.

    Attributes:
        status: of the last answer; 0 where there was none.
        body: of it, uncompressed, as far as it was read.
        failure: why there is no answer, in words that end with Go's; empty where there is one.
        took_us: microseconds.
    """

    status: int = 0
    body: bytes = b""
    failure: str = ""
    took_us: int = 0


class Delivery(msgspec.Struct, frozen=True):
    """A call as it is kept.

    Attributes:
        number: counts those of an instance from 1.
        at: when it was sent, on the machine's clock.
        condition: id of what it was sent for, such as `function/preuserinfo`.
        target: as it was then.
        body: what was sent.
        signature: the value of the header.
        changed: what the answer changed: names of fields of the message, or keys of claims.
        error: what the caller was told, or would have been.
        resent: the number of the delivery that this one repeats; 0 for none.
        whole: whether `body` is all that was sent, or was to be.
        injected: name of the rule of faults that struck it; empty for none.
    """

    number: int
    at: Instant
    condition: str
    target: Target
    body: bytes
    signature: str
    called: Called
    outcome: Outcome
    changed: tuple[str, ...] = ()
    error: str = ""
    resent: int = 0
    whole: bool = True
    injected: str = ""


class CallFailed(Exception):
    """A call has no answer; the message says why in Go's words."""


class TargetFailed(Exception):
    """A target's answer ends what it was called for.

    Attributes:
        problem: what the caller is told; of one without an ID the text is Go's.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
