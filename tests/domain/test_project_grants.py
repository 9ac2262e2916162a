"""Decisions on grants of projects to organisations."""

from __future__ import annotations

import pytest

from mockserver.domain.cascades import without_roles
from mockserver.domain.ids import GrantId, OrganisationId, ProjectId
from mockserver.domain.organisations import remove_organisation
from mockserver.domain.project_grants import (
    add_project_grant,
    change_project_grant,
    grant_by_id,
    grant_to,
    project_to_grant,
    remove_project_grant,
    removed_grant_to,
    switch_project_grant,
)
from mockserver.domain.projects import project_of
from mockserver.domain.tables import History
from mockserver.errors.catalogue import (
    GRANTED_ORGANISATION_NOT_FOUND,
    PARENT_PROJECT_NOT_FOUND,
    PROJECT_GRANT_ALREADY_EXISTS,
    PROJECT_GRANT_INVALID,
    PROJECT_GRANT_ROLE_KEYS_NOT_FOUND,
    PROJECT_GRANT_TO_CHANGE_NOT_FOUND,
    PROJECT_TO_GRANT_NOT_FOUND,
)
from mockserver.errors.problem import Problem
from tests.domain.grant_worlds import ADMIN, READER, SHOP, THROUGH, GrantWorld
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, STRANGER

NOWHERE = OrganisationId("nowhere")


@pytest.mark.parametrize(
    ("project", "granted", "roles", "owner", "problem"),
    [
        ("nope", NOWHERE, ["nope"], None, PROJECT_TO_GRANT_NOT_FOUND),
        (SHOP, NOWHERE, ["nope"], OTHER, PROJECT_TO_GRANT_NOT_FOUND),
        (SHOP, NOWHERE, ["nope"], ACME, GRANTED_ORGANISATION_NOT_FOUND),
        (SHOP, ACME, [ADMIN, "nope"], ACME, PROJECT_GRANT_ROLE_KEYS_NOT_FOUND),
        (SHOP, OTHER, [""], None, PROJECT_GRANT_ROLE_KEYS_NOT_FOUND),
    ],
)
def test_what_cannot_be_granted(
    project: str, granted: OrganisationId, roles: list[str], owner: OrganisationId | None, problem: Problem
) -> None:
    """The project is judged first, then the organisation, then the roles; only then that it is its own."""
    with refuses(problem):
        project_to_grant(GrantWorld().state, ProjectId(project), granted, roles, owner)


def test_one_grant_an_organisation() -> None:
    """Nobody is granted a project that is one's own or was granted already."""
    world = GrantWorld()

    with refuses(PROJECT_GRANT_INVALID):
        add_project_grant(world.state, GrantId("g"), world.shop, ACME, [])
    with refuses(PROJECT_GRANT_ALREADY_EXISTS):
        add_project_grant(world.state, GrantId("g"), world.shop, OTHER, [])


def test_changing_roles_takes_them_from_users() -> None:
    """Those that were given through the grant lose what it loses; the same roles are nothing, another order is."""
    world = GrantWorld()
    world.record(*change_project_grant(world.state, world.through, [READER, ADMIN]))
    through = world.give("g", STRANGER, READER, ADMIN, owner=OTHER)
    own = world.give("h", STRANGER, READER, ADMIN)
    assert change_project_grant(world.state, world.through, [READER, ADMIN]) == ()
    assert len(change_project_grant(world.state, world.through, [ADMIN, READER])) == 1

    world.record(*change_project_grant(world.state, world.through, [ADMIN]))

    grants = world.state.user_grants
    assert (grants[through.id].roles, grants[own.id].roles) == ((ADMIN,), (READER, ADMIN))
    assert (world.through.sequence, grants[through.id].sequence) == (6, 2)


def test_a_role_that_goes_is_taken_from_all_grants() -> None:
    """First from those of the project, then from those of users, each in its own history."""
    world = GrantWorld()
    through, own = world.give("g", STRANGER, READER, owner=OTHER), world.give("h", STRANGER, ADMIN)

    world.record(*without_roles(world.state, SHOP, {READER}))

    assert (world.through.roles, world.state.user_grants[through.id].roles) == ((), ())
    assert world.state.user_grants[own.id] is own
    assert world.state.histories[History.PROJECT][SHOP] == world.through.sequence == 5


@pytest.mark.parametrize(
    ("roles", "gone", "left"),
    [
        ("abc", "b", "ac"),
        ("abc", "ac", "b"),
        ("abc", "ab", "bc"),
        ("aa", "a", "a"),
        ("aaa", "a", "a"),
        ("abab", "a", "bb"),
    ],
)
def test_a_role_behind_one_that_goes_is_passed_over(roles: str, gone: str, left: str) -> None:
    """As the real server does: two in a row never go at once."""
    world = GrantWorld()
    grant = world.give("g", ROBOT, ADMIN)
    tampered = world.state.user_grants.kind.row(
        id=grant.id, user=ROBOT, project=SHOP, organisation=ACME, roles=tuple(roles)
    )
    world.state.user_grants.put(tampered)

    world.record(*without_roles(world.state, SHOP, set(gone)))

    assert "".join(world.state.user_grants[grant.id].roles) == left


def test_removing_takes_user_grants_along() -> None:
    """In their own histories; the organisation can be granted the project again."""
    world = GrantWorld()
    through, own = world.give("g", STRANGER, READER, owner=OTHER), world.give("h", STRANGER, ADMIN)

    recorded = world.record(*remove_project_grant(world.state, world.through))

    assert [(each.sequence, each.event.name) for each in recorded] == [  # type: ignore[union-attr]  # (events of rows)
        (5, "project.grant.removed"),
        (2, "user.grant.cascade.removed"),
    ]
    assert list(world.state.user_grants) == [own]
    assert world.state.user_grants.removed[through.id].sequence == 2
    assert removed_grant_to(world.state, SHOP, OTHER) == world.state.project_grants.removed[THROUGH]
    assert grant_to(world.state, SHOP, OTHER) is None
    world.record(add_project_grant(world.state, GrantId("again"), world.shop, OTHER, []))


def test_who_finds_a_grant() -> None:
    """By id it must be of the project, and of the organisation where one is asked for."""
    world = GrantWorld()

    assert grant_by_id(world.state, THROUGH, SHOP) is grant_by_id(world.state, THROUGH, SHOP, ACME)
    for project, owner in ((ProjectId("nope"), None), (SHOP, OTHER)):
        with refuses(PROJECT_GRANT_TO_CHANGE_NOT_FOUND):
            grant_by_id(world.state, THROUGH, project, owner)
    with refuses(PARENT_PROJECT_NOT_FOUND):
        project_of(world.state, OTHER, SHOP, PARENT_PROJECT_NOT_FOUND)
    assert project_of(world.state, None, SHOP, PARENT_PROJECT_NOT_FOUND).id == SHOP


def test_a_grant_to_an_organisation_that_went() -> None:
    """Writes find it, reads do not, and its roles cannot be changed (recordings/id-project-grants.jsonl)."""
    world = GrantWorld()
    grant = world.through
    world.record(remove_organisation(world.state, OTHER))

    assert THROUGH not in world.state.project_grants
    assert grant_by_id(world.state, THROUGH, SHOP, ACME) == grant_to(world.state, SHOP, OTHER) == grant
    with refuses(GRANTED_ORGANISATION_NOT_FOUND):
        change_project_grant(world.state, grant, [])
    world.record(*remove_project_grant(world.state, grant))
    assert grant_to(world.state, SHOP, OTHER) is None


def test_switching_twice_is_nothing() -> None:
    """Each switch is an event once."""
    world = GrantWorld()
    assert switch_project_grant(world.state, world.through, active=True) == ()

    world.record(*switch_project_grant(world.state, world.through, active=False))

    assert not world.through.active
    assert switch_project_grant(world.state, world.through, active=False) == ()
