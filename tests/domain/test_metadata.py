"""Decisions on metadata."""

from __future__ import annotations

import pytest

from mockserver.domain.metadata import (
    OF_ORGANISATIONS,
    OF_USERS,
    Keeping,
    last_change,
    remove_metadata,
    require_entries,
    require_keys,
    set_metadata,
    user_with_metadata,
)
from mockserver.domain.rows.metadata import Metadata
from mockserver.domain.tables import History, Stamp
from mockserver.errors.catalogue import (
    METADATA_LIST_EMPTY,
    NUL_IN_TEXT,
    ORGANISATION_METADATA_KEYS_NOT_FOUND,
    ORGANISATION_METADATA_LIST_TO_REMOVE_EMPTY,
    USER_CHECKED_NOT_FOUND,
    USER_METADATA_KEYS_NOT_FOUND,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, OTHER, ROBOT, World


def _of_robot(**values: str) -> list[Metadata]:
    return [Metadata(owner=ROBOT, organisation=ACME, key=key, value=value.encode()) for key, value in values.items()]


def _of_acme(**values: str) -> list[Metadata]:
    return [Metadata(owner=ACME, organisation=ACME, key=key, value=value.encode()) for key, value in values.items()]


def test_same_value_of_a_user_is_no_event() -> None:
    """Setting what a user has already is nothing, beside a new value too; another value keeps the creation."""
    world = World()
    world.record(*set_metadata(world.state, OF_USERS, _of_robot(a="1")))
    assert set_metadata(world.state, OF_USERS, _of_robot(a="1")) == ()
    events = world.record(*set_metadata(world.state, OF_USERS, _of_robot(a="1", b="2")))
    assert [event.sequence for event in events] == [3]
    world.record(*set_metadata(world.state, OF_USERS, _of_robot(a="3")))
    row = world.state.user_metadata[ROBOT, "a"]
    assert (row.value, row.sequence, row.created < row.changed) == (b"3", 4, True)


def test_same_value_of_an_organisation_is_an_event() -> None:
    """An organisation's value can be set again and again, and each time counts."""
    world = World()
    before = world.acme.sequence
    for _ in range(3):
        world.record(*set_metadata(world.state, OF_ORGANISATIONS, _of_acme(a="1")))
    row = world.state.organisation_metadata[ACME, "a"]
    assert (row.sequence, row.created < row.changed) == (before + 3, True)


def test_key_that_comes_twice() -> None:
    """A key that a call names twice is two events, of which the last counts, and one row."""
    world = World()
    entries = [*_of_robot(a="1"), *_of_robot(a="2")]
    world.record(*set_metadata(world.state, OF_USERS, entries))
    row = world.state.user_metadata[ROBOT, "a"]
    assert (row.value, row.sequence, row.created) == (b"2", 3, row.changed)
    world.record(*remove_metadata(world.state, OF_USERS, ROBOT, ["a", "a"]))
    assert world.state.histories[History.USER][ROBOT] == 5
    assert len(world.state.user_metadata) == 0


def test_unstorable_key() -> None:
    """A key with U+0000 cannot be kept."""
    world = World()
    with refuses(NUL_IN_TEXT):
        set_metadata(world.state, OF_USERS, _of_robot(**{"a\0": "1"}))


@pytest.mark.parametrize(
    ("keeping", "owner", "problem"),
    [
        (OF_USERS, ROBOT, USER_METADATA_KEYS_NOT_FOUND),
        (OF_ORGANISATIONS, ACME, ORGANISATION_METADATA_KEYS_NOT_FOUND),
    ],
    ids=["user", "organisation"],
)
def test_removal_of_all_or_none(keeping: Keeping, owner: str, problem: Problem) -> None:
    """One key that is not there, in another case too, keeps the others."""
    world = World()
    entries = [Metadata(owner=owner, organisation=ACME, key=key, value=b"1") for key in "ab"]
    world.record(*set_metadata(world.state, keeping, entries))
    for keys in (["a", "none"], ["a", "B"]):
        with refuses(problem):
            remove_metadata(world.state, keeping, owner, keys)
    world.record(*remove_metadata(world.state, keeping, owner, ["b", "a"]))
    assert len(world.state.table(keeping.kind)) == 0


def test_nothing_to_do() -> None:
    """Empty lists are refused, each with its own ID."""
    with refuses(METADATA_LIST_EMPTY):
        require_entries([])
    with refuses(METADATA_LIST_EMPTY):
        require_keys(OF_USERS, [])
    with refuses(ORGANISATION_METADATA_LIST_TO_REMOVE_EMPTY):
        require_keys(OF_ORGANISATIONS, [])


def test_whose_metadata() -> None:
    """A user is found in its own organisation, or in any."""
    world = World()
    assert user_with_metadata(world.state, ROBOT, ACME).id == ROBOT
    assert user_with_metadata(world.state, ROBOT).id == ROBOT
    with refuses(USER_CHECKED_NOT_FOUND):
        user_with_metadata(world.state, ROBOT, OTHER)


def test_last_change_is_that_of_any_key() -> None:
    """What changes nothing is answered from the user's last event of metadata, a removal too."""
    world = World()
    world.record(*set_metadata(world.state, OF_USERS, _of_robot(a="1", b="1")))
    assert last_change(world.state, ROBOT) == Stamp(3, world.now)
    world.record(*remove_metadata(world.state, OF_USERS, ROBOT, ["b"]))
    assert last_change(world.state, ROBOT) == Stamp(4, world.now)
