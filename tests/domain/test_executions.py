"""Decisions on executions, and the ids of their conditions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain.executions import (
    Condition,
    Of,
    Offered,
    Part,
    called,
    condition_of,
    require_offered,
    require_targets_named,
    set_execution,
)
from mockserver.domain.ids import TargetId
from mockserver.domain.tables import History
from mockserver.domain.targets import add_target, remove_target
from mockserver.errors.catalogue import (
    EXECUTION_EVENT_GROUP_NOT_FOUND,
    EXECUTION_EVENT_NOT_FOUND,
    EXECUTION_FUNCTION_NOT_FOUND,
    EXECUTION_METHOD_NOT_FOUND,
    EXECUTION_SERVICE_NOT_FOUND,
    EXECUTION_TARGET_INVALID,
    EXECUTION_TARGET_NOT_FOUND,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.test_targets import HOOK
from tests.domain.worlds import World

OFFERED = Offered(
    methods=("/a.Service/Do",),
    services=("a.Service",),
    functions=("preuserinfo",),
    events=("user.added", "user.removed"),
)
DO = Condition(Of.REQUEST, Part.METHOD, "/a.Service/Do")
ONE, TWO, NOPE = "one", "two", "nope"


@pytest.fixture
def world() -> World:
    """An instance with two targets."""
    made = World()
    for name in (ONE, TWO):
        made.record(add_target(made.state, replace(HOOK, id=TargetId(name), name=name)))
    return made


def put(world: World, *targets: str) -> bool:
    """Set the targets of one condition; returns whether that changed anything."""
    before, events = set_execution(world.state, DO, targets)
    assert before == world.state.executions.get(DO.id)
    world.record(*events)
    return bool(events)


@pytest.mark.parametrize(
    ("condition", "execution"),
    [
        (Condition(Of.REQUEST, Part.ALL), "request"),
        (Condition(Of.RESPONSE, Part.ALL), "response"),
        (Condition(Of.EVENT, Part.ALL), "event"),
        (DO, "request/a.Service/Do"),
        (Condition(Of.RESPONSE, Part.SERVICE, "a.Service"), "response/a.Service"),
        (Condition(Of.EVENT, Part.EVENT, "user.added"), "event/user.added"),
        (Condition(Of.EVENT, Part.GROUP, "user"), "event/user.*"),
        (Condition(Of.FUNCTION, Part.FUNCTION, "preuserinfo"), "function/preuserinfo"),
    ],
)
def test_ids(condition: Condition, execution: str) -> None:
    """An id tells its condition again."""
    assert condition.id == execution
    assert condition_of(execution) == condition


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (Condition(Of.REQUEST, Part.METHOD, "a.Service/Do"), DO),
        (Condition(Of.EVENT, Part.GROUP, "user.*"), Condition(Of.EVENT, Part.GROUP, "user")),
        (Condition(Of.EVENT, Part.EVENT, "user.*"), Condition(Of.EVENT, Part.GROUP, "user")),
    ],
)
def test_other_spellings(asked: Condition, meant: Condition) -> None:
    """What searches also take for a condition."""
    assert asked.id == meant.id


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        (Condition(Of.REQUEST, Part.METHOD, "a.Service/Do"), EXECUTION_METHOD_NOT_FOUND),
        (Condition(Of.RESPONSE, Part.SERVICE, "/a.Service"), EXECUTION_SERVICE_NOT_FOUND),
        (Condition(Of.FUNCTION, Part.FUNCTION, "Preuserinfo"), EXECUTION_FUNCTION_NOT_FOUND),
        (Condition(Of.EVENT, Part.EVENT, "user"), EXECUTION_EVENT_NOT_FOUND),
        (Condition(Of.EVENT, Part.GROUP, "user.*"), EXECUTION_EVENT_GROUP_NOT_FOUND),
    ],
)
def test_what_never_comes(condition: Condition, problem: Problem) -> None:
    """Names are taken exactly as they are listed."""
    with refuses(problem):
        require_offered(condition, OFFERED)


@pytest.mark.parametrize("condition", [DO, Condition(Of.EVENT, Part.GROUP, "use"), Condition(Of.EVENT, Part.ALL)])
def test_what_may_come(condition: Condition) -> None:
    """The beginning of an event's type is a group; all need no name."""
    require_offered(condition, OFFERED)


def test_a_target_without_an_id() -> None:
    """It is refused before any is looked for."""
    require_targets_named([])
    with refuses(EXECUTION_TARGET_INVALID):
        require_targets_named([NOPE, ""])


@pytest.mark.parametrize("targets", [(NOPE,), (ONE, ONE), (ONE, NOPE)])
def test_targets_that_are_not_there(world: World, targets: tuple[str, ...]) -> None:
    """One that is named twice counts as missing."""
    with refuses(EXECUTION_TARGET_NOT_FOUND):
        put(world, *targets)


def test_setting(world: World) -> None:
    """The order counts; to empty what was never set, or to set the same again, changes nothing."""
    assert not put(world)
    assert DO.id not in world.state.executions
    assert put(world, ONE, TWO)
    assert not put(world, ONE, TWO)
    assert put(world, TWO, ONE)
    assert put(world)
    assert not put(world)
    assert world.state.histories[History.EXECUTION] == {DO.id: 3}


def test_the_first_date_stays(world: World) -> None:
    """An execution that was emptied and is set again has its first date, and the last one."""
    put(world, ONE)
    first = world.log[-1].at
    put(world)
    put(world, TWO)

    row = world.state.executions[DO.id]
    assert (row.created, row.changed) == (first, world.log[-1].at)


def test_removed_targets_stay_in_lists(world: World) -> None:
    """They are not called; the old list can be set again, another one with them cannot."""
    put(world, ONE, TWO)
    found = remove_target(world.state, TargetId(ONE))
    assert found is not None
    world.record(*found[1])

    assert called(world.state, world.state.executions[DO.id]) == (TWO,)
    assert not put(world, ONE, TWO)
    with refuses(EXECUTION_TARGET_NOT_FOUND):
        put(world, TWO, ONE)
