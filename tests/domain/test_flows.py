"""Decisions on flows and what their views show."""

from __future__ import annotations

import pytest

from mockserver.domain.actions import deactivate_action, remove_action
from mockserver.domain.events import FlowCleared, TriggerActionsSet
from mockserver.domain.flows import bound_actions, clear_flow, newest_trigger, set_trigger_actions
from mockserver.domain.ids import ActionId, FlowType, TriggerType
from mockserver.domain.state import Flow
from mockserver.errors.catalogue import ACTION_IDS_DO_NOT_EXIST, FLOW_EMPTY, NO_CHANGES
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, World, action_made, typed

ONE, TWO = FlowType("1"), FlowType("2")
POST, PRE, LATER = TriggerType("1"), TriggerType("2"), TriggerType("3")


def bind(world: World, *names: str, flow: FlowType = ONE, trigger: TriggerType = POST) -> int:
    """Set the actions of a trigger; returns the sequence of the event."""
    wanted = [ActionId(name) for name in names]
    return world.record(set_trigger_actions(world.state, ACME, flow, trigger, wanted))[0].sequence


def shown(world: World, flow: FlowType = ONE) -> list[tuple[str, list[str]]]:
    """What a flow shows: triggers with the ids of their actions."""
    return [
        (trigger, [action.id for action in actions])
        for trigger, actions in bound_actions(world.state, world.history.flows.get(flow, Flow()))
    ]


def test_setting_keeps_the_order() -> None:
    """The event holds the actions in the order that was asked, inactive ones included."""
    world = World()
    a, b = world.add("a", "b")
    world.record(deactivate_action(world.state, ACME, a))

    event = set_trigger_actions(world.state, ACME, ONE, POST, [b, a])

    assert typed(event) == typed(TriggerActionsSet(ACME, ONE, POST, (b, a)))


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (["a", "b"], ["a", "b"]),
        (["a"], ["a"]),
        ([], []),
        (None, []),
    ],
    ids=["two", "one", "none again", "none where nothing was set"],
)
def test_the_same_list_is_no_change(before: list[str] | None, asked: list[str]) -> None:
    """The list as it is now is refused; nothing set counts as the empty list."""
    world = World()
    world.add("a", "b")
    if before is not None:
        bind(world, "a", "b", trigger=POST)
        if before != ["a", "b"]:
            bind(world, *before)

    with refuses(NO_CHANGES):
        bind(world, *asked)


@pytest.mark.parametrize("asked", [["b", "a"], ["a"], ["b"], ["a", "b", "c"], []], ids=str)
def test_another_list_or_order_is_a_change(asked: list[str]) -> None:
    """After [a, b], every other list is accepted, the reversed one included."""
    world = World()
    world.add("a", "b", "c")
    before = bind(world, "a", "b")

    assert bind(world, *asked) == before + 1
    assert world.history.flows[ONE].triggers[POST].actions == tuple(asked)


@pytest.mark.parametrize("asked", [["none"], ["a", "none"], ["a", "a"], ["foreign"], [""]], ids=str)
def test_ids_must_be_distinct_actions_of_the_organisation(asked: list[str]) -> None:
    """An unknown id, one of another organisation, an empty one and one given twice are refused alike."""
    world = World()
    world.add("a")
    world.record(action_made("foreign", OTHER))

    with refuses(ACTION_IDS_DO_NOT_EXIST):
        bind(world, *asked)


def test_triggers_are_set_apart_from_each_other() -> None:
    """Setting one trigger leaves the other triggers and flows as they are."""
    world = World()
    world.add("a", "b")
    bind(world, "a", trigger=POST)
    bind(world, "b", trigger=PRE)
    bind(world, "a", flow=TWO, trigger=LATER)

    bind(world, trigger=PRE)

    assert shown(world, ONE) == [("1", ["a"])]
    assert shown(world, TWO) == [("3", ["a"])]


@pytest.mark.parametrize("asked", [["b"], [], ["b", "c"]], ids=str)
def test_a_removed_action_stays_in_the_list_that_is_compared(asked: list[str]) -> None:
    """After removing `a` from [a, b], setting [a, b] is no change, while lists of what is left succeed."""
    world = World()
    world.add("a", "b", "c")
    bind(world, "a", "b")
    world.record(*remove_action(world.state, ACME, ActionId("a")))

    with refuses(NO_CHANGES):
        bind(world, "a", "b")
    with refuses(ACTION_IDS_DO_NOT_EXIST):
        bind(world, "b", "a")
    bind(world, *asked)

    assert shown(world) == ([("1", asked)] if asked else [])


def test_views_leave_removed_actions_out() -> None:
    """A removed action is not shown, and a trigger of which nothing is left is not shown either."""
    world = World()
    world.add("a", "b")
    bind(world, "a", "b", trigger=POST)
    bind(world, "a", trigger=PRE)

    world.record(*remove_action(world.state, ACME, ActionId("a")))

    assert shown(world) == [("1", ["b"])]


def test_views_go_by_ascending_trigger() -> None:
    """Triggers come by number, whatever the order they were set in and however many digits they have."""
    world = World()
    world.add("a")
    for trigger in ("10", "3", "2"):
        bind(world, "a", trigger=TriggerType(trigger))

    assert [trigger for trigger, _ in shown(world)] == ["2", "3", "10"]


def test_clearing_takes_all_triggers_away() -> None:
    """Clearing is one event; the flow shows nothing after it, other flows stay."""
    world = World()
    world.add("a")
    bind(world, "a", trigger=POST)
    bind(world, "a", trigger=PRE)
    bind(world, "a", flow=TWO)

    event = clear_flow(world.state, ACME, ONE)
    world.record(event)

    assert typed(event) == typed(FlowCleared(ACME, ONE))
    assert shown(world, ONE) == []
    assert shown(world, TWO) == [("1", ["a"])]


def test_clearing_twice_and_clearing_what_was_never_set() -> None:
    """A flow is cleared only where a trigger was set since it was last cleared."""
    world = World()
    world.add("a")
    with refuses(FLOW_EMPTY):
        clear_flow(world.state, ACME, ONE)
    bind(world, "a")
    world.record(clear_flow(world.state, ACME, ONE))

    with refuses(FLOW_EMPTY):
        clear_flow(world.state, ACME, ONE)


@pytest.mark.parametrize("emptied_by", ["setting", "removing"])
def test_a_flow_that_shows_nothing_can_still_be_cleared(emptied_by: str) -> None:
    """A trigger that was set to an empty list, or whose only action was removed, counts as set."""
    world = World()
    world.add("a")
    bind(world, "a")
    if emptied_by == "setting":
        bind(world)
    else:
        world.record(*remove_action(world.state, ACME, ActionId("a")))

    assert typed(clear_flow(world.state, ACME, ONE)) == typed(FlowCleared(ACME, ONE))


def test_setting_after_clearing_starts_anew() -> None:
    """After clearing, the list that was set before is a change and the empty one is none."""
    world = World()
    world.add("a")
    bind(world, "a")
    world.record(clear_flow(world.state, ACME, ONE))

    with refuses(NO_CHANGES):
        bind(world)
    bind(world, "a")

    assert shown(world) == [("1", ["a"])]


def test_the_newest_trigger_gives_the_details() -> None:
    """Of the triggers that were set to some action, the one set last counts, whatever its number."""
    world = World()
    world.add("a")
    bind(world, "a", trigger=PRE)
    last = bind(world, "a", trigger=POST)

    newest = newest_trigger(world.history, world.history.flows[ONE])

    assert newest is not None
    assert (newest.sequence, newest.changed) == (last, world.now)


def test_a_trigger_set_to_nothing_gives_no_details() -> None:
    """A trigger with an empty list does not count, one whose actions were all removed does."""
    world = World()
    world.add("a", "b")
    bind(world, "a", trigger=POST)
    kept = bind(world, "b", trigger=PRE)
    bind(world, trigger=POST)
    world.record(*remove_action(world.state, ACME, ActionId("b")))

    newest = newest_trigger(world.history, world.history.flows[ONE])

    assert newest is not None
    assert newest.sequence == kept


def test_no_details_where_nothing_is_set() -> None:
    """A flow without triggers, and one with empty lists only, has no newest trigger."""
    world = World()
    world.add("a")
    bind(world, "a")
    bind(world)

    assert newest_trigger(world.history, Flow()) is None
    assert newest_trigger(world.history, world.history.flows[ONE]) is None
