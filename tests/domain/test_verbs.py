"""What decisions on rows have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mockserver.domain.events import RowAdded, RowChanged, RowRemoved
from mockserver.domain.ids import ProjectId
from mockserver.domain.rows.projects import PROJECTS, Project
from mockserver.domain.rows.users import USERS, Human, User
from mockserver.domain.verbs import add, change, remove, require, require_change
from mockserver.errors.catalogue import NO_CHANGES, NUL_IN_TEXT, USER_ALREADY_EXISTS, USER_NOT_FOUND
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, World, machine_row, typed

SHOP = Project(id=ProjectId("shop"), organisation=ACME, name="Shop")


def test_what_is_required() -> None:
    """What is there is given back, even where it counts as false; None is refused."""
    assert require("", USER_NOT_FOUND) == ""
    with refuses(USER_NOT_FOUND):
        require(None, USER_NOT_FOUND)


def test_adding() -> None:
    """A row is added as it is where its unique values are free."""
    state = World().state

    added = add(state, PROJECTS, SHOP, name="project.added", taken=USER_ALREADY_EXISTS)

    assert typed(added) == typed(RowAdded("project.added", PROJECTS, SHOP))


@pytest.mark.parametrize("id_", ["shop", "other"])
def test_taken_values(id_: str) -> None:
    """A unique value is taken in any case, for a row with the holder's own key too; elsewhere it is free."""
    world = World()
    world.record(RowAdded("project.added", PROJECTS, SHOP))

    with refuses(USER_ALREADY_EXISTS):
        add(world.state, PROJECTS, replace(SHOP, id=ProjectId(id_), name="SHOP"), name="a", taken=USER_ALREADY_EXISTS)
    add(
        world.state, PROJECTS, replace(SHOP, id=ProjectId(id_), organisation=OTHER), name="a", taken=USER_ALREADY_EXISTS
    )


def test_changing() -> None:
    """No event where nothing changes; a row may keep its unique values, and may not take another's."""
    world = World()
    other = replace(SHOP, id=ProjectId("other"), name="Other")
    world.record(*(RowAdded("project.added", PROJECTS, row) for row in (SHOP, other)))
    renamed, named = replace(SHOP, name="SHOP"), {"name": "project.changed"}

    assert change(world.state, PROJECTS, SHOP, replace(SHOP), name="n", taken=USER_ALREADY_EXISTS) == ()
    assert change(world.state, PROJECTS, SHOP, renamed, **named, taken=USER_ALREADY_EXISTS) == (
        RowChanged("project.changed", PROJECTS, renamed),
    )
    with refuses(USER_ALREADY_EXISTS):
        change(world.state, PROJECTS, SHOP, replace(SHOP, name="OTHER"), **named, taken=USER_ALREADY_EXISTS)


def test_a_change_is_required() -> None:
    """Sequence and dates are no part of what is compared."""
    require_change(SHOP, replace(SHOP, name="new"), NO_CHANGES)
    with refuses(NO_CHANGES):
        require_change(SHOP, replace(SHOP, sequence=5), NO_CHANGES)


def test_removing() -> None:
    """The event names the row."""
    assert typed(remove(PROJECTS, SHOP, name="project.removed")) == typed(RowRemoved("project.removed", PROJECTS, SHOP))


@pytest.mark.parametrize(
    "row",
    [
        machine_row("new", ACME, "a\0"),
        machine_row("new", ACME, "new", name="\0"),
        User(id=ROBOT, organisation=ACME, user_name="h", human=Human(first_name="F", last_name="L", phone="\0")),
    ],
    ids=["of the row", "of the machine", "of the human"],
)
def test_texts_that_cannot_be_stored(row: User) -> None:
    """U+0000 is refused however deep in the row it stands, before anything else."""
    world = World()

    with refuses(NUL_IN_TEXT):
        add(world.state, USERS, row, name="n", taken=USER_ALREADY_EXISTS)
    with refuses(NUL_IN_TEXT):
        change(world.state, USERS, world.state.users[ROBOT], row, name="n", taken=USER_ALREADY_EXISTS)
