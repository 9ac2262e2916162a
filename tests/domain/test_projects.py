"""Decisions on projects and roles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain.events import RowAdded
from mockserver.domain.ids import GrantId, ProjectId
from mockserver.domain.projects import (
    add_project,
    add_role,
    add_roles,
    change_project,
    change_role,
    deactivate_project,
    project_of,
    reactivate_project,
    remove_project,
    remove_role,
    require_free_id,
)
from mockserver.domain.rows.grants import PROJECT_GRANTS, USER_GRANTS, ProjectGrant, UserGrant
from mockserver.domain.rows.projects import Project, Role
from mockserver.domain.tables import History
from mockserver.errors.catalogue import (
    NUL_IN_TEXT,
    PROJECT_ALREADY_EXISTS,
    PROJECT_ID_TAKEN,
    PROJECT_NOT_ACTIVE,
    PROJECT_NOT_FOUND,
    PROJECT_NOT_INACTIVE,
    PROJECT_ROLE_ALREADY_EXISTS,
    PROJECT_ROLE_NOT_FOUND,
)
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, World

ALPHA, BETA = ProjectId("alpha"), ProjectId("beta")


@pytest.fixture
def world() -> World:
    """Acme with the project Alpha, which has the role `admin`."""
    world = World()
    world.record(add_project(world.state, Project(id=ALPHA, organisation=ACME, name="Alpha")))
    world.record(add_role(world.state, role("admin")))
    return world


def role(key: str) -> Role:
    """A role of Alpha."""
    return Role(project=ALPHA, organisation=ACME, key=key, display_name=key.title())


def test_names_are_unique_in_an_organisation(world: World) -> None:
    """Whatever their case, and with their spaces; another organisation may have the same."""
    with refuses(PROJECT_ALREADY_EXISTS):
        add_project(world.state, Project(id=BETA, organisation=ACME, name="ALPHA"))
    world.record(add_project(world.state, Project(id=BETA, organisation=ACME, name="Alpha ")))
    world.record(add_project(world.state, Project(id=ProjectId("gamma"), organisation=OTHER, name="alpha")))
    with refuses(PROJECT_ALREADY_EXISTS):
        change_project(world.state, world.state.projects[BETA], replace(world.state.projects[BETA], name="alpha"))
    with refuses(NUL_IN_TEXT):
        add_project(world.state, Project(id=BETA, organisation=ACME, name="\0"))


def test_ids_are_unique_in_the_instance(world: World) -> None:
    """An id that a project has cannot be had again until that is removed."""
    with refuses(PROJECT_ID_TAKEN):
        require_free_id(world.state, ALPHA)
    require_free_id(world.state, BETA)
    world.record(*remove_project(world.state, world.state.projects[ALPHA]))
    require_free_id(world.state, ALPHA)


def test_a_change_to_the_same_is_none(world: World) -> None:
    """No event happens where all stays; another case of its own name is a change."""
    alpha = world.state.projects[ALPHA]
    assert change_project(world.state, alpha, replace(alpha)) == ()
    world.record(*change_project(world.state, alpha, replace(alpha, name="ALPHA")))
    assert (world.state.projects[ALPHA].name, world.state.projects[ALPHA].sequence) == ("ALPHA", 3)


def test_states(world: World) -> None:
    """A project is switched off and on, neither twice."""
    with refuses(PROJECT_NOT_INACTIVE):
        reactivate_project(world.state.projects[ALPHA])
    world.record(deactivate_project(world.state.projects[ALPHA]))
    with refuses(PROJECT_NOT_ACTIVE):
        deactivate_project(world.state.projects[ALPHA])
    world.record(reactivate_project(world.state.projects[ALPHA]))
    assert world.state.projects[ALPHA].active


def test_projects_of_other_organisations_are_not_found(world: World) -> None:
    """Writes look at the organisation."""
    assert project_of(world.state, ACME, ALPHA, PROJECT_NOT_FOUND).name == "Alpha"
    for organisation, project in ((OTHER, ALPHA), (ACME, BETA)):
        with refuses(PROJECT_NOT_FOUND):
            project_of(world.state, organisation, project, PROJECT_NOT_FOUND)


def test_roles_are_added_all_or_none(world: World) -> None:
    """Keys are unique in a project whatever their case, in one call too."""
    for keys in (["reader", "Admin"], ["reader", "writer", "READER"]):
        with refuses(PROJECT_ROLE_ALREADY_EXISTS):
            add_roles(world.state, [role(key) for key in keys])
    assert add_roles(world.state, []) == ()
    world.record(*add_roles(world.state, [role("reader"), role(" reader")]))
    assert world.state.histories[History.PROJECT][ALPHA] == 4


def test_roles_are_changed_by_their_exact_keys(world: World) -> None:
    """The case of a key counts here; nothing happens where all stays."""
    with refuses(PROJECT_ROLE_NOT_FOUND):
        change_role(world.state, ALPHA, "Admin", "x", "")
    before, events = change_role(world.state, ALPHA, "admin", "Admin", "")
    assert (before.sequence, events) == (2, ())
    world.record(*change_role(world.state, ALPHA, "admin", "Chief", "g")[1])
    changed = world.state.roles[ALPHA, "admin"]
    assert (changed.display_name, changed.group, changed.sequence) == ("Chief", "g", 3)


def test_a_removed_role_leaves_all_grants(world: World) -> None:
    """Grants of the project and of its roles lose it, and keep what else they have."""
    for name, kind, row in (
        (
            "project.grant.added",
            PROJECT_GRANTS,
            ProjectGrant(id=GrantId("g"), project=ALPHA, organisation=ACME, granted=OTHER, roles=("reader", "admin")),
        ),
        (
            "user.grant.added",
            USER_GRANTS,
            UserGrant(id=GrantId("u"), user=ROBOT, project=ALPHA, organisation=ACME, roles=("admin",)),
        ),
    ):
        world.record(RowAdded(name, kind, row))
    removed = remove_role(world.state, ACME, ALPHA, "admin")
    assert removed is not None
    world.record(*removed.events)
    assert world.state.project_grants[GrantId("g")].roles == ("reader",)
    assert world.state.user_grants[GrantId("u")].roles == ()
    again = remove_role(world.state, ACME, ALPHA, "admin")
    assert again is not None
    assert (again.row.sequence, again.events) == (4, ())


@pytest.mark.parametrize(("organisation", "found"), [(ACME, True), (OTHER, False), (None, True)])
def test_whose_roles_are_removed(world: World, organisation: object, found: bool) -> None:
    """A role of another organisation is as one that never was, unless any organisation may have it."""
    asked = next((each for each in (ACME, OTHER) if each == organisation), None)
    assert (remove_role(world.state, asked, ALPHA, "admin") is not None) is found
    assert remove_role(world.state, asked, ALPHA, "none") is None
    assert remove_role(world.state, asked, BETA, "admin") is None
