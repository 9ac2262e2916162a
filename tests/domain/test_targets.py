"""Decisions on targets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mockserver.domain.ids import Nanoseconds, TargetId
from mockserver.domain.rows.targets import Target, TargetKind
from mockserver.domain.tables import History
from mockserver.domain.targets import TargetChange, add_target, change_target, remove_target
from mockserver.errors.catalogue import (
    NEW_TARGET_ENDPOINT_INVALID,
    NEW_TARGET_WITHOUT_TIMEOUT,
    NUL_IN_TEXT,
    TARGET_ALREADY_EXISTS,
    TARGET_ENDPOINT_INVALID,
    TARGET_TO_CHANGE_NOT_FOUND,
    TARGET_WITHOUT_TIMEOUT,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import World

HOOK = Target(
    id=TargetId("hook"),
    name="Hook",
    target_kind=TargetKind.WEBHOOK,
    endpoint="http://localhost:9/hook",
    timeout=Nanoseconds(1),
    interrupt_on_error=True,
    signing_key="key",
)
CALL = replace(HOOK, id=TargetId("call"), name="Call", target_kind=TargetKind.CALL, interrupt_on_error=False)


@pytest.fixture
def world() -> World:
    """An instance with both targets."""
    made = World()
    for target in (HOOK, CALL):
        made.record(add_target(made.state, target))
    return made


def changed(world: World, **asked: Any) -> Target | None:
    """The webhook as a change left it; None where nothing changed."""
    before, events = change_target(world.state, HOOK.id, TargetChange(**asked))
    assert before == world.state.targets[HOOK.id]
    world.record(*events)
    return world.state.targets[HOOK.id] if events else None


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"timeout": 0, "endpoint": ":", "name": "Hook"}, NEW_TARGET_WITHOUT_TIMEOUT),
        ({"endpoint": ":", "name": "Hook"}, NEW_TARGET_ENDPOINT_INVALID),
        ({"name": "hOOK"}, TARGET_ALREADY_EXISTS),
        ({"name": "\0"}, NUL_IN_TEXT),
    ],
)
def test_what_cannot_be_added(world: World, fields: dict[str, Any], problem: Problem) -> None:
    """Timeout, endpoint, then the name, which is unique whatever its case."""
    with refuses(problem):
        add_target(world.state, replace(HOOK, id=TargetId("new"), **fields))


@pytest.mark.parametrize(
    ("target", "asked", "problem"),
    [
        ("nope", {"timeout": 0, "endpoint": ":", "name": "Call"}, TARGET_WITHOUT_TIMEOUT),
        ("nope", {"endpoint": ":", "name": "Call"}, TARGET_ENDPOINT_INVALID),
        ("nope", {"name": "Call"}, TARGET_TO_CHANGE_NOT_FOUND),
        ("hook", {"name": "cALL"}, TARGET_ALREADY_EXISTS),
    ],
)
def test_what_cannot_be_changed(world: World, target: str, asked: dict[str, Any], problem: Problem) -> None:
    """Timeout, endpoint, existence, then the name."""
    with refuses(problem):
        change_target(world.state, TargetId(target), TargetChange(**asked))


def test_what_is_given_changes(world: World) -> None:
    """All else stays; the same again is no change; a name may change its own case."""
    assert changed(world) is None
    assert changed(world, name="HOOK", timeout=Nanoseconds(2)) == replace(HOOK, name="HOOK", timeout=Nanoseconds(2))
    assert changed(world, name="HOOK", timeout=Nanoseconds(2)) is None
    assert changed(world, signing_key="other", endpoint="#") is not None
    assert world.state.histories[History.TARGET] == {"hook": 3, "call": 1}


def test_what_the_creation_said_of_errors_is_forgotten(world: World) -> None:
    """An update is compared with the last one, and with false before it."""
    kind = TargetKind.WEBHOOK

    assert changed(world, target_kind=kind, interrupt_on_error=False) is None
    assert world.state.targets[HOOK.id].interrupt_on_error
    assert changed(world, target_kind=kind, interrupt_on_error=True) is not None
    assert changed(world, target_kind=kind, interrupt_on_error=True) is None
    assert changed(world, target_kind=kind, interrupt_on_error=False) is not None
    assert not world.state.targets[HOOK.id].interrupt_on_error


def test_another_kind_says_it_anew(world: World) -> None:
    """Kind and what holds on errors change together."""
    after = changed(world, target_kind=TargetKind.ASYNC)

    assert after is not None
    assert (after.target_kind, after.interrupt_on_error) == (TargetKind.ASYNC, False)


def test_removal(world: World) -> None:
    """It is told once more when it is asked for again; the name is free again."""
    found = remove_target(world.state, HOOK.id)
    assert found is not None
    world.record(*found[1])

    again = remove_target(world.state, HOOK.id)

    assert again is not None
    assert (again[0].changed, again[1]) == (world.log[-1].at, ())
    assert remove_target(world.state, TargetId("nope")) is None
    world.record(add_target(world.state, replace(HOOK, id=TargetId("new"))))
    assert world.state.targets.holder("hook") == replace(HOOK, id=TargetId("new"))
