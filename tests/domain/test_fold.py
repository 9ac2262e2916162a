"""What events leave behind in the state."""

from __future__ import annotations

import typing

import pytest

from mockserver.domain import events as e
from mockserver.domain.actions import deactivate_action, remove_action
from mockserver.domain.domains import domain_added, domain_removed
from mockserver.domain.flows import bound_actions, newest_trigger, set_trigger_actions
from mockserver.domain.ids import ActionId, FlowType, Instant, TriggerType, UserId
from mockserver.domain.members import add_instance_member, add_member
from mockserver.domain.organisations import add_organisation_v2, remove_organisation
from mockserver.domain.rows.actions import ACTIONS
from mockserver.domain.rows.domains import OrganisationDomain
from mockserver.domain.rows.organisations import ORGANISATIONS, Organisation
from mockserver.domain.rows.users import USERS
from mockserver.domain.state import OrganisationHistory
from mockserver.domain.tables import History
from mockserver.domain.things import Deed
from mockserver.domain.users import token_forgotten, token_issued, token_removed
from tests.domain.worlds import (
    ACME,
    OTHER,
    ROBOT,
    STRANGER,
    World,
    action_made,
    action_row,
    changed_action,
    instance_member_made,
    key_made,
    machine_made,
    machine_row,
    org_member_made,
    organisation_gone,
    secret_made,
    token_made,
    token_row,
)

A = ActionId("a")
SHOP = Deed("p", "Project", ("p",), ACME, {"": "p"}, {"name": "Shop"})


EVENTS: tuple[e.Event, ...] = (
    *domain_added(ACME, "x.localhost"),
    e.PrimaryDomainSet(ACME, "x.localhost"),
    domain_removed(OrganisationDomain(organisation=ACME, name="acme.localhost")),
    e.DefaultOrganisationSet("instance", ACME),
    org_member_made(ACME, ROBOT, ()),
    action_made("a"),
    e.TriggerActionsSet(ACME, FlowType("1"), TriggerType("1"), (A,)),
    e.RowRemoved("action.removed", ACTIONS, action_row("a")),
    e.TriggerActionsCascaded(ACME, FlowType("1"), TriggerType("1"), A),
    e.FlowCleared(ACME, FlowType("1")),
    instance_member_made(ROBOT),
    machine_made("new", ACME),
    token_made(ROBOT, "t", "secret"),
    token_removed(token_row(ROBOT, "t", "secret")),
    token_issued(token_row(ROBOT, "u", "other secret")),
    token_forgotten(token_row(ROBOT, "u", "other secret")),
    key_made(ROBOT, "k"),
    secret_made(machine_row(ROBOT, ACME, "robot"), "secret"),
    e.Noted("user.metadata.set", History.USER, ROBOT),
    e.RowRestored(USERS, machine_row(ROBOT, ACME, "robot")),
    e.RowsOrdered(USERS),
    e.HistoryRestored(History.USER, ROBOT),
    e.InstanceRestored("instance"),
    e.ThingAdded(SHOP),
    e.ThingChanged(SHOP),
    e.ThingRemoved(SHOP),
    e.ThingRestored(SHOP, Instant(7), 7),
    e.DefaultOrganisationSet("instance", OTHER),
    organisation_gone(ACME),
    e.RowAdded("org.added", ORGANISATIONS, Organisation(id=ACME, name="Acme")),
)
"""A history in which every kind of event happens."""


def test_each_kind_of_event_folds() -> None:
    """There is no event that `fold` or `next_sequence` does not know; used again, Acme's id goes on counting."""
    world = World()

    world.record(*EVENTS)

    assert {type(event) for event in EVENTS} == set(typing.get_args(e.Event))
    (*_, removed, added) = world.log
    assert added.sequence == removed.sequence + 1
    assert world.acme == Organisation(id=ACME, name="Acme")
    assert (world.acme.sequence, world.acme.created, world.acme.changed) == (added.sequence, world.now, world.now)
    assert world.history == OrganisationHistory(added.sequence, world.now, removed_at=removed.sequence)


def test_an_action_has_a_sequence_of_its_own() -> None:
    """An action's events count from 1, its organisation's do not move with them."""
    world = World()
    before = world.history.sequence
    world.add("a")

    world.record(*changed_action(world, A, name="b"))
    world.record(deactivate_action(world.state, ACME, A))

    action = world.state.actions[A]
    assert (action.sequence, action.active, action.changed) == (3, False, world.now)
    assert world.history.sequence == before


def test_events_of_one_write_follow_each_other() -> None:
    """A removed action's last event continues its own sequence, the cascades continue the organisation's."""
    world = World()
    world.add("a")
    world.record(
        e.TriggerActionsSet(ACME, FlowType("1"), TriggerType("1"), (A,)),
        e.TriggerActionsSet(ACME, FlowType("1"), TriggerType("2"), (A,)),
    )
    before = world.history.sequence

    recorded = world.record(*remove_action(world.state, ACME, A))

    assert [event.sequence for event in recorded] == [2, before + 1, before + 2]


def test_flow_events_are_not_the_organisations_own() -> None:
    """Flow events move the organisation's sequence and date, not those of the organisation proper."""
    world = World()
    own = (world.acme.sequence, world.acme.changed)

    world.record(e.TriggerActionsSet(ACME, FlowType("1"), TriggerType("1"), ()))
    world.record(e.FlowCleared(ACME, FlowType("1")))

    assert (world.history.sequence, world.history.changed) == (own[0] + 2, world.now)
    assert (world.acme.sequence, world.acme.changed) == own


def test_actions_keep_the_order_of_their_creation() -> None:
    """Changing an action does not move it in its organisation."""
    world = World()
    world.add("a", "b", "c")

    world.record(*changed_action(world, A, name="z"))

    assert [action.id for action in world.state.actions.where("organisation", ACME)] == ["a", "b", "c"]


def test_removing_a_token() -> None:
    """A removed token is known neither by its secret nor as its user's."""
    world = World()
    world.record(token_made(ROBOT, "t", "secret"))
    assert world.state.tokens["secret"].user == ROBOT

    world.record(token_removed(token_row(ROBOT, "t", "secret")))

    assert "secret" not in world.state.tokens
    assert world.state.tokens.where("user", ROBOT) == []


@pytest.mark.parametrize(
    "index",
    ["users", "tokens", "instance_members", "organisation_members", "organisations", "organisation_domains"],
)
def test_removing_an_organisation_takes_its_users_along(index: str) -> None:
    """Users, their names, tokens and memberships everywhere go with their organisation; others stay."""
    world = World()
    roles = ["ORG_OWNER"]
    for user in (ROBOT, STRANGER):
        world.record(token_made(user, f"t-{user}", f"secret-{user}"))
        world.record(add_instance_member(world.state, user, ["IAM_OWNER"], ["IAM_OWNER"]))
        world.record(add_member(world.state, ACME, user, roles, roles))
    before = len(getattr(world.state, index))

    world.record(remove_organisation(world.state, OTHER))

    assert len(getattr(world.state, index)) == before - 1
    assert list(world.roles(ACME)) == [ROBOT]
    assert [user.id for user in world.state.users] == [ROBOT]
    assert world.state.user_named(STRANGER) is None


def test_a_removed_organisation_keeps_what_it_was() -> None:
    """Its events are kept: it is known with its names, its actions can be written, and reads list none of them."""
    world = World()
    other = world.state.organisation_histories[OTHER]
    world.record(action_made("a", OTHER))
    world.record(e.TriggerActionsSet(OTHER, FlowType("1"), TriggerType("1"), (A,)))
    before = other.sequence

    world.record(remove_organisation(world.state, OTHER))

    assert OTHER not in world.state.organisations
    row = world.state.organisation(OTHER)
    assert (row.name, row.primary_domain) == ("Other", "other.localhost")
    assert (other.sequence, other.removed_at) == (before + 1, before + 1)
    assert (list(world.state.actions), list(world.state.actions.ghosts)) == ([], ["a"])
    assert newest_trigger(other, other.flows[FlowType("1")]) is None
    assert list(bound_actions(world.state, other.flows[FlowType("1")])) == []


def test_what_is_written_after_the_removal_is_read() -> None:
    """New actions are listed, changed old ones are not, and a trigger that is set gives details again."""
    world = World()
    other = world.state.organisation_histories[OTHER]
    flow, trigger = FlowType("1"), TriggerType("1")
    world.record(action_made("a", OTHER))
    world.record(remove_organisation(world.state, OTHER))

    world.record(*changed_action(world, A, OTHER, name="b"))
    world.record(action_made("new", OTHER))
    world.record(set_trigger_actions(world.state, OTHER, flow, trigger, [A, ActionId("new")]))

    assert [action.name for action in world.state.actions] == ["new"]
    assert [action.name for action in world.state.actions.ghosts.values()] == ["b"]
    newest = newest_trigger(other, other.flows[flow])
    assert newest is not None
    assert newest.sequence == other.sequence
    assert [action.id for _, actions in bound_actions(world.state, other.flows[flow]) for action in actions] == ["new"]


def test_an_organisation_is_removed_again_after_its_id_was_used_again() -> None:
    """The second one's users and names go as the first one's did."""
    world = World()
    for number in range(3):
        world.record(machine_made(f"u{number}", OTHER))
        world.record(remove_organisation(world.state, OTHER))
        assert [user.id for user in world.state.users] == [ROBOT]
        world.record(*add_organisation_v2(world.state, OTHER, "Other"))

    assert list(world.state.users.ghosts) == [STRANGER, "u0", "u1", "u2"]
    assert [row.id for row in world.state.organisations] == [ACME, OTHER]
    assert world.state.organisations.ghosts == {}


def test_users_made_in_a_removed_organisation_live() -> None:
    """They exist, their names are taken, and their tokens are known."""
    world = World()
    world.record(remove_organisation(world.state, OTHER))

    world.record(e.RowAdded("user.machine.added", USERS, machine_row("new", OTHER, "stranger")))
    world.record(token_made(UserId("new"), "t", "secret"))

    named = world.state.user_named("stranger")
    assert named is not None
    assert named.id == "new"
    assert world.state.users[world.state.tokens["secret"].user].organisation == OTHER
