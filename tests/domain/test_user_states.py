"""States of users, their names, and their end."""

from __future__ import annotations

import pytest

from mockserver.domain.events import RowRemoved
from mockserver.domain.ids import TokenId, UserId
from mockserver.domain.rows.user_facets import Facet, has_mark
from mockserver.domain.rows.users import UserState
from mockserver.domain.user_states import (
    DEACTIVATE,
    DEACTIVATE_V2,
    LOCK,
    LOCK_V2,
    REACTIVATE,
    REACTIVATE_V2,
    UNLOCK,
    UNLOCK_V2,
    Switch,
    change_user_name,
    remove_user,
    switch,
    user_of,
)
from mockserver.errors import catalogue as problems
from tests.domain.people import ada, with_ada
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, STRANGER, World, org_member_made, token_made

LEGAL = {
    "user.deactivated": {UserState.ACTIVE, UserState.LOCKED},
    "user.reactivated": {UserState.INACTIVE},
    "user.locked": {UserState.ACTIVE, UserState.INITIAL},
    "user.unlocked": {UserState.LOCKED},
}
SWITCHES = [DEACTIVATE, REACTIVATE, LOCK, UNLOCK, DEACTIVATE_V2, REACTIVATE_V2, LOCK_V2, UNLOCK_V2]


@pytest.mark.parametrize("by", SWITCHES, ids=lambda by: by.not_found.id)
def test_every_state_with_every_switch(by: Switch) -> None:
    """Each switch has the states that it leads from, and a problem for all others and for nobody."""
    assert {state for state in UserState if state not in by.refused} >= LEGAL[by.event]
    for state in (UserState.INITIAL, UserState.ACTIVE, UserState.INACTIVE, UserState.LOCKED):
        assert (state in by.refused) == (state not in LEGAL[by.event]), state
    with refuses(by.not_found):
        switch(None, by)


@pytest.mark.parametrize("by", [DEACTIVATE, LOCK], ids=lambda by: by.event)
def test_tokens_end_for_good(by: Switch) -> None:
    """A token from before has a lower place than the end of tokens, also once the user is back."""
    world = World()
    world.record(token_made(ROBOT, "old", "old"))
    world.record(switch(world.state.users[ROBOT], by))
    world.record(switch(world.state.users[ROBOT], REACTIVATE if by is DEACTIVATE else UNLOCK))
    world.record(token_made(ROBOT, "new", "new"))

    ended = world.state.users[ROBOT].tokens_ended
    old, new = (world.state.tokens.holder(TokenId(token)) for token in ("old", "new"))
    assert old is not None
    assert new is not None
    assert old.sequence < ended <= new.sequence


def test_unlocking_forgives_wrong_passwords() -> None:
    """Their count begins anew, and the state counts as changed."""
    world = World()
    with_ada(world)
    world.record(switch(ada(world), LOCK))
    world.record(switch(ada(world), UNLOCK))

    assert ada(world).state is UserState.ACTIVE
    assert has_mark(ada(world), Facet.STATE)


def test_user_names() -> None:
    """They are trimmed, must be others, at no other organisation's domain, and of a user of the organisation."""
    world = World()
    for organisation, user, name, problem in (
        (ACME, ROBOT, "  ", problems.USER_NAME_MISSING),
        (OTHER, ROBOT, "x", problems.UPDATE_USER_NAME_USER_NOT_FOUND),
        (ACME, ROBOT, " robot ", problems.USER_NAME_NOT_CHANGED),
        (ACME, ROBOT, "x@other.localhost", problems.USER_NAME_DOMAIN_TAKEN),
    ):
        with refuses(problem):
            change_user_name(world.state, organisation, user, name)
    world.record(*change_user_name(world.state, ACME, ROBOT, "ROBOT"))

    assert world.state.users[ROBOT].user_name == "ROBOT"


def test_memberships_go_with_a_user() -> None:
    """Everywhere, as events of those places; its user name is free again."""
    world = World()
    for organisation in (ACME, OTHER):
        world.record(org_member_made(organisation, ROBOT, ["ORG_OWNER"]))
    events = remove_user(world.state, user_of(world.state, ACME, ROBOT), problems.USER_NOT_FOUND)

    assert [event.name for event in events if isinstance(event, RowRemoved)] == [
        "user.removed",
        "org.member.cascade.removed",
        "org.member.cascade.removed",
    ]
    world.record(*events)
    assert world.roles(ACME) == world.roles(OTHER) == {}
    with_ada(world, user_name="robot")


def test_only_users_of_the_organisation_are_found() -> None:
    """Another's user is nobody."""
    state = World().state
    assert user_of(state, ACME, STRANGER) is user_of(state, ACME, UserId("nobody")) is None
    with refuses(problems.USER_NOT_FOUND):
        remove_user(state, None, problems.USER_NOT_FOUND)
