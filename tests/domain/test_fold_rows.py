"""What events of rows leave behind in tables and histories."""

from __future__ import annotations

import pytest

from mockserver.domain import events as e
from mockserver.domain.fold import next_sequence
from mockserver.domain.ids import Instant, ProjectId
from mockserver.domain.organisations import remove_organisation
from mockserver.domain.rows.members import PROJECT_MEMBERS, Member
from mockserver.domain.rows.projects import PROJECTS, ROLES, Project, Role
from mockserver.domain.rows.users import USERS
from mockserver.domain.tables import History
from tests.domain.worlds import (
    ACME,
    OTHER,
    ROBOT,
    STRANGER,
    World,
    org_member_made,
    organisation_gone,
    token_made,
    token_row,
)

SHOP = Project(id=ProjectId("shop"), organisation=ACME, name="Shop")
ROLE = Role(project=SHOP.id, organisation=ACME, key="r", display_name="R")


@pytest.fixture
def world() -> World:
    """An instance with a project that has a role, and a member from elsewhere."""
    made = World()
    member = Member(scope=SHOP.id, user=STRANGER, organisation=ACME, roles=("PROJECT_OWNER",))
    made.record(e.RowAdded("project.added", PROJECTS, SHOP))
    made.record(e.RowAdded("project.role.added", ROLES, ROLE))
    made.record(e.RowAdded("project.member.added", PROJECT_MEMBERS, member))
    return made


def test_places_and_dates(world: World) -> None:
    """All rows of a history are counted together; a row has the place and instant of its own last event."""
    before = world.state.projects["shop"]
    world.record(e.RowChanged("project.changed", PROJECTS, Project(id=SHOP.id, organisation=ACME, name="New")))

    project, role = world.state.projects["shop"], world.state.roles["shop", "r"]

    assert (before.sequence, role.sequence, project.sequence) == (1, 2, 4)
    assert (project.name, project.created, project.changed) == ("New", before.created, world.now)
    assert world.state.histories[History.PROJECT] == {"shop": 4}


def test_noted_events_count(world: World) -> None:
    """An event of which only the number is kept moves the history and no row."""
    (noted,) = world.record(e.Noted("project.seen", History.PROJECT, "shop"))
    before = world.history.sequence
    world.record(
        e.Noted("org.seen", History.ORGANISATION, ACME), e.Noted("instance.seen", History.INSTANCE, "instance")
    )

    assert (noted.sequence, world.state.projects["shop"].sequence) == (4, 1)
    assert (world.history.sequence, world.history.changed, world.state.sequence) == (before + 1, world.now, 1)


def test_what_has_a_parent_goes_with_it(world: World) -> None:
    """Roles and members go with their project, which is counted once; the history goes on if it comes again."""
    (removed,) = world.record(e.RowRemoved("project.removed", PROJECTS, SHOP))

    assert removed.sequence == 4
    assert [len(table) for table in (world.state.projects, world.state.roles, world.state.project_members)] == [0] * 3
    assert world.state.projects.removed["shop"].changed == world.now
    assert next_sequence(world.state, e.RowAdded("project.added", PROJECTS, SHOP)) == 5


def test_what_has_an_organisation_goes_with_it(world: World) -> None:
    """Through any number of parents; users stay for writes, and memberships of others' users go with the users."""
    world.record(org_member_made(ACME, STRANGER, ["ORG_OWNER"]), token_made(STRANGER, "t", "secret"))

    world.record(remove_organisation(world.state, OTHER))

    assert (len(world.state.project_members), world.roles(ACME), len(world.state.tokens)) == (0, {}, 0)
    assert STRANGER in world.state.users.ghosts
    assert SHOP.id in world.state.projects
    world.record(organisation_gone(ACME))
    assert (len(world.state.projects), len(world.state.roles)) == (0, 0)
    assert list(world.state.users.ghosts) == [STRANGER, ROBOT]


def test_a_ghost_that_changes_stays_one(world: World) -> None:
    """What is written of a removed organisation's user is kept, and reads do not see it."""
    world.record(remove_organisation(world.state, OTHER))
    ghost = world.state.users.ghosts[STRANGER]

    world.record(e.RowChanged("user.machine.changed", USERS, ghost))

    assert STRANGER not in world.state.users
    changed = world.state.users.ghosts[STRANGER]
    assert (changed.sequence, changed.created, changed.changed) == (2, ghost.created, world.now)


def test_forgotten_rows_are_not_counted(world: World) -> None:
    """They leave no trace."""
    world.record(token_made(ROBOT, "t", "secret"))
    before = dict(world.state.histories[History.USER])

    world.record(e.RowForgotten(world.log[-1].event.kind, token_row(ROBOT, "t", "secret")))  # type: ignore[union-attr]  # (a row's event)

    assert (len(world.state.tokens), world.state.tokens.removed) == (0, {})
    assert world.state.histories[History.USER] == before


def test_restored_rows_keep_what_they_bring(world: World) -> None:
    """Their place and dates are their own; a history is taken over by itself."""
    row = Project(id=SHOP.id, organisation=ACME, name="S", sequence=9, created=Instant(3), changed=Instant(4))

    world.record(e.RowRestored(PROJECTS, row))
    restored = world.state.projects["shop"]

    assert (restored.sequence, restored.created, restored.changed) == (9, 3, 4)
    assert world.state.histories[History.PROJECT]["shop"] == 3
    (recorded,) = world.record(e.HistoryRestored(History.PROJECT, "shop"))
    assert (recorded.sequence, world.state.histories[History.PROJECT]["shop"]) == (4, 4)
