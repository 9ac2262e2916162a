"""Decisions on machine users and their credentials."""

from __future__ import annotations

import pytest

from mockserver.domain.events import MachineAdded, MachineKeyAdded, MachineSecretSet, TokenAdded
from mockserver.domain.ids import Instant, KeyId, TokenId, UserId
from mockserver.domain.users import (
    NEVER,
    add_machine,
    add_machine_key,
    add_token,
    require_key_allowed,
    set_machine_secret,
)
from mockserver.errors.catalogue import (
    EXPIRATION_BEFORE_NOW,
    KEY_USER_NOT_FOUND,
    NUL_IN_TEXT,
    SECRET_USER_NOT_EXISTING,
    SECRET_USER_NOT_FOUND,
    TOKEN_USER_NOT_FOUND,
    USER_ALREADY_EXISTS,
    USER_ID_TAKEN,
)
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, ROBOT, STRANGER, World, typed

NEW, NOBODY = UserId("new"), UserId("nobody")
NOW = Instant(1_000_000)
PAST, FUTURE = Instant(NOW - 1), Instant(NOW + 1)
TOKEN = TokenId("token")


def machine(world: World, user: UserId = NEW, user_name: str = "new", name: str = "n", text: str = "") -> MachineAdded:
    """Decide to add a machine user to Acme."""
    return add_machine(world.state, ACME, user, user_name=user_name, name=name, description=text, access_token_type=1)


@pytest.mark.parametrize("user_name", ["new", " new ", " ", "Ünïcode", "a@b"])
def test_user_names_are_taken_as_they_are(user_name: str) -> None:
    """A user name is neither trimmed nor restricted."""
    event = machine(World(), user_name=user_name)

    assert typed(event) == typed(MachineAdded(NEW, ACME, user_name, "n", "", 1))


@pytest.mark.parametrize("user_name", ["stranger", "STRANGER", "Robot"])
def test_user_names_are_unique_in_the_instance(user_name: str) -> None:
    """A name that a user of any organisation has in any case is refused."""
    with refuses(USER_ALREADY_EXISTS):
        machine(World(), user_name=user_name)


@pytest.mark.parametrize("user", [ROBOT, STRANGER])
def test_ids_are_unique_in_the_instance(user: UserId) -> None:
    """An id that a user of any organisation has is refused before the name is looked at."""
    with refuses(USER_ID_TAKEN):
        machine(World(), user, user_name="robot")


@pytest.mark.parametrize("field", ["user", "user_name", "name", "text"])
def test_no_nul_character(field: str) -> None:
    """U+0000 is refused in each text of a user."""
    asked: dict[str, str] = {field: "a\0"}
    world = World()

    with refuses(NUL_IN_TEXT):
        machine(
            world,
            UserId(asked.get("user", NEW)),
            asked.get("user_name", "new"),
            asked.get("name", "n"),
            asked.get("text", ""),
        )


@pytest.mark.parametrize(("asked", "expires"), [(None, NEVER), (NOW, NOW), (FUTURE, FUTURE)])
def test_when_tokens_and_keys_expire(asked: Instant | None, expires: Instant) -> None:
    """Without an expiration they are valid to the end of 9999; the present instant is no past one."""
    state = World().state

    token = add_token(state, ACME, ROBOT, TOKEN, secret="s", expires=asked, now=NOW)

    assert typed(token) == typed(TokenAdded(ROBOT, TOKEN, "s", expires))
    assert require_key_allowed(state, ACME, ROBOT, expires=asked, now=NOW) == expires


def test_never_is_the_last_second_of_9999() -> None:
    """What counts as never is 9999-12-31T23:59:59Z."""
    assert NEVER == 253_402_300_799 * 1_000_000


@pytest.mark.parametrize("user", [ROBOT, NOBODY])
def test_a_past_expiration_is_judged_before_the_user(user: UserId) -> None:
    """An expiration in the past is refused whether or not there is such a user."""
    state = World().state

    with refuses(EXPIRATION_BEFORE_NOW):
        add_token(state, ACME, user, TOKEN, secret="s", expires=PAST, now=NOW)
    with refuses(EXPIRATION_BEFORE_NOW):
        require_key_allowed(state, ACME, user, expires=PAST, now=NOW)


@pytest.mark.parametrize("user", [NOBODY, STRANGER])
def test_users_of_other_organisations_are_not_found(user: UserId) -> None:
    """Tokens and keys are for users of the request's organisation only."""
    state = World().state

    with refuses(TOKEN_USER_NOT_FOUND):
        add_token(state, ACME, user, TOKEN, secret="s", expires=None, now=NOW)
    with refuses(KEY_USER_NOT_FOUND):
        require_key_allowed(state, ACME, user, expires=None, now=NOW)


def test_secrets_tell_unknown_users_from_foreign_ones() -> None:
    """A user that nobody has is not found; one of another organisation does not exist here."""
    state = World().state

    with refuses(SECRET_USER_NOT_FOUND):
        set_machine_secret(state, ACME, NOBODY, "s")
    with refuses(SECRET_USER_NOT_EXISTING):
        set_machine_secret(state, ACME, STRANGER, "s")
    assert typed(set_machine_secret(state, ACME, ROBOT, "s")) == typed(MachineSecretSet(ROBOT, "s"))


def test_credentials_count_on_the_user() -> None:
    """Token, key and secret each add one to the user's sequence and none to the organisation's."""
    world = World()
    organisation_before = world.acme.sequence

    recorded = [
        *world.record(add_token(world.state, ACME, ROBOT, TOKEN, secret="t", expires=None, now=NOW)),
        *world.record(add_machine_key(ROBOT, KeyId("k"), public_key=b"pem", expires=NEVER)),
        *world.record(set_machine_secret(world.state, ACME, ROBOT, "first")),
        *world.record(set_machine_secret(world.state, ACME, ROBOT, "second")),
    ]

    user = world.state.users[ROBOT]
    assert [event.sequence for event in recorded] == [2, 3, 4, 5]
    assert isinstance(recorded[1].event, MachineKeyAdded)
    assert (user.sequence, user.secret, list(user.keys), user.tokens) == (5, "second", ["k"], {TOKEN: "t"})
    assert world.acme.sequence == organisation_before
