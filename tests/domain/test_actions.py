"""Decisions on actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mockserver.domain.actions import add_action, deactivate_action, reactivate_action, remove_action
from mockserver.domain.events import RowAdded, RowChanged, RowRemoved, TriggerActionsCascaded
from mockserver.domain.flows import set_trigger_actions
from mockserver.domain.ids import ActionId, FlowType, OrganisationId, TriggerType
from mockserver.domain.rows.actions import ACTIONS
from mockserver.errors.catalogue import (
    ACTION_ALREADY_EXISTS,
    ACTION_NOT_ACTIVE,
    ACTION_NOT_CHANGED,
    ACTION_NOT_INACTIVE,
    ACTION_TO_CHANGE_NOT_FOUND,
    ACTION_TO_DEACTIVATE_NOT_FOUND,
    ACTION_TO_DELETE_NOT_FOUND,
    ACTION_TO_REACTIVATE_NOT_FOUND,
    NUL_IN_TEXT,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, World, action_row, changed_action, typed

A, NONE = ActionId("a"), ActionId("none")


def test_adding_keeps_what_was_asked() -> None:
    """The event of a new action holds every field as asked, a timeout of 0 included."""
    row = action_row("a", "Name", script="code()", allowed_to_fail=True)

    assert typed(add_action(World().state, row)) == typed(RowAdded("action.added", ACTIONS, row))
    assert (row.timeout, row.active) == (0, True)


@pytest.mark.parametrize("name", ["grant", "GRANT", "Grant"])
def test_a_name_is_taken_whatever_its_case(name: str) -> None:
    """A name that another action has in any case is refused."""
    world = World()
    world.add("grant")

    with refuses(ACTION_ALREADY_EXISTS):
        add_action(world.state, action_row("a", name))


@pytest.mark.parametrize("name", ["grant ", " grant", "gränt", "gra-nt"])
def test_a_name_that_only_resembles_another_is_free(name: str) -> None:
    """Names are neither trimmed nor simplified before they are compared."""
    world = World()
    world.add("grant")

    assert add_action(world.state, action_row("a", name)).row == action_row("a", name)


def test_a_name_is_free_in_another_organisation() -> None:
    """Names are unique within one organisation only."""
    world = World()
    world.add("grant")
    row = action_row("a", "grant", organisation=OTHER)

    assert add_action(world.state, row).row == row


@pytest.mark.parametrize("asked", [{"name": "a\0b"}, {"script": "a\0b"}], ids=str)
def test_a_nul_character_cannot_be_stored(asked: dict[str, Any]) -> None:
    """U+0000 in the name or the script of a new action or of a change is refused."""
    world = World()
    world.add("a")

    with refuses(NUL_IN_TEXT):
        add_action(world.state, action_row("b", **asked))
    with refuses(NUL_IN_TEXT):
        changed_action(world, A, **asked)


@pytest.mark.parametrize(
    "change",
    [{"name": "A"}, {"name": "c"}, {"script": "other"}, {"timeout": 20_000_000_000}, {"allowed_to_fail": True}],
    ids=["case", "name", "script", "timeout 0 to 20 s", "allowed to fail"],
)
def test_each_field_counts_as_a_change(change: dict[str, Any]) -> None:
    """An action changes with any of its fields, be it only the case of its own name."""
    world = World()
    world.add("a", "b")

    (event,) = changed_action(world, A, **change)

    assert typed(event) == typed(RowChanged("action.changed", ACTIONS, replace(action_row("a"), **change)))


def test_the_same_fields_change_nothing() -> None:
    """An update with the fields as they are is refused."""
    world = World()
    world.add("a")

    with refuses(ACTION_NOT_CHANGED):
        changed_action(world, A)


def test_renaming_to_a_taken_name() -> None:
    """A change to another action's name is refused, whatever its case."""
    world = World()
    world.add("a", "b")

    with refuses(ACTION_ALREADY_EXISTS):
        changed_action(world, A, name="B")


def test_renaming_frees_the_old_name() -> None:
    """After a rename the old name may be taken and the new one may not."""
    world = World()
    world.add("a")
    world.record(*changed_action(world, A, name="renamed"))

    assert add_action(world.state, action_row("b", "a")).row == action_row("b", "a")
    with refuses(ACTION_ALREADY_EXISTS):
        add_action(world.state, action_row("b", "Renamed"))


def test_activity_alternates() -> None:
    """An action can be switched off once, then on once, and so on."""
    world = World()
    world.add("a")
    with refuses(ACTION_NOT_INACTIVE):
        reactivate_action(world.state, ACME, A)

    off = deactivate_action(world.state, ACME, A)
    world.record(off)
    with refuses(ACTION_NOT_ACTIVE):
        deactivate_action(world.state, ACME, A)

    on = reactivate_action(world.state, ACME, A)
    world.record(on)
    assert (off.name, off.row) == ("action.deactivated", replace(action_row("a"), active=False))
    assert (on.name, on.row) == ("action.reactivated", action_row("a"))
    assert world.state.actions[A].active


def test_removing_cascades_once_a_trigger() -> None:
    """Removing emits one more event for each trigger that the action is bound to, of any flow, and for no other."""
    world = World()
    a, b = world.add("a", "b")
    for flow, trigger, actions in (("1", "2", [a, b]), ("2", "4", [b]), ("2", "5", [a])):
        world.record(set_trigger_actions(world.state, ACME, FlowType(flow), TriggerType(trigger), actions))

    assert remove_action(world.state, ACME, a) == (
        RowRemoved("action.removed", ACTIONS, action_row("a")),
        TriggerActionsCascaded(ACME, FlowType("1"), TriggerType("2"), a),
        TriggerActionsCascaded(ACME, FlowType("2"), TriggerType("5"), a),
    )


def test_removing_frees_the_name() -> None:
    """The name of a removed action may be taken again."""
    world = World()
    world.add("a")
    world.record(*remove_action(world.state, ACME, A))

    assert add_action(world.state, action_row("b", "A")).row == action_row("b", "A")


@pytest.mark.parametrize(
    ("decide", "problem"),
    [
        (changed_action, ACTION_TO_CHANGE_NOT_FOUND),
        (lambda world, id_, of: deactivate_action(world.state, of, id_), ACTION_TO_DEACTIVATE_NOT_FOUND),
        (lambda world, id_, of: reactivate_action(world.state, of, id_), ACTION_TO_REACTIVATE_NOT_FOUND),
        (
            lambda world, id_, of: remove_action(world.state, of, id_),
            ACTION_TO_DELETE_NOT_FOUND,
        ),
    ],
    ids=["change", "deactivate", "reactivate", "remove"],
)
def test_each_decision_has_its_own_not_found(
    decide: Callable[[World, ActionId, OrganisationId], object], problem: Problem
) -> None:
    """An action that never was, one that was removed, and one of another organisation are all not found."""
    world = World()
    world.add("a", "removed")
    world.record(*remove_action(world.state, ACME, ActionId("removed")))
    for organisation, action in ((ACME, NONE), (ACME, ActionId("removed")), (OTHER, A)):
        with refuses(problem):
            decide(world, action, organisation)
