"""Who calls, for which organisation, and whether that is allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.access.caller import AUTHENTICATED, Caller, authenticate, authorise, choose_organisation
from mockserver.access.permissions import has_permission
from mockserver.domain.ids import Instant, SessionId, UserId
from mockserver.domain.rows.sessions import Session
from mockserver.domain.sessions import Change, begin, settle
from mockserver.domain.users import token_removed
from mockserver.errors.catalogue import (
    AUTH_HEADER_INVALID,
    AUTH_HEADER_MISSING,
    AUTHENTICATION_REQUIRED,
    MEMBERSHIP_NOT_FOUND,
    NO_PERMISSION,
    ORGANISATION_UNKNOWN,
    TOKEN_INVALID,
    USER_NOT_FOUND,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import (
    ACME,
    OTHER,
    ROBOT,
    STRANGER,
    World,
    instance_member_made,
    machine_made,
    org_member_made,
    organisation_gone,
    token_made,
)

NOW = Instant(1_000)


@pytest.fixture
def world() -> World:
    """An instance in which the token TOK of the user robot is valid until just after NOW."""
    made = World()
    made.record(token_made(ROBOT, "t", "TOK", Instant(NOW + 1)))
    return made


@pytest.mark.parametrize("header", ["Bearer TOK", "x Bearer TOK", "fooBearer TOK"])
def test_headers_that_are_taken(world: World, header: str) -> None:
    """What follows the word is the token, and what stands before it is not looked at."""
    assert authenticate(world.state, header, NOW).id == ROBOT


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (None, AUTH_HEADER_MISSING),
        ("", AUTH_HEADER_MISSING),
        ("TOK", AUTH_HEADER_INVALID),
        ("Bearer", AUTH_HEADER_INVALID),
        ("BearerTOK", AUTH_HEADER_INVALID),
        ("Bearer\tTOK", AUTH_HEADER_INVALID),
        ("bearer TOK", AUTH_HEADER_INVALID),
        ("BEARER TOK", AUTH_HEADER_INVALID),
        ("Basic TOK", AUTH_HEADER_INVALID),
        ("Bearer Bearer TOK", AUTH_HEADER_INVALID),
        ("Bearer TOK Bearer TOK", AUTH_HEADER_INVALID),
        ("Bearer ", TOKEN_INVALID),
        ("Bearer  TOK", TOKEN_INVALID),
        ("Bearer TOK ", TOKEN_INVALID),
        ("Bearer tok", TOKEN_INVALID),
        ("Bearer nope", TOKEN_INVALID),
    ],
)
def test_headers_that_are_refused(world: World, header: str | None, problem: Problem) -> None:
    """The word `Bearer ` must stand in the header once, in this case, and exactly a token must follow."""
    with refuses(problem):
        authenticate(world.state, header, NOW)


@pytest.mark.parametrize("after", [1, 2, 1_000_000])
def test_a_token_expires(world: World, after: int) -> None:
    """From the instant of its expiration a token is invalid."""
    with refuses(TOKEN_INVALID):
        authenticate(world.state, "Bearer TOK", Instant(NOW + after))


def test_removed_tokens_and_tokens_of_removed_users_are_invalid(world: World) -> None:
    """A token goes when it is removed, and when its user's organisation is."""
    world.record(token_made(STRANGER, "s", "OTHER", Instant(NOW + 1)))
    world.record(token_removed(world.state.tokens["TOK"]), organisation_gone(OTHER))

    for token in ("TOK", "OTHER"):
        with refuses(TOKEN_INVALID):
            authenticate(world.state, f"Bearer {token}", NOW)


def test_a_token_that_was_made_after_its_user_went(world: World) -> None:
    """It is known, its user is not; one of a user that was made after the removal holds."""
    world.record(organisation_gone(OTHER))
    world.record(token_made(STRANGER, "s", "LATE", Instant(NOW + 1)))
    world.record(machine_made("new", OTHER))
    world.record(token_made(UserId("new"), "n", "NEW", Instant(NOW + 1)))

    with refuses(USER_NOT_FOUND):
        authenticate(world.state, "Bearer LATE", NOW)
    assert authenticate(world.state, "Bearer NEW", NOW).id == "new"


def test_a_removed_organisation_is_reached(world: World) -> None:
    """By its id, and as that of a user who was made in it since."""
    world.record(organisation_gone(OTHER))
    world.record(machine_made("new", OTHER))

    assert choose_organisation(world.state, world.state.users[ROBOT], OTHER) is world.state.organisations.ghosts[OTHER]
    assert choose_organisation(world.state, world.state.users[UserId("new")], "").id == OTHER


@pytest.mark.parametrize(("asked", "chosen"), [("", ACME), ("acme", ACME), ("other", OTHER)])
def test_the_organisation_of_a_request(world: World, asked: str, chosen: str) -> None:
    """The header names the organisation; an empty one means the caller's own. Membership is not asked for here."""
    assert choose_organisation(world.state, world.state.users[ROBOT], asked).id == chosen


@pytest.mark.parametrize("asked", ["nope", "ACME", " ", "acme "])
def test_an_unknown_organisation(world: World, asked: str) -> None:
    """An id that no organisation has is refused, whoever asks."""
    with refuses(ORGANISATION_UNKNOWN):
        choose_organisation(world.state, world.state.users[ROBOT], asked)


def test_any_valid_token_is_enough_for_some_operations(world: World) -> None:
    """The permission `authenticated` needs no membership."""
    user = world.state.users[ROBOT]

    authorise(world.state, Caller(user, world.acme), AUTHENTICATED)

    with refuses(MEMBERSHIP_NOT_FOUND):
        authorise(world.state, Caller(user, world.acme), "org.read")


@pytest.mark.parametrize(
    ("in_acme", "in_instance", "permission", "problem"),
    [
        (["ORG_OWNER"], None, "org.flow.write", None),
        (["ORG_OWNER"], None, "org.create", NO_PERMISSION),
        (["ORG_OWNER_VIEWER"], None, "org.flow.write", NO_PERMISSION),
        (["ORG_OWNER_VIEWER", "ORG_SETTINGS_MANAGER"], None, "org.write", None),
        (None, ["IAM_OWNER"], "org.flow.write", None),
        (None, ["IAM_OWNER_VIEWER"], "org.flow.write", NO_PERMISSION),
        (["ORG_OWNER"], ["IAM_OWNER_VIEWER"], "org.flow.write", None),
        (None, [], "org.read", NO_PERMISSION),
        (None, None, "org.read", MEMBERSHIP_NOT_FOUND),
    ],
)
def test_permissions_come_from_both_memberships(
    world: World, in_acme: list[str] | None, in_instance: list[str] | None, permission: str, problem: Problem | None
) -> None:
    """Roles in the organisation and in the instance add up; without either there is no membership to speak of."""
    if in_acme is not None:
        world.record(org_member_made(ACME, ROBOT, in_acme))
    if in_instance is not None:
        world.record(instance_member_made(ROBOT, *in_instance))
    caller = Caller(world.state.users[ROBOT], world.acme)

    assert has_permission(world.state, ACME, ROBOT, permission) == (problem is None)
    if problem is None:
        authorise(world.state, caller, permission)
    else:
        with refuses(problem):
            authorise(world.state, caller, permission)


def test_members_of_the_instance_reach_every_organisation(world: World) -> None:
    """A role of the instance counts in an organisation that the user is no member of; one of Acme does not."""
    world.record(org_member_made(ACME, ROBOT, ("ORG_OWNER",)))
    world.record(instance_member_made(STRANGER, "IAM_OWNER"))
    other = world.state.organisations[OTHER]

    authorise(world.state, Caller(world.state.users[STRANGER], world.acme), "org.flow.write")
    with refuses(MEMBERSHIP_NOT_FOUND):
        authorise(world.state, Caller(world.state.users[ROBOT], other), "org.flow.write")


def test_the_token_of_a_session() -> None:
    """It speaks for the user whose password it checked, until it ends or the password is another one."""
    world = World()
    user = world.state.users[ROBOT]
    now = Instant(1_000)
    change = begin(Session(id=SessionId("s"), expires=Instant(2_000)))
    change.to("session.user.checked", user=user.id, user_checked=now)
    world.record(*settle(change, "unchecked"))
    with refuses(AUTHENTICATION_REQUIRED):
        authenticate(world.state, "Bearer unchecked", now)

    change = Change(world.state.sessions["s"])
    change.to("session.password.checked", password_checked=now)
    world.record(*settle(change, "checked"))

    assert authenticate(world.state, "Bearer checked", now).id == ROBOT
    with refuses(TOKEN_INVALID):
        authenticate(world.state, "Bearer unchecked", now)
    with refuses(TOKEN_INVALID):
        authenticate(world.state, "Bearer checked", Instant(2_000))
    world.state.users.put(replace(user, password_changed=Instant(1_001)))
    with refuses(AUTHENTICATION_REQUIRED):
        authenticate(world.state, "Bearer checked", now)
