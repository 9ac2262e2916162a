"""How far memberships reach: the instance, an organisation, a project, a project's grant."""

from __future__ import annotations

import pytest

from mockserver.access.caller import Caller, authorise
from mockserver.access.permissions import Reach, reach_of, require_reach, require_within
from mockserver.domain.events import RowAdded
from mockserver.domain.ids import OrganisationId
from mockserver.domain.rows.members import PROJECT_GRANT_MEMBERS, PROJECT_MEMBERS, Member
from mockserver.errors.catalogue import (
    MEMBERSHIP_NOT_FOUND,
    NO_PERMISSION,
    NO_PERMISSION_ON_RESOURCE,
    NO_PERMISSION_TO_READ_PROJECT,
    NO_PERMISSION_WITHIN,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, STRANGER, World, instance_member_made, org_member_made

READ, WRITE, ORG_READ = "project.read", "project.write", "org.read"
GRANT_READ = "project.grant.read"


def project_member(scope: str = "p", role: str = "PROJECT_OWNER") -> RowAdded:
    """The event that makes the robot a member of a project of Acme."""
    row = Member(scope=scope, user=ROBOT, organisation=ACME, roles=(role,))
    return RowAdded("project.member.added", PROJECT_MEMBERS, row)


def grant_member(role: str = "PROJECT_GRANT_OWNER") -> RowAdded:
    """The event that makes the robot a member of the grant of a project of Acme to Other."""
    row = Member(scope="g", user=ROBOT, organisation=ACME, roles=(role,), project="p", granted=OTHER)
    return RowAdded("project.grant.member.added", PROJECT_GRANT_MEMBERS, row)


def judge(world: World, permission: str, resource: str | None, organisation: OrganisationId = ACME) -> None:
    """What a call of a service of v1 comes to."""
    require_reach(world.state, organisation, ROBOT, permission, resource)


def test_a_membership_in_a_project() -> None:
    """It reaches that project alone, and counts as a membership in the project's organisation alone."""
    world = World()
    world.record(project_member())

    assert reach_of(world.state, ACME, ROBOT, READ) == Reach(
        member=True, everywhere=False, on=frozenset({"p"}), somewhere=True
    )
    assert reach_of(world.state, ACME, ROBOT, ORG_READ) == Reach(
        member=True, everywhere=False, on=frozenset(), somewhere=False
    )
    nowhere = Reach(member=False, everywhere=False, on=frozenset(), somewhere=False)
    assert reach_of(world.state, OTHER, ROBOT, READ) == reach_of(world.state, ACME, STRANGER, READ) == nowhere


def test_a_membership_in_a_grant() -> None:
    """It reaches the grant, seen from the organisation that has the project and from the one that it is granted to."""
    world = World()
    world.record(grant_member())

    for organisation in (ACME, OTHER):
        reach = reach_of(world.state, organisation, ROBOT, GRANT_READ)
        assert reach == Reach(member=True, everywhere=False, on=frozenset({"g"}), somewhere=True)
        assert (reach.includes("g"), reach.includes("p")) == (True, False)


@pytest.mark.parametrize(
    ("permission", "resource", "problem"),
    [
        (WRITE, "p", None),
        (WRITE, None, None),
        (WRITE, "q", NO_PERMISSION_ON_RESOURCE),
        (WRITE, "", NO_PERMISSION_ON_RESOURCE),
        ("org.flow.write", "p", NO_PERMISSION),
        ("org.flow.write", None, NO_PERMISSION),
    ],
)
def test_calls_of_v1(permission: str, resource: str | None, problem: Problem | None) -> None:
    """A method that names no resource lets members of projects pass, one that does asks for that of the call."""
    world = World()
    world.record(project_member())
    caller = Caller(world.state.users[ROBOT], world.acme)

    if problem is None:
        judge(world, permission, resource)
        authorise(world.state, caller, permission, resource)
        return
    with refuses(problem):
        judge(world, permission, resource)
    with refuses(problem):
        authorise(world.state, caller, permission, resource)


@pytest.mark.parametrize(
    ("permission", "resource", "problem"),
    [
        (WRITE, "p", None),
        (WRITE, "", None),
        (WRITE, "q", NO_PERMISSION_TO_READ_PROJECT),
        ("org.flow.write", "p", NO_PERMISSION_WITHIN),
        ("org.flow.write", "", NO_PERMISSION_WITHIN),
    ],
)
def test_calls_of_v2(permission: str, resource: str, problem: Problem | None) -> None:
    """Operations of v2 ask alike, under IDs of their own."""
    world = World()
    world.record(project_member())

    if problem is None:
        require_within(world.state, ACME, ROBOT, permission, resource)
        return
    with refuses(problem):
        require_within(world.state, ACME, ROBOT, permission, resource)


def test_a_permission_on_what_is_ones_own() -> None:
    """Who may read nothing but projects of one's own making passes where no project is named, and reads none.

    Source: recordings/id-project-access.jsonl, id-project-services.jsonl.
    """
    world = World()
    world.record(org_member_made(ACME, ROBOT, ["ORG_PROJECT_CREATOR"]))

    assert reach_of(world.state, ACME, ROBOT, READ) == Reach(
        member=True, everywhere=False, on=frozenset(), somewhere=True
    )
    judge(world, READ, None)
    require_within(world.state, ACME, ROBOT, READ)
    with refuses(NO_PERMISSION_ON_RESOURCE):
        judge(world, READ, "p")
    with refuses(NO_PERMISSION_TO_READ_PROJECT):
        require_within(world.state, ACME, ROBOT, READ, "p")
    with refuses(NO_PERMISSION_WITHIN):
        require_within(world.state, ACME, ROBOT, WRITE, "p")


def test_without_any_membership() -> None:
    """Nobody is told more than that; a membership in another organisation's project is none."""
    world = World()
    world.record(project_member())

    for resource in (None, "", "p"):
        with refuses(MEMBERSHIP_NOT_FOUND):
            judge(world, WRITE, resource, OTHER)
        with refuses(MEMBERSHIP_NOT_FOUND):
            require_within(world.state, OTHER, ROBOT, WRITE, resource or "")


@pytest.mark.parametrize("role", ["IAM_OWNER", "ORG_OWNER"])
def test_wide_memberships_reach_every_resource(role: str) -> None:
    """Roles of the instance and of the organisation hold for all projects; one in a project adds nothing then."""
    world = World()
    world.record(project_member("q"))
    made = instance_member_made(ROBOT, role) if role.startswith("IAM") else org_member_made(ACME, ROBOT, [role])
    world.record(made)

    reach = reach_of(world.state, ACME, ROBOT, WRITE)

    assert reach == Reach(member=True, everywhere=True, on=frozenset(), somewhere=True)
    assert reach.includes("p")
    for resource in ("p", "q", ""):
        judge(world, WRITE, resource)
        require_within(world.state, ACME, ROBOT, WRITE, resource)


def test_weak_roles_add_up() -> None:
    """A role of the organisation that lacks the permission leaves what the role in a project gives."""
    world = World()
    world.record(org_member_made(ACME, ROBOT, ["ORG_SETTINGS_MANAGER"]), project_member())

    judge(world, WRITE, "p")
    with refuses(NO_PERMISSION_ON_RESOURCE):
        judge(world, WRITE, "q")
    with refuses(NO_PERMISSION_TO_READ_PROJECT):
        require_within(world.state, ACME, ROBOT, WRITE, "q")
