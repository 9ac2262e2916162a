"""What goes wrong on purpose: the rules of one instance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from mockserver.errors.problem import Problem
from mockserver.store.delays import Delay

TRANSPORTS: Mapping[str, str] = {"json": "JSON", "grpc": "gRPC", "grpc-web": "gRPC-Web", "connect": "Connect"}
"""The protocols that an operation is called by, and that a fault can be for, with the names that people know."""


class Broken(StrEnum):
    """How a connection fails its client, after the operation was carried out."""

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


class Faults:
    """The rules of an instance, in the order in which they were added; the first that fits strikes."""

    def __init__(self, random: Random) -> None:
        """Start without a rule; chances and delays are drawn from `random`."""
        self.random = random
        self.rules: dict[str, Fault] = {}
        """By name, in their order. To be changed by the methods here alone."""
        self._struck: dict[str, int] = {}
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
        self._struck[fault.name] = 0

    def change(self, fault: Fault) -> None:
        """Put a rule in the place of the one of its name, whose turn and count it takes over."""
        self.rules[fault.name] = fault

    def get(self, name: str) -> Fault | None:
        """The rule of a name."""
        return self.rules.get(name)

    def struck(self, name: str) -> int:
        """How often a rule struck."""
        return self._struck[name]

    def remove(self, name: str) -> bool:
        """Take a rule away; whether there was one."""
        self._struck.pop(name, None)
        return self.rules.pop(name, None) is not None

    def clear(self) -> None:
        """Take all rules away."""
        self.rules.clear()
        self._struck.clear()

    def strike(self, operation: str, transport: str, organisation: Callable[[], str]) -> Fault | None:
        """The rule that strikes a request; it counts as struck.

        Args:
            organisation: id of the organisation that the request is for; asked only where a rule names one.
        """
        for fault in self.rules.values():
            if (
                fault.enabled
                and fault.operation in ("", operation)
                and fault.transport in ("", transport)
                and (fault.times is None or self._struck[fault.name] < fault.times)
                and (not fault.organisation or fault.organisation == organisation())
                and (fault.probability >= 1 or self.random.random() < fault.probability)
            ):
                self._struck[fault.name] += 1
                return fault
        return None
