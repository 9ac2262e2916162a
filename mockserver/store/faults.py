"""What goes wrong on purpose: the rules of one instance."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

from mockserver.errors.problem import Problem
from mockserver.store.delays import Delay
from mockserver.store.delivery_faults import DeliveryMatch, Signed

TRANSPORTS: Mapping[str, str] = {"json": "JSON", "grpc": "gRPC", "grpc-web": "gRPC-Web", "connect": "Connect"}
"""The protocols that an operation is called by, and that a fault can be for, with the names that people know."""


LOGINS = "oauth.*"
"""Stands for all login endpoints, whose names begin like this; a rule without an operation is for none of them."""
_LOGIN_PREFIX = "oauth."


class Broken(StrEnum):
    """How an answer fails its client, after the operation was carried out."""

    RESET = "reset"
    """The connection is reset, over HTTP/2 the stream."""
    EMPTY = "empty"
    """It ends without a byte of an answer; over HTTP/2 the stream ends with a head only."""
    HALF = "half"
    """It ends in the middle of the answer's body."""
    MALFORMED = "malformed"
    """The answer arrives whole, but cannot be read: its JSON or protobuf is cut off."""
    STALL = "stall"
    """Nothing more comes after half of the body, while the connection stays open."""
    BAD_GATEWAY = "bad-gateway"
    """A proxy in between answers 502 with a page of its own, over gRPC too."""
    LOST_TRAILERS = "lost-trailers"
    """A proxy that speaks HTTP/1 to the server loses what stands behind the body: of gRPC, the status."""
    REFUSED = "refused"
    """Nobody listens, so that nothing is sent: of calls of targets only."""


OF_DELIVERIES = (Broken.REFUSED, Broken.RESET, Broken.EMPTY, Broken.HALF, Broken.MALFORMED, Broken.STALL)
"""How a call of a target can fail; of all but the first the target is called, and its answer lost."""


class Success(StrEnum):
    """What becomes of a success, so that a client shows how it takes what it did not expect."""

    EMPTY_LIST = "empty-list"
    """Lists are empty."""
    MISSING_RESULT = "missing-result"
    """Lists are not there, as of a search that finds nothing."""
    SHORT_PAGE = "short-page"
    """Lists are shorter than was asked for, while the total stays."""
    FUTURE_FIELD = "future-field"
    """There is a field that a later version brings."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How much passes before a rule strikes.

    Attributes:
        allow: so many requests pass within the span.
        per_s: its length in seconds.
    """

    allow: int
    per_s: float


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule. What it does not name, it does not ask for.

    Attributes:
        name: tells rules apart; stands in the journal and in the header `x-mock-injected`.
        operation: the operationId that it is for.
        transport: one of `TRANSPORTS`.
        organisation: id of the organisation that the request is for.
        probability: how likely it is to strike, between 0 and 1.
        times: how often it strikes before it is spent; None: without end.
        delay: how long the request is held back before it is judged.
        problems: what is answered instead of asking the operation; of several rows of one ID, the operation's own.
        broken: how the connection fails.
        enabled: whether it strikes at all.
        headers: patterns with `*` by lower-case name, which headers of the request must have.
        body: what the request's message must hold: of objects these fields, all else to the letter.
        rate: requests within its bounds pass.
        lasts_s: seconds after which the rule is gone; None: never.
        retry_after_s: what the header `Retry-After` of its error says; None: there is none.
        success: what becomes of a success.
        bytes_per_s: how fast the answer's body comes; None: as fast as it can.
        delivery: which calls of targets it is for; None: it is for requests. `body` then is of what they are sent,
            `delay` of their answers.
        status: what is answered in place of the target, which is not called.
        signature: how the call is signed; None: as it should be.
    """

    name: str
    operation: str = ""
    transport: str = ""
    organisation: str = ""
    probability: float = 1.0
    times: int | None = None
    delay: Delay | None = None
    problems: tuple[Problem, ...] = ()
    broken: Broken | None = None
    enabled: bool = True
    headers: tuple[tuple[str, str], ...] = ()
    body: Any = None
    rate: Rate | None = None
    lasts_s: float | None = None
    retry_after_s: int | None = None
    success: Success | None = None
    bytes_per_s: int | None = None
    delivery: DeliveryMatch | None = None
    status: int | None = None
    signature: Signed | None = None


@dataclass(slots=True)
class _Kept:
    """What is counted of a rule."""

    ends: float | None
    struck: int = 0
    passed: deque[float] = field(default_factory=deque)
    """When requests passed, as far as its rate looks back."""


class Faults:
    """The rules of an instance, in the order in which they were added; the first that fits strikes."""

    def __init__(self, random: Random, now: Callable[[], float] = time.monotonic) -> None:
        """Start without a rule; chances and delays are drawn from `random`, spans measured by `now`."""
        self.random = random
        self._now = now
        self.rules: dict[str, Fault] = {}
        """By name, in their order. To be changed by the methods here alone."""
        self._kept: dict[str, _Kept] = {}
        self._numbers = 0

    def __len__(self) -> int:
        return len(self.rules)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.rules.values())

    def new_name(self) -> str:
        """A name that no rule has."""
        while True:
            self._numbers += 1
            name = f"fault-{self._numbers}"
            if name not in self.rules:
                return name

    def put(self, fault: Fault) -> None:
        """Add a rule, in place of one of the same name."""
        self.rules[fault.name] = fault
        self._kept[fault.name] = _Kept(self._end(fault))

    def change(self, fault: Fault) -> None:
        """Put a rule in the place of the one of its name, whose turn and count it takes over."""
        self.rules[fault.name] = fault
        self._kept[fault.name].ends = self._end(fault)

    def _end(self, fault: Fault) -> float | None:
        return None if fault.lasts_s is None else self._now() + fault.lasts_s

    def get(self, name: str) -> Fault | None:
        """The rule of a name."""
        return self.rules.get(name)

    def struck(self, name: str) -> int:
        """How often a rule struck."""
        return self._kept[name].struck

    def left_s(self, name: str) -> float | None:
        """The seconds that a rule has left; None where it has no end."""
        ends = self._kept[name].ends
        return None if ends is None else max(0.0, ends - self._now())

    def remove(self, name: str) -> bool:
        """Take a rule away; whether there was one."""
        self._kept.pop(name, None)
        return self.rules.pop(name, None) is not None

    def clear(self) -> None:
        """Take all rules away."""
        self.rules.clear()
        self._kept.clear()

    def expire(self) -> None:
        """Let go of rules whose time is over."""
        now = self._now()
        for name in [name for name, kept in self._kept.items() if kept.ends is not None and kept.ends <= now]:
            self.remove(name)

    def strike(
        self,
        operation: str,
        transport: str,
        organisation: Callable[[], str],
        fits: Callable[[Fault], bool] = lambda _: True,
    ) -> Fault | None:
        """The rule that strikes a request; it counts as struck.

        Args:
            organisation: id of the organisation that the request is for; asked only where a rule names one.
            fits: whether headers and body are as a rule wants them; asked only of rules that want something.
        """
        self.expire()
        login = operation.startswith(_LOGIN_PREFIX)
        anything = LOGINS if login else ""
        return self._first(
            lambda fault: (
                fault.delivery is None
                and fault.operation in (anything, operation)
                and fault.transport in ("", transport)
                and (not fault.organisation or fault.organisation == organisation())
                and ((not fault.headers and fault.body is None) or fits(fault))
            )
        )

    def strike_delivery(self, fits: Callable[[Fault, DeliveryMatch], bool]) -> Fault | None:
        """The rule that strikes a call of a target; it counts as struck.

        Args:
            fits: whether a rule for such calls is for this one.
        """
        self.expire()
        return self._first(lambda fault: fault.delivery is not None and fits(fault, fault.delivery))

    def _first(self, fits: Callable[[Fault], bool]) -> Fault | None:
        """The first rule that is there for something and whose turn it is."""
        for fault in self.rules.values():
            kept = self._kept[fault.name]
            if (
                fault.enabled
                and (fault.times is None or kept.struck < fault.times)
                and fits(fault)
                and (fault.rate is None or self._exceeded(kept.passed, fault.rate))
                and (fault.probability >= 1 or self.random.random() < fault.probability)
            ):
                kept.struck += 1
                return fault
        return None

    def _exceeded(self, passed: deque[float], rate: Rate) -> bool:
        """Whether a request is one too many; else it is counted among those that passed."""
        now = self._now()
        while passed and passed[0] <= now - rate.per_s:
            passed.popleft()
        if len(passed) >= rate.allow:
            return True
        passed.append(now)
        return False
