"""What events leave behind in the state."""

from __future__ import annotations

import typing

import pytest

from mockserver.domain import events as e
from mockserver.domain.actions import change_action, deactivate_action, remove_action
from mockserver.domain.ids import ActionId, FlowType, Instant, KeyId, Nanoseconds, TokenId, TriggerType, UserId
from mockserver.domain.members import add_instance_member, add_member
from mockserver.domain.organisations import remove_organisation
from mockserver.domain.state import Organisation
from mockserver.domain.users import NEVER
from tests.domain.worlds import ACME, OTHER, ROBOT, STRANGER, World, fields

A = ActionId("a")


EVENTS: tuple[e.Event, ...] = (
    e.OrganisationRenamed(ACME, "Renamed"),
    e.OrganisationDeactivated(ACME),
    e.OrganisationReactivated(ACME),
    e.DomainAdded(ACME, "x.localhost"),
    e.DomainVerified(ACME, "x.localhost"),
    e.PrimaryDomainSet(ACME, "x.localhost"),
    e.DomainRemoved(ACME, "acme.localhost"),
    e.PolicyAdded(ACME, "lockout"),
    e.MemberAdded(ACME, ROBOT, frozenset()),
    e.ActionAdded(A, ACME, "a", "s", Nanoseconds(0), False),
    e.ActionChanged(A, ACME, "b", "s", Nanoseconds(0), False),
    e.ActionDeactivated(A, ACME),
    e.ActionReactivated(A, ACME),
    e.TriggerActionsSet(ACME, FlowType("1"), TriggerType("1"), (A,)),
    e.ActionRemoved(A, ACME),
    e.TriggerActionsCascaded(ACME, FlowType("1"), TriggerType("1"), A),
    e.FlowCleared(ACME, FlowType("1")),
    e.InstanceMemberAdded("instance", ROBOT, frozenset()),
    e.MachineAdded(UserId("new"), ACME, "new", "n", "", 0),
    e.TokenAdded(ROBOT, TokenId("t"), "secret", NEVER),
    e.TokenRemoved(ROBOT, TokenId("t")),
    e.TokenAdded(ROBOT, TokenId("u"), "other secret", NEVER),
    e.TokenForgotten(ROBOT, TokenId("u")),
    e.MachineKeyAdded(ROBOT, KeyId("k"), b"pem", NEVER),
    e.MachineSecretSet(ROBOT, "secret"),
    e.OrganisationRestored(ACME, 7, Instant(7)),
    e.UserRestored(ROBOT),
    e.InstanceRestored("instance"),
    e.OrganisationRemoved(ACME),
    e.OrganisationAdded(ACME, "Acme"),
)
"""A history in which every kind of event happens."""


def test_each_kind_of_event_folds() -> None:
    """There is no event that `fold` or `next_sequence` does not know; a history of all of them leaves a new Acme."""
    world = World()

    world.record(*EVENTS)

    assert {type(event) for event in EVENTS} == set(typing.get_args(e.Event))
    assert world.acme == Organisation(
        ACME, "Acme", world.now, sequence=1, changed=world.now, own_sequence=1, own_changed=world.now
    )


def test_an_action_has_a_sequence_of_its_own() -> None:
    """An action's events count from 1, its organisation's do not move with them."""
    world = World()
    before = world.acme.sequence
    world.add("a")

    world.record(change_action(world.acme, A, fields("b")))
    world.record(deactivate_action(world.acme, A))

    action = world.acme.actions[A]
    assert (action.sequence, action.active, action.changed) == (3, False, world.now)
    assert world.acme.sequence == before


def test_events_of_one_write_follow_each_other() -> None:
    """A removed action's last event continues its own sequence, the cascades continue the organisation's."""
    world = World()
    world.add("a")
    world.record(
        e.TriggerActionsSet(ACME, FlowType("1"), TriggerType("1"), (A,)),
        e.TriggerActionsSet(ACME, FlowType("1"), TriggerType("2"), (A,)),
    )
    before = world.acme.sequence

    recorded = world.record(*remove_action(world.acme, A))

    assert [event.sequence for event in recorded] == [2, before + 1, before + 2]


def test_flow_events_are_not_the_organisations_own() -> None:
    """Flow events move the organisation's sequence and date, not those of the organisation proper."""
    world = World()
    own = (world.acme.own_sequence, world.acme.own_changed)

    world.record(e.TriggerActionsSet(ACME, FlowType("1"), TriggerType("1"), ()))
    world.record(e.FlowCleared(ACME, FlowType("1")))

    assert (world.acme.sequence, world.acme.changed) == (own[0] + 2, world.now)
    assert (world.acme.own_sequence, world.acme.own_changed) == own


def test_actions_keep_the_order_of_their_creation() -> None:
    """Changing an action does not move it in its organisation."""
    world = World()
    world.add("a", "b", "c")

    world.record(change_action(world.acme, A, fields("z")))

    assert list(world.acme.actions) == ["a", "b", "c"]


def test_removing_a_token() -> None:
    """A removed token is known neither to the instance nor to its user."""
    world = World()
    world.record(e.TokenAdded(ROBOT, TokenId("t"), "secret", NEVER))
    assert world.state.tokens["secret"].user == ROBOT

    world.record(e.TokenRemoved(ROBOT, TokenId("t")))

    assert world.state.tokens == {}
    assert world.state.users[ROBOT].tokens == {}


@pytest.mark.parametrize("index", ["users", "user_names", "tokens", "members", "organisation_names", "domains"])
def test_removing_an_organisation_takes_its_users_along(index: str) -> None:
    """Users, their names, tokens and memberships everywhere go with their organisation; others stay."""
    world = World()
    roles = ["ORG_OWNER"]
    for user in (ROBOT, STRANGER):
        world.record(e.TokenAdded(user, TokenId(f"t-{user}"), f"secret-{user}", NEVER))
        world.record(add_instance_member(world.state, user, ["IAM_OWNER"], ["IAM_OWNER"]))
        world.record(add_member(world.state, world.acme, user, roles, roles))
    before = len(getattr(world.state, index))

    world.record(remove_organisation(world.state, OTHER))

    assert len(getattr(world.state, index)) == before - 1
    assert list(world.acme.members) == [ROBOT]
    assert list(world.state.users) == [ROBOT]
