"""What a check is, and how it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from .finding import Finding
from .reach import Need
from .trial import Trial


class Over(Enum):
    """The transports that a check is about."""

    EVERY = "every"
    JSON = "json"
    RPC = "rpc"
    GRPC = "grpc"
    GRPC_WEB = "grpc-web"

    def covers(self, transport: str) -> bool:
        """Whether a transport, by name, is among them."""
        return self is Over.EVERY or self.value == transport or (self is Over.RPC and transport != "json")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of the contract.

    Attributes:
        group: the kind of things it is about, for selecting.
        operation: the operationId of the operation that the rule belongs to.
        name: the rule in a few words, unique within operation and transport.
        where: where in the spec it stands, as a JSON pointer; what does not open with `/paths` or the like is added to
            the operation's own.
        run: tries it.
        writes: whether it changes the server.
        facts: what the recordings have to show for it, in the words of evidence.py.
        otherwise: the section of contracts/facts.md that tells of its kind, where they do not.
        needs: what the run must have for it beside a server; where it has not, the check is skipped and told.
        sources: where it comes from: `recordings/FILE[:LINE[-LINE]]` or `facts.md#SECTION`; none: it is assumed.
    """

    group: str
    operation: str
    name: str
    run: Callable[[Trial], None]
    where: str = ""
    over: Over = Over.EVERY
    writes: bool = True
    facts: tuple[str, ...] = ()
    otherwise: str = ""
    sources: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """By which of them `--select` finds it: `flows`, `SetTriggerActions`, its name, or the last two together."""
        return self.group, self.operation, self.name, self.title

    @property
    def assumed(self) -> bool:
        """Whether it was inferred: no recording and no fact shows it, so no server has to meet it."""
        return not self.sources

    @property
    def title(self) -> str:
        """Operation and rule in one text, as `--select` sees it."""
        return f"{self.operation}: {self.name}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check that was run over one transport."""

    check: Check
    transport: str
    where: str
    seconds: float
    findings: tuple[Finding, ...]
