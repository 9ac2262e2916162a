"""Decisions on memberships."""

from __future__ import annotations

import pytest

from mockserver.domain.ids import UserId
from mockserver.domain.members import add_instance_member, add_member, member_added
from mockserver.domain.organisations import remove_organisation
from mockserver.errors.catalogue import (
    INSTANCE_MEMBER_ALREADY_EXISTS,
    INSTANCE_MEMBER_ROLES_INVALID,
    INSTANCE_MEMBER_USER_NOT_FOUND,
    MEMBER_ALREADY_EXISTS,
    MEMBER_ORGANISATION_REMOVED,
    MEMBER_ROLES_INVALID,
    MEMBER_ROLES_MISSING,
    MEMBER_USER_NOT_FOUND,
)
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, STRANGER, World, instance_member_made, typed

KNOWN = {"ORG_OWNER", "ORG_OWNER_VIEWER", "SELF_MANAGEMENT_GLOBAL", "IAM_OWNER", "IAM_OWNER_VIEWER"}
NOBODY = UserId("nobody")


@pytest.mark.parametrize(
    "roles",
    [
        ["ORG_OWNER"],
        ["ORG_OWNER", "ORG_OWNER_VIEWER"],
        ["ORG_OWNER", "ORG_OWNER"],
        ["SELF_MANAGEMENT_GLOBAL"],
        ["SELF_MANAGEMENT_GLOBAL", "SELF_MANAGEMENT_GLOBAL"],
    ],
    ids=str,
)
@pytest.mark.parametrize("user", [ROBOT, STRANGER])
def test_roles_of_an_organisation(roles: list[str], user: UserId) -> None:
    """Users of any organisation become members with roles of one kind; repeated roles count once."""
    world = World()

    event = add_member(world.state, world.acme, user, roles, KNOWN)

    assert typed(event) == typed(member_added(ACME, user, roles))


@pytest.mark.parametrize(
    "roles",
    [
        ["ORG_NOPE"],
        ["ORG_OWNER", "ORG_NOPE"],
        ["IAM_OWNER"],
        ["ORG_OWNER", "IAM_OWNER"],
        ["ORG_OWNER", "SELF_MANAGEMENT_GLOBAL"],
        ["SELF_MANAGEMENT_GLOBAL", "ORG_OWNER"],
        ["org_owner"],
        ["ORG_OWNER "],
        ["ORG"],
        [""],
    ],
    ids=str,
)
def test_roles_that_no_organisation_takes(roles: list[str]) -> None:
    """Unknown roles, those of the instance, and a mix of both kinds are invalid, whoever the user is."""
    world = World()
    world.record(add_member(world.state, world.acme, ROBOT, ["ORG_OWNER"], KNOWN))

    for user in (NOBODY, ROBOT, STRANGER):
        with refuses(MEMBER_ROLES_INVALID):
            add_member(world.state, world.acme, user, roles, KNOWN)


def test_roles_are_judged_before_the_user() -> None:
    """No roles come first, then bad ones, then an unknown user, then one that is a member already."""
    world = World()
    world.record(add_member(world.state, world.acme, ROBOT, ["ORG_OWNER"], KNOWN))

    with refuses(MEMBER_ROLES_MISSING):
        add_member(world.state, world.acme, NOBODY, [], KNOWN)
    with refuses(MEMBER_USER_NOT_FOUND):
        add_member(world.state, world.acme, NOBODY, ["ORG_OWNER"], KNOWN)
    with refuses(MEMBER_ALREADY_EXISTS):
        add_member(world.state, world.acme, ROBOT, ["ORG_OWNER_VIEWER"], KNOWN)


def test_a_member_counts_one_on_the_organisation() -> None:
    """A new member adds one to the organisation's sequence, none to the organisation's own part of it."""
    world = World()
    before = (world.acme.sequence, world.acme.own_sequence)

    world.record(add_member(world.state, world.acme, STRANGER, ["ORG_OWNER"], KNOWN))

    assert (world.acme.sequence, world.acme.own_sequence) == (before[0] + 1, before[1])


@pytest.mark.parametrize("roles", [["IAM_OWNER"], ["IAM_OWNER", "IAM_OWNER_VIEWER"], []], ids=str)
def test_roles_of_the_instance(roles: list[str]) -> None:
    """A user becomes a member of the instance with its roles, an empty list included."""
    world = World()

    event = add_instance_member(world.state, ROBOT, roles, KNOWN)

    assert typed(event) == typed(instance_member_made(ROBOT, *roles))


@pytest.mark.parametrize(
    "roles", [["ORG_OWNER"], ["IAM_NOPE"], ["IAM_OWNER", "ORG_OWNER"], ["SELF_MANAGEMENT_GLOBAL"], [""]], ids=str
)
def test_roles_that_no_instance_takes(roles: list[str]) -> None:
    """Unknown roles and those of an organisation are invalid, even for an unknown user."""
    with refuses(INSTANCE_MEMBER_ROLES_INVALID):
        add_instance_member(World().state, NOBODY, roles, KNOWN)


def test_members_of_the_instance_are_added_once() -> None:
    """An unknown user and one that is a member already are refused."""
    world = World()
    with refuses(INSTANCE_MEMBER_USER_NOT_FOUND):
        add_instance_member(world.state, NOBODY, ["IAM_OWNER"], KNOWN)
    world.record(add_instance_member(world.state, ROBOT, ["IAM_OWNER"], KNOWN))

    with refuses(INSTANCE_MEMBER_ALREADY_EXISTS):
        add_instance_member(world.state, ROBOT, ["IAM_OWNER_VIEWER"], KNOWN)


def test_a_removed_organisation_takes_no_members() -> None:
    """That is judged before the roles and the user."""
    world = World()
    other = world.state.organisations[OTHER]
    world.record(remove_organisation(world.state, OTHER))

    for user, roles in ((ROBOT, ["ORG_OWNER"]), (STRANGER, []), (NOBODY, ["NOPE"])):
        with refuses(MEMBER_ORGANISATION_REMOVED):
            add_member(world.state, other, user, roles, KNOWN)


def test_users_of_a_removed_organisation_can_become_members() -> None:
    """Elsewhere, and of the instance (recordings/edges-removed-*.jsonl)."""
    world = World()
    world.record(remove_organisation(world.state, OTHER))

    world.record(add_member(world.state, world.acme, STRANGER, ["ORG_OWNER"], KNOWN))
    world.record(add_instance_member(world.state, STRANGER, ["IAM_OWNER"], KNOWN))

    assert world.roles(ACME) == {STRANGER: ("ORG_OWNER",)}
    assert world.roles("instance") == {STRANGER: ("IAM_OWNER",)}
