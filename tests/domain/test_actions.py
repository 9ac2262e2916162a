"""Decisions on actions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mockserver.domain.actions import (
    ActionFields,
    add_action,
    change_action,
    deactivate_action,
    reactivate_action,
    remove_action,
)
from mockserver.domain.events import (
    ActionAdded,
    ActionChanged,
    ActionDeactivated,
    ActionReactivated,
    ActionRemoved,
    TriggerActionsCascaded,
)
from mockserver.domain.flows import set_trigger_actions
from mockserver.domain.ids import ActionId, FlowType, Nanoseconds, TriggerType
from mockserver.domain.state import Organisation
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
from tests.domain.worlds import ACME, World, fields, typed

A, B, NONE = ActionId("a"), ActionId("b"), ActionId("none")


def test_adding_keeps_what_was_asked() -> None:
    """The event of a new action holds every field as asked, a timeout of 0 included."""
    event = add_action(World().acme, A, ActionFields("Name", "code()", Nanoseconds(0), True))

    assert typed(event) == typed(ActionAdded(A, ACME, "Name", "code()", Nanoseconds(0), True))


@pytest.mark.parametrize("name", ["grant", "GRANT", "Grant"])
def test_a_name_is_taken_whatever_its_case(name: str) -> None:
    """A name that another action has in any case is refused."""
    world = World()
    world.add("grant")

    with refuses(ACTION_ALREADY_EXISTS):
        add_action(world.acme, A, fields(name))


@pytest.mark.parametrize("name", ["grant ", " grant", "gränt", "gra-nt"])
def test_a_name_that_only_resembles_another_is_free(name: str) -> None:
    """Names are neither trimmed nor simplified before they are compared."""
    world = World()
    world.add("grant")

    assert add_action(world.acme, A, fields(name)).name == name


def test_a_name_is_free_in_another_organisation() -> None:
    """Names are unique within one organisation only."""
    world = World()
    world.add("grant")
    other = next(organisation for organisation in world.state.organisations.values() if organisation.id != ACME)

    assert add_action(other, A, fields("grant")).organisation == other.id


@pytest.mark.parametrize("asked", [fields(name="a\0b"), fields(script="a\0b")])
def test_a_nul_character_cannot_be_stored(asked: ActionFields) -> None:
    """U+0000 in the name or the script of a new action or of a change is refused."""
    world = World()
    world.add("a")

    with refuses(NUL_IN_TEXT):
        add_action(world.acme, B, asked)
    with refuses(NUL_IN_TEXT):
        change_action(world.acme, A, asked)


@pytest.mark.parametrize(
    "change",
    [
        fields("A"),
        fields("c"),
        fields("a", script="other"),
        fields("a", timeout=20_000_000_000),
        fields("a", allowed_to_fail=True),
    ],
    ids=["case", "name", "script", "timeout 0 to 20 s", "allowed to fail"],
)
def test_each_field_counts_as_a_change(change: ActionFields) -> None:
    """An action changes with any of its fields, be it only the case of its own name."""
    world = World()
    world.add("a", "b")

    event = change_action(world.acme, A, change)

    changed = (change.name, change.script, change.timeout, change.allowed_to_fail)
    assert typed(event) == typed(ActionChanged(A, ACME, *changed))


def test_the_same_fields_change_nothing() -> None:
    """An update with the fields as they are is refused."""
    world = World()
    world.add("a")

    with refuses(ACTION_NOT_CHANGED):
        change_action(world.acme, A, fields("a"))


def test_renaming_to_a_taken_name() -> None:
    """A change to another action's name is refused, whatever its case."""
    world = World()
    world.add("a", "b")

    with refuses(ACTION_ALREADY_EXISTS):
        change_action(world.acme, A, fields("B"))


def test_renaming_frees_the_old_name() -> None:
    """After a rename the old name may be taken and the new one may not."""
    world = World()
    world.add("a")
    world.record(change_action(world.acme, A, fields("renamed")))

    assert add_action(world.acme, B, fields("a")).name == "a"
    with refuses(ACTION_ALREADY_EXISTS):
        add_action(world.acme, B, fields("Renamed"))


def test_activity_alternates() -> None:
    """An action can be switched off once, then on once, and so on."""
    world = World()
    world.add("a")
    with refuses(ACTION_NOT_INACTIVE):
        reactivate_action(world.acme, A)

    off = deactivate_action(world.acme, A)
    world.record(off)
    with refuses(ACTION_NOT_ACTIVE):
        deactivate_action(world.acme, A)

    on = reactivate_action(world.acme, A)
    world.record(on)
    assert (off, on) == (ActionDeactivated(A, ACME), ActionReactivated(A, ACME))
    assert world.acme.actions[A].active


def test_removing_cascades_once_a_trigger() -> None:
    """Removing emits one more event for each trigger that the action is bound to, of any flow, and for no other."""
    world = World()
    a, b = world.add("a", "b")
    for flow, trigger, actions in (("1", "2", [a, b]), ("2", "4", [b]), ("2", "5", [a])):
        world.record(set_trigger_actions(world.acme, FlowType(flow), TriggerType(trigger), actions))

    assert remove_action(world.acme, a) == (
        ActionRemoved(a, ACME),
        TriggerActionsCascaded(ACME, FlowType("1"), TriggerType("2"), a),
        TriggerActionsCascaded(ACME, FlowType("2"), TriggerType("5"), a),
    )


def test_removing_frees_the_name() -> None:
    """The name of a removed action may be taken again."""
    world = World()
    world.add("a")
    world.record(*remove_action(world.acme, A))

    assert add_action(world.acme, B, fields("A")).name == "A"


@pytest.mark.parametrize(
    ("decide", "problem"),
    [
        (lambda acme, action: change_action(acme, action, fields("a")), ACTION_TO_CHANGE_NOT_FOUND),
        (deactivate_action, ACTION_TO_DEACTIVATE_NOT_FOUND),
        (reactivate_action, ACTION_TO_REACTIVATE_NOT_FOUND),
        (remove_action, ACTION_TO_DELETE_NOT_FOUND),
    ],
    ids=["change", "deactivate", "reactivate", "remove"],
)
def test_each_decision_has_its_own_not_found(
    decide: Callable[[Organisation, ActionId], object], problem: Problem
) -> None:
    """An action that never was, one that was removed, and one of another organisation are all not found."""
    world = World()
    world.add("a", "removed")
    world.record(*remove_action(world.acme, ActionId("removed")))
    other = next(organisation for organisation in world.state.organisations.values() if organisation.id != ACME)

    for organisation, action in ((world.acme, NONE), (world.acme, ActionId("removed")), (other, A)):
        with refuses(problem):
            decide(organisation, action)
