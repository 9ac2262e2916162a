"""Decisions on credentials of service accounts of any organisation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mockserver.domain.credentials import (
    remove_key,
    remove_secret,
    remove_token,
    set_secret,
    user_for_key,
    user_for_secret,
    user_for_token,
)
from mockserver.domain.events import RowAdded
from mockserver.domain.ids import KeyId, TokenId, UserId
from mockserver.domain.rows.users import TOKENS, USERS, Human, Token, User
from mockserver.domain.state import InstanceState
from mockserver.domain.users import NEVER
from mockserver.errors.catalogue import (
    KEY_USER_NOT_FOUND,
    MACHINE_KEY_TO_REMOVE_NOT_FOUND,
    MACHINE_SECRET_NOT_FOUND,
    PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND,
    SECRET_TO_REMOVE_USER_NOT_FOUND,
    SECRET_USER_NOT_FOUND,
    TOKEN_USER_IS_NO_MACHINE,
    TOKEN_USER_NOT_FOUND,
)
from mockserver.errors.problem import Problem
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, ROBOT, STRANGER, World, key_made, token_made

ADA, NOBODY = UserId("ada"), UserId("nobody")


@pytest.fixture
def world() -> World:
    """An instance with a person."""
    world = World()
    human = Human(first_name="Ada", last_name="Test", email="ada@example.com")
    world.record(RowAdded("user.human.added", USERS, User(id=ADA, organisation=ACME, user_name="ada", human=human)))
    return world


@pytest.mark.parametrize(
    ("decide", "unknown", "person"),
    [
        (user_for_secret, SECRET_USER_NOT_FOUND, SECRET_USER_NOT_FOUND),
        (remove_secret, SECRET_TO_REMOVE_USER_NOT_FOUND, SECRET_TO_REMOVE_USER_NOT_FOUND),
        (user_for_key, KEY_USER_NOT_FOUND, KEY_USER_NOT_FOUND),
        (user_for_token, TOKEN_USER_NOT_FOUND, TOKEN_USER_IS_NO_MACHINE),
    ],
)
def test_whose_credentials(
    world: World, decide: Callable[[InstanceState, UserId], object], unknown: Problem, person: Problem
) -> None:
    """Only service accounts have credentials; people and unknown users are refused, not always alike."""
    with refuses(unknown):
        decide(world.state, NOBODY)
    with refuses(person):
        decide(world.state, ADA)


def test_users_of_every_organisation(world: World) -> None:
    """The organisation of a service account does not matter."""
    for decide in (user_for_secret, user_for_key, user_for_token):
        assert decide(world.state, STRANGER).id == STRANGER


def test_secret_comes_and_goes(world: World) -> None:
    """A secret replaces the one before; one that is not there cannot be taken away."""
    for secret in ("first", "second"):
        world.record(set_secret(world.state, ROBOT, secret))
        assert world.state.users[ROBOT].secret == secret
    world.record(remove_secret(world.state, ROBOT))
    assert world.state.users[ROBOT].secret == ""
    with refuses(MACHINE_SECRET_NOT_FOUND):
        remove_secret(world.state, ROBOT)


def test_key_of_another_user(world: World) -> None:
    """A key is removed from its user only, and once."""
    world.record(key_made(ROBOT, "key"))
    with refuses(MACHINE_KEY_TO_REMOVE_NOT_FOUND):
        remove_key(world.state, STRANGER, KeyId("key"))
    world.record(remove_key(world.state, ROBOT, KeyId("key")))
    with refuses(MACHINE_KEY_TO_REMOVE_NOT_FOUND):
        remove_key(world.state, ROBOT, KeyId("key"))


def test_token_of_another_user(world: World) -> None:
    """A personal access token is ended for its user only, and once."""
    world.record(token_made(ROBOT, "token", "secret"))
    with refuses(PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND):
        remove_token(world.state, STRANGER, TokenId("token"))
    world.record(remove_token(world.state, ROBOT, TokenId("token")))
    with refuses(PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND):
        remove_token(world.state, ROBOT, TokenId("token"))


def test_token_of_a_client_is_no_personal_one(world: World) -> None:
    """What the token endpoint issued cannot be ended as a personal access token."""
    row = Token(id=TokenId("token"), secret="secret", user=ROBOT, expires=NEVER, client="client")
    world.record(RowAdded("user.token.added", TOKENS, row))
    with refuses(PERSONAL_ACCESS_TOKEN_TO_REMOVE_NOT_FOUND):
        remove_token(world.state, ROBOT, TokenId("token"))
