"""Decisions on grants of roles to users."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain.ids import GrantId, OrganisationId, ProjectId, UserId
from mockserver.domain.organisations import remove_organisation
from mockserver.domain.project_grants import change_project_grant, switch_project_grant
from mockserver.domain.projects import deactivate_project, remove_project
from mockserver.domain.rows.grants import UserGrant
from mockserver.domain.user_grants import (
    add_user_grant,
    change_roles,
    judged,
    readable,
    remove_user_grants,
    switch_user_grant,
    user_grant_of,
    visible_roles,
)
from mockserver.errors.catalogue import (
    PROJECT_OF_USER_GRANT_NOT_FOUND,
    PROJECT_OF_USER_GRANT_REMOVED,
    USER_GRANT_ALREADY_EXISTS,
    USER_GRANT_NOT_CHANGED,
    USER_GRANT_NOT_FOUND,
    USER_GRANT_ROLE_KEYS_NOT_FOUND,
    USER_GRANT_TO_CHANGE_NOT_FOUND,
    USER_TO_GRANT_NOT_FOUND,
)
from mockserver.errors.problem import Problem
from tests.domain.grant_worlds import ADMIN, READER, SHOP, THROUGH, GrantWorld
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, STRANGER

WANTED = UserGrant(id=GrantId("g"), user=STRANGER, project=SHOP, organisation=ACME, roles=(ADMIN,))
NOWHERE = ProjectId("nowhere")


@pytest.mark.parametrize("roles", [(), (ADMIN,), (READER, ADMIN), (ADMIN, ADMIN)])
def test_roles_of_an_own_project(roles: tuple[str, ...]) -> None:
    """Users of any organisation can be given all roles of a project, none of them, and one twice."""
    world = GrantWorld()
    wanted = replace(WANTED, roles=roles)

    assert judged(world.state, wanted) == wanted


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (replace(WANTED, user=UserId("nobody"), project=NOWHERE), USER_TO_GRANT_NOT_FOUND),
        (replace(WANTED, project=NOWHERE, roles=("nope",)), PROJECT_OF_USER_GRANT_NOT_FOUND),
        (replace(WANTED, organisation=OrganisationId("nowhere")), PROJECT_OF_USER_GRANT_NOT_FOUND),
        (replace(WANTED, organisation=OTHER, project_grant="another"), PROJECT_OF_USER_GRANT_NOT_FOUND),
        (replace(WANTED, organisation=OTHER), USER_GRANT_ROLE_KEYS_NOT_FOUND),
        (replace(WANTED, roles=("nope",)), USER_GRANT_ROLE_KEYS_NOT_FOUND),
        (replace(WANTED, roles=("",)), USER_GRANT_ROLE_KEYS_NOT_FOUND),
    ],
    ids=str,
)
def test_what_cannot_be_granted(wanted: UserGrant, problem: Problem) -> None:
    """The user is judged first, then the project, then the roles: those of the project grant for who was granted it."""
    with refuses(problem):
        judged(GrantWorld().state, wanted)


def test_a_granted_project_comes_through_its_grant() -> None:
    """Whether that is named or not; so the grant is the same one."""
    world = GrantWorld()
    bare = replace(WANTED, organisation=OTHER, roles=(READER,))
    named = replace(bare, project_grant=THROUGH)

    assert judged(world.state, bare) == judged(world.state, named) == named


def test_an_inactive_project_and_project_grant_are_no_obstacle() -> None:
    """Nobody looks at what is switched off (recordings/id-project-grants.jsonl)."""
    world = GrantWorld()
    world.record(*switch_project_grant(world.state, world.through, active=False))
    world.record(deactivate_project(world.state.projects[SHOP]))

    assert judged(world.state, WANTED) == WANTED
    assert judged(world.state, replace(WANTED, organisation=OTHER, roles=(READER,))).project_grant == THROUGH


def test_a_removed_project_of_ones_own() -> None:
    """It has another error than that of others, which was granted."""
    world = GrantWorld()
    world.record(*remove_project(world.state, world.state.projects[SHOP]))

    with refuses(PROJECT_OF_USER_GRANT_REMOVED):
        judged(world.state, WANTED)
    with refuses(PROJECT_OF_USER_GRANT_NOT_FOUND):
        judged(world.state, replace(WANTED, organisation=OTHER))


def test_one_grant_a_user_project_and_way() -> None:
    """The same user has one grant in an organisation, and one more through each project grant that is named."""
    world = GrantWorld()
    world.give("g", STRANGER, ADMIN)
    world.give("h", STRANGER, through="named")

    for through in ("", "named"):
        with refuses(USER_GRANT_ALREADY_EXISTS):
            add_user_grant(world.state, replace(WANTED, id=GrantId("i"), project_grant=through, roles=()))


def test_changing_roles() -> None:
    """All are replaced, and their order counts; the same ones are a fault or nothing, and an unknown one is refused."""
    world = GrantWorld()
    grant = world.give("g", ROBOT, ADMIN)

    before, events = change_roles(world.state, grant.id, [READER, ADMIN], refuse_same=True)
    world.record(*events)

    assert before == grant
    assert (world.state.user_grants[grant.id].roles, world.state.user_grants[grant.id].sequence) == ((READER, ADMIN), 2)
    assert change_roles(world.state, grant.id, [ADMIN, READER], refuse_same=True)[1]
    assert change_roles(world.state, grant.id, [READER, ADMIN], refuse_same=False)[1] == ()
    with refuses(USER_GRANT_NOT_CHANGED):
        change_roles(world.state, grant.id, [READER, ADMIN], refuse_same=True)
    with refuses(USER_GRANT_ROLE_KEYS_NOT_FOUND):
        change_roles(world.state, grant.id, ["nope"], refuse_same=True)
    with refuses(USER_GRANT_TO_CHANGE_NOT_FOUND):
        change_roles(world.state, GrantId("nope"), [READER], refuse_same=True)


def test_switching_twice_is_nothing() -> None:
    """Each switch is an event once."""
    world = GrantWorld()
    grant = world.give("g", ROBOT, ADMIN)
    assert switch_user_grant(world.state, grant, active=True) == ()

    world.record(*switch_user_grant(world.state, grant, active=False))

    off = world.state.user_grants[grant.id]
    assert (off.active, off.sequence) == (False, 2)
    assert switch_user_grant(world.state, off, active=False) == ()


def test_removed_grants() -> None:
    """They are found no more, the way is free again, and their removal is remembered."""
    world = GrantWorld()
    grant = world.give("g", ROBOT, ADMIN)
    world.record(*remove_user_grants([grant]))

    with refuses(USER_GRANT_NOT_FOUND):
        user_grant_of(world.state, grant.id, USER_GRANT_NOT_FOUND)
    assert world.state.user_grants.removed[grant.id].sequence == 2
    assert world.give("h", ROBOT, ADMIN).sequence == 1


def test_a_grant_of_another_organisation() -> None:
    """It is found where no organisation is asked for."""
    world = GrantWorld()
    grant = world.give("g", ROBOT, ADMIN)

    assert user_grant_of(world.state, grant.id, USER_GRANT_NOT_FOUND) is grant
    assert user_grant_of(world.state, grant.id, USER_GRANT_NOT_FOUND, ACME) is grant
    with refuses(USER_GRANT_NOT_FOUND):
        user_grant_of(world.state, grant.id, USER_GRANT_NOT_FOUND, OTHER)


def test_what_reads_know() -> None:
    """Through a project grant, the roles that this has; through one that there is not, nothing."""
    world = GrantWorld()
    own, through = world.give("g", ROBOT, ADMIN, READER), world.give("h", ROBOT, ADMIN, READER, through=THROUGH)
    astray = world.give("i", ROBOT, ADMIN, through="nowhere")

    assert [visible_roles(world.state, grant) for grant in (own, through)] == [(ADMIN, READER), (READER,)]
    assert [readable(world.state, grant) for grant in (own, through, astray)] == [True, True, False]
    world.record(*change_project_grant(world.state, world.through, []))
    assert visible_roles(world.state, world.state.user_grants[through.id]) == ()


@pytest.mark.parametrize("organisation", [ACME, OTHER])
def test_organisations_take_grants_along(organisation: OrganisationId) -> None:
    """Those that belong to them, those on their projects, and those of their users."""
    world = GrantWorld()
    world.give("own", ROBOT, ADMIN)
    world.give("theirs", STRANGER, ADMIN)
    world.give("granted", ROBOT, READER, owner=OTHER)
    world.state.default_organisation = OrganisationId("another")

    world.record(remove_organisation(world.state, organisation))

    assert [grant.id for grant in world.state.user_grants] == ([] if organisation == ACME else ["own"])
