"""Decisions on executions, and the ids of their conditions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from mockserver.domain.events import RowAdded
from mockserver.domain.ids import TargetId
from mockserver.domain.rows.targets import EXECUTIONS, Execution
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, change
from mockserver.errors.catalogue import (
    EXECUTION_EVENT_GROUP_NOT_FOUND,
    EXECUTION_EVENT_NOT_FOUND,
    EXECUTION_FUNCTION_NOT_FOUND,
    EXECUTION_METHOD_NOT_FOUND,
    EXECUTION_SERVICE_NOT_FOUND,
    EXECUTION_TARGET_INVALID,
    EXECUTION_TARGET_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused

_GROUP = ".*"
"""What ids of groups of events end in."""


class Of(Enum):
    """What conditions are about; their ids begin with it."""

    REQUEST = "request"
    RESPONSE = "response"
    EVENT = "event"
    FUNCTION = "function"


class Part(Enum):
    """How much of it: all, or something that has a name."""

    ALL = "all"
    SERVICE = "service"
    METHOD = "method"
    GROUP = "group"
    EVENT = "event"
    FUNCTION = "function"


class Condition(NamedTuple):
    """When an execution calls its targets.

    Attributes:
        name: of the method (with its slash), service, event, group or function; empty for all.
    """

    of: Of
    part: Part
    name: str = ""

    @property
    def id(self) -> str:
        """What executions are told apart by.

        Source: recordings/actions-v2-lists.jsonl; that doubled slashes count once everywhere is assumed from methods.
        """
        if self.part is Part.ALL:
            return self.of.value
        name = self.name
        if self.part is Part.GROUP and not name.endswith(_GROUP):
            name += _GROUP
        return posixpath.normpath(f"{self.of.value}/{name}")


class Offered(NamedTuple):
    """What conditions can name; methods with their leading slash."""

    methods: Sequence[str]
    services: Sequence[str]
    functions: Sequence[str]
    events: Sequence[str]


_OFFERED_AS = {
    Part.METHOD: ("methods", EXECUTION_METHOD_NOT_FOUND),
    Part.SERVICE: ("services", EXECUTION_SERVICE_NOT_FOUND),
    Part.FUNCTION: ("functions", EXECUTION_FUNCTION_NOT_FOUND),
    Part.EVENT: ("events", EXECUTION_EVENT_NOT_FOUND),
}
"""By part, where its names stand in `Offered`, and the problem of those that do not."""


def condition_of(execution: str) -> Condition:
    """The condition that has an id."""
    kind, _, name = execution.partition("/")
    of = Of(kind)
    if not name:
        return Condition(of, Part.ALL)
    if of is Of.FUNCTION:
        return Condition(of, Part.FUNCTION, name)
    if of is Of.EVENT:
        group = name.endswith(_GROUP)
        return Condition(of, Part.GROUP, name.removesuffix(_GROUP)) if group else Condition(of, Part.EVENT, name)
    return Condition(of, Part.METHOD, f"/{name}") if "/" in name else Condition(of, Part.SERVICE, name)


def require_targets_named(targets: Iterable[str]) -> None:
    """Refuse a target without an id.

    Raises: EXECUTION_TARGET_INVALID.
    """
    if not all(targets):
        raise Refused(EXECUTION_TARGET_INVALID)


def require_offered(condition: Condition, offered: Offered) -> None:
    """Refuse a condition that never comes. A group is there if the type of any event begins with its letters.

    Raises: EXECUTION_METHOD_NOT_FOUND, EXECUTION_SERVICE_NOT_FOUND, EXECUTION_FUNCTION_NOT_FOUND,
        EXECUTION_EVENT_NOT_FOUND, EXECUTION_EVENT_GROUP_NOT_FOUND.
    Source: recordings/actions-v2-executions.jsonl.
    """
    if condition.part is Part.GROUP:
        _require(any(event.startswith(condition.name) for event in offered.events), EXECUTION_EVENT_GROUP_NOT_FOUND)
    elif condition.part is not Part.ALL:
        names, problem = _OFFERED_AS[condition.part]
        _require(condition.name in getattr(offered, names), problem)


def set_execution(
    state: InstanceState, condition: Condition, targets: Sequence[str]
) -> tuple[Execution | None, Events]:
    """Set the targets of a condition; returns what was set before, with no events where it is the same.

    It is compared as it was set: to set a list again of which a target was removed changes nothing, and is no error.

    Raises: EXECUTION_TARGET_NOT_FOUND (of a target that is named twice, too).
    Source: recordings/actions-v2-executions.jsonl, actions-v2-fresh.jsonl.
    """
    before = state.executions.get(condition.id)
    wanted = tuple(map(TargetId, targets))
    if wanted == (before.targets if before else ()):
        return before, ()
    if len(set(wanted)) < len(wanted) or not all(target in state.targets for target in wanted):
        raise Refused(EXECUTION_TARGET_NOT_FOUND)
    name = "execution.v2.set"
    if before is None:
        return None, (RowAdded(name, EXECUTIONS, Execution(id=condition.id, targets=wanted)),)
    return before, change(state, EXECUTIONS, before, replace(before, targets=wanted), name=name)


def called(state: InstanceState, execution: Execution) -> tuple[TargetId, ...]:
    """The targets of an execution that exist."""
    return tuple(target for target in execution.targets if target in state.targets)


def _require(there: bool, otherwise: Problem) -> None:
    if not there:
        raise Refused(otherwise)
