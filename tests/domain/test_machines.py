"""Machines and their secrets, tokens and keys, where no recording shows them."""

from __future__ import annotations

from mockserver.domain.ids import KeyId, TokenId
from mockserver.domain.machines import (
    as_machine,
    change_machine,
    remove_machine_key,
    remove_machine_secret,
    remove_personal_access_token,
)
from mockserver.domain.rows.users import Machine
from mockserver.domain.user_changes import as_human
from mockserver.domain.user_states import LOCK, UNLOCK, switch
from mockserver.errors import catalogue as problems
from tests.domain.people import ADA, ada, with_ada
from tests.domain.refusals import refuses
from tests.domain.worlds import ROBOT, STRANGER, World, key_made


def test_whose_state_was_changed_passes_for_the_other_kind() -> None:
    """A person for a machine, and a machine for a person; neither becomes one."""
    world = World()
    with_ada(world)
    with refuses(problems.UPDATE_MACHINE_USER_NOT_FOUND):
        as_machine(ada(world), problems.UPDATE_MACHINE_USER_NOT_FOUND)
    with refuses(problems.V2_UPDATE_USER_USER_NOT_FOUND):
        as_human(world.state, ROBOT)
    for by in (LOCK, UNLOCK):
        for user in (ADA, ROBOT):
            world.record(switch(world.state.users[user], by))

    assert as_machine(ada(world), problems.UPDATE_MACHINE_USER_NOT_FOUND)[1] == Machine(name="")
    assert as_human(world.state, ROBOT)[1].first_name == ""
    world.record(*change_machine(ada(world), name="x", description="", access_token_type=0))
    assert ada(world).machine is None


def test_a_machine_is_changed_as_a_whole() -> None:
    """What is not said is emptied, and the same again is refused."""
    world = World()
    world.record(*change_machine(world.state.users[ROBOT], name="n", description="d", access_token_type=1))
    assert world.state.users[ROBOT].machine == Machine(name="n", description="d", access_token_type=1)
    with refuses(problems.MACHINE_NOT_CHANGED):
        change_machine(world.state.users[ROBOT], name="n", description="d", access_token_type=1)


def test_what_is_another_users_is_not_found() -> None:
    """Keys and tokens are looked for below their user."""
    world = World()
    world.record(key_made(STRANGER, "key"))
    robot = world.state.users[ROBOT]
    with refuses(problems.MACHINE_KEY_TO_REMOVE_NOT_FOUND):
        remove_machine_key(world.state, robot, KeyId("key"))
    with refuses(problems.PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND):
        remove_personal_access_token(world.state, robot, TokenId("none"))
    with refuses(problems.MACHINE_SECRET_NOT_FOUND):
        remove_machine_secret(robot)
