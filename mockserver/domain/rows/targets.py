"""Targets, and the executions that call them."""

from __future__ import annotations

from enum import IntEnum

from mockserver.domain.ids import Nanoseconds, TargetId
from mockserver.domain.tables import History, Kind, Row
from mockserver.domain.text import unique_name
from mockserver.domain.values import value


class TargetKind(IntEnum):
    """How a target is called, in the order in which the real server sorts them."""

    WEBHOOK = 0
    CALL = 1
    ASYNC = 2


@value
class Target(Row):
    """An HTTP endpoint that executions call.

    Attributes:
        interrupt_on_error: what reads tell, and what holds.
        interrupt_written: what the real server's writes take for it: they forget the value of the creation, and compare
            with this one what an update asks for.
        signing_key: the text that is the key of signatures.
    """

    id: TargetId
    name: str
    target_kind: TargetKind
    endpoint: str
    timeout: Nanoseconds
    interrupt_on_error: bool
    interrupt_written: bool = False
    signing_key: str


TARGETS: Kind[Target] = Kind(
    name="targets",
    row=Target,
    key=lambda target: target.id,
    history=History.TARGET,
    aggregate=lambda target: target.id,
    unique=lambda target: (unique_name(target.name),),
)


@value
class Execution(Row):
    """Which targets a condition calls, as it was last set: those that were removed since are still in it.

    Attributes:
        id: of its condition, such as `request/SERVICE/METHOD`; `domain.executions` reads and writes it.
    """

    id: str
    targets: tuple[TargetId, ...]


EXECUTIONS: Kind[Execution] = Kind(
    name="executions",
    row=Execution,
    key=lambda execution: execution.id,
    history=History.EXECUTION,
    aggregate=lambda execution: execution.id,
)
