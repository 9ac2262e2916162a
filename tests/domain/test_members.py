"""Decisions on memberships."""

from __future__ import annotations

import pytest

from mockserver.access.roles import role_permissions
from mockserver.domain import members as decide
from mockserver.domain.ids import UserId
from mockserver.domain.members import add_instance_member, add_member
from mockserver.domain.organisations import remove_organisation
from mockserver.domain.user_states import remove_user
from mockserver.errors.catalogue import (
    INSTANCE_MEMBER_ALREADY_EXISTS,
    INSTANCE_MEMBER_ROLES_INVALID,
    INSTANCE_MEMBER_USER_NOT_FOUND,
    MEMBER_ALREADY_EXISTS,
    MEMBER_ORGANISATION_REMOVED,
    MEMBER_ROLES_INVALID,
    MEMBER_ROLES_MISSING,
    MEMBER_USER_NOT_FOUND,
    REMOVE_USER_USER_NOT_FOUND,
)
from tests.domain.grant_worlds import GrantWorld
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, STRANGER, World, instance_member_made, org_member_made, typed

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

    event = add_member(world.state, ACME, user, roles, KNOWN)

    assert typed(event) == typed(org_member_made(ACME, user, roles))


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
    world.record(add_member(world.state, ACME, ROBOT, ["ORG_OWNER"], KNOWN))

    for user in (NOBODY, ROBOT, STRANGER):
        with refuses(MEMBER_ROLES_INVALID):
            add_member(world.state, ACME, user, roles, KNOWN)


def test_roles_are_judged_before_the_user() -> None:
    """No roles come first, then bad ones, then an unknown user, then one that is a member already."""
    world = World()
    world.record(add_member(world.state, ACME, ROBOT, ["ORG_OWNER"], KNOWN))

    with refuses(MEMBER_ROLES_MISSING):
        add_member(world.state, ACME, NOBODY, [], KNOWN)
    with refuses(MEMBER_USER_NOT_FOUND):
        add_member(world.state, ACME, NOBODY, ["ORG_OWNER"], KNOWN)
    with refuses(MEMBER_ALREADY_EXISTS):
        add_member(world.state, ACME, ROBOT, ["ORG_OWNER_VIEWER"], KNOWN)


def test_a_member_counts_one_on_the_organisation() -> None:
    """A new member adds one to the organisation's sequence, none to the organisation's own part of it."""
    world = World()
    before = (world.history.sequence, world.acme.sequence)

    world.record(add_member(world.state, ACME, STRANGER, ["ORG_OWNER"], KNOWN))

    assert (world.history.sequence, world.acme.sequence) == (before[0] + 1, before[1])


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
    world.record(remove_organisation(world.state, OTHER))

    for user, roles in ((ROBOT, ["ORG_OWNER"]), (STRANGER, []), (NOBODY, ["NOPE"])):
        with refuses(MEMBER_ORGANISATION_REMOVED):
            add_member(world.state, OTHER, user, roles, KNOWN)


def test_users_of_a_removed_organisation_can_become_members() -> None:
    """Elsewhere, and of the instance (recordings/edges-removed-*.jsonl)."""
    world = World()
    world.record(remove_organisation(world.state, OTHER))

    world.record(add_member(world.state, ACME, STRANGER, ["ORG_OWNER"], KNOWN))
    world.record(add_instance_member(world.state, STRANGER, ["IAM_OWNER"], KNOWN))

    assert world.roles(ACME) == {STRANGER: ("ORG_OWNER",)}
    assert world.roles("instance") == {STRANGER: ("IAM_OWNER",)}


def members_of(world: GrantWorld, rules: decide.MemberRules) -> decide.Member:
    """A membership of the robot in what the kind is about, as owner."""
    if rules is decide.PROJECT:
        return decide.of_project(world.shop, ROBOT, ["PROJECT_OWNER"])
    if rules is decide.PROJECT_GRANT:
        return decide.of_project_grant(world.through, ROBOT, ["PROJECT_GRANT_OWNER"])
    if rules is decide.INSTANCE:
        return decide.of_instance(world.state, ROBOT, ["IAM_OWNER"])
    return decide.of_organisation(ACME, ROBOT, ["ORG_OWNER"])


ALL = (decide.ORGANISATION, decide.INSTANCE, decide.PROJECT, decide.PROJECT_GRANT)
ROLES = tuple(role_permissions())


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.event)
def test_each_kind_of_members(rules: decide.MemberRules) -> None:
    """Members are added once, changed where it is a change, and end; each event counts in the kind's own history."""
    world = GrantWorld()
    new = members_of(world, rules)
    world.record(decide.new_member(world.state, rules, new))
    with refuses(rules.taken):
        decide.new_member(world.state, rules, new)
    member = decide.member_of(world.state, rules, new.scope, ROBOT)
    assert decide.change_member(world.state, rules, member, new.roles) == ()

    roles = (f"{new.roles[0]}_VIEWER", new.roles[0])
    world.record(*decide.change_member(world.state, rules, member, roles))
    changed = decide.member_of(world.state, rules, new.scope, ROBOT)
    world.record(*decide.remove_member(rules, changed))

    assert (changed.roles, changed.sequence) == (roles, member.sequence + 1)
    assert world.state.table(rules.kind).removed[new.scope, ROBOT].sequence == member.sequence + 2
    with refuses(rules.change_unknown):
        decide.member_of(world.state, rules, new.scope, ROBOT)


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.event)
def test_roles_of_each_kind(rules: decide.MemberRules) -> None:
    """Those that are told can be had, none of another kind, and a change needs some."""
    told = decide.role_names(rules, ROLES)
    decide.judge_roles(rules, told, ROLES)
    decide.judge_new_roles(rules, told, ROLES)

    assert told
    for role in {
        "NOPE",
        "",
        "SELF_MANAGEMENT_GLOBAL",
        *(role for each in ALL for role in decide.role_names(each, ROLES)),
    }:
        if role in told or (rules is decide.PROJECT and role.startswith("PROJECT_")):
            continue
        with refuses(rules.change_invalid):
            decide.judge_new_roles(rules, [*told, role], ROLES)
        with refuses(rules.invalid):
            decide.judge_roles(rules, [*told, role], ROLES)
    with refuses(rules.change_missing):
        decide.judge_new_roles(rules, [], ROLES)


def test_a_project_takes_roles_of_its_grants_untold() -> None:
    """As the real server's source has it: they begin with the same word."""
    decide.judge_roles(decide.PROJECT, ["PROJECT_GRANT_OWNER"], ROLES)

    assert decide.role_names(decide.PROJECT, ROLES) == (
        "PROJECT_OWNER",
        "PROJECT_OWNER_VIEWER",
        "PROJECT_OWNER_GLOBAL",
        "PROJECT_OWNER_VIEWER_GLOBAL",
    )


def test_a_user_takes_memberships_and_grants_along() -> None:
    """An event each, grants first; the last one is that of a grant of a project, else of a project."""
    world = GrantWorld()
    for rules in ALL:
        world.record(decide.new_member(world.state, rules, members_of(world, rules)))
    world.give("g", ROBOT, "admin")
    user = world.state.users[ROBOT]

    recorded = world.record(*remove_user(world.state, user, REMOVE_USER_USER_NOT_FOUND))

    assert [event.event.name for event in recorded] == [  # type: ignore[union-attr]  # (events of rows)
        "user.removed",
        "user.grant.cascade.removed",
        *(f"{rules.event}.cascade.removed" for rules in ALL),
    ]
    assert all(not world.state.table(rules.kind).where("user", ROBOT) for rules in ALL)
    project = world.state.table(decide.PROJECT.kind).removed[world.shop.id, ROBOT]
    assert (project.sequence, recorded[-1].sequence) == (recorded[-2].sequence, recorded[-2].sequence + 1)
