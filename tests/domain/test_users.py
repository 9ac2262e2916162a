"""Decisions on machine users and their credentials."""

from __future__ import annotations

import pytest

from mockserver.domain.events import RowAdded
from mockserver.domain.ids import Instant, KeyId, TokenId, UserId
from mockserver.domain.machines import set_machine_secret
from mockserver.domain.organisations import remove_organisation
from mockserver.domain.rows.users import USERS
from mockserver.domain.tables import History
from mockserver.domain.users import (
    NEVER,
    add_machine,
    add_machine_key,
    add_token,
    require_key_allowed,
)
from mockserver.errors.catalogue import (
    EXPIRATION_BEFORE_NOW,
    KEY_USER_NOT_FOUND,
    NUL_IN_TEXT,
    SECRET_USER_FOREIGN,
    TOKEN_USER_NOT_FOUND,
    USER_ALREADY_EXISTS,
    USER_ID_TAKEN,
    USER_NOT_FOUND,
)
from tests.domain.refusals import refuses
from tests.domain.worlds import (
    ACME,
    OTHER,
    ROBOT,
    STRANGER,
    World,
    key_made,
    machine_row,
    secret_made,
    token_made,
    typed,
)

NEW, NOBODY = UserId("new"), UserId("nobody")
NOW = Instant(1_000_000)
PAST, FUTURE = Instant(NOW - 1), Instant(NOW + 1)
YEAR_ONE = Instant(-62_135_596_800 * 1_000_000)
TOKEN = TokenId("token")


def machine(world: World, user: UserId = NEW, user_name: str = "new", name: str = "n", text: str = "") -> RowAdded:
    """Decide to add a machine user to Acme."""
    return add_machine(world.state, ACME, user, user_name=user_name, name=name, description=text, access_token_type=1)


@pytest.mark.parametrize("user_name", ["new", " new ", " ", "Ünïcode", "a@b"])
def test_user_names_are_taken_as_they_are(user_name: str) -> None:
    """A user name is neither trimmed nor restricted."""
    event = machine(World(), user_name=user_name)

    assert typed(event) == typed(
        RowAdded("user.machine.added", USERS, machine_row(NEW, ACME, user_name, access_token_type=1))
    )


@pytest.mark.parametrize("user_name", ["stranger", "STRANGER", "Robot"])
def test_user_names_are_unique_in_the_instance(user_name: str) -> None:
    """A name that a user of any organisation has in any case is refused."""
    with refuses(USER_ALREADY_EXISTS):
        machine(World(), user_name=user_name)


def test_ids_are_unique_in_an_organisation() -> None:
    """An id that a user of the organisation has is refused before the name is looked at."""
    with refuses(USER_ID_TAKEN):
        machine(World(), ROBOT, user_name="robot")


def test_an_id_of_another_organisation_can_be_used() -> None:
    """Its sequence goes on from there; the name is judged as ever."""
    world = World()
    with refuses(USER_ALREADY_EXISTS):
        machine(world, STRANGER, user_name="stranger")

    (recorded,) = world.record(machine(world, STRANGER, user_name="new"))

    assert recorded.sequence == 2
    assert world.state.users[STRANGER].organisation == ACME
    assert {user.id for user in world.state.users.where("organisation", ACME)} == {ROBOT, STRANGER}
    assert world.state.users.where("organisation", OTHER) == []


def test_an_id_of_a_removed_organisation() -> None:
    """It stays taken there, and can be used elsewhere."""
    world = World()
    world.record(remove_organisation(world.state, OTHER))
    fields = {"user_name": "new", "name": "n", "description": "", "access_token_type": 0}
    with refuses(USER_ID_TAKEN):
        add_machine(world.state, OTHER, STRANGER, **fields)  # type: ignore[arg-type]  # (texts and a number)

    (recorded,) = world.record(machine(world, STRANGER))

    assert recorded.sequence == 2
    assert world.state.users[STRANGER].organisation == ACME


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


@pytest.mark.parametrize(("asked", "expires"), [(None, NEVER), (YEAR_ONE, NEVER), (NOW, NOW), (FUTURE, FUTURE)])
def test_when_tokens_and_keys_expire(asked: Instant | None, expires: Instant) -> None:
    """Without an expiration, or with Go's zero, they last to the end of 9999; the present instant is no past one."""
    state = World().state

    token = add_token(state, ACME, ROBOT, TOKEN, secret="s", expires=asked, now=NOW)

    assert typed(token) == typed(token_made(ROBOT, TOKEN, "s", expires))
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
    """Neither is found, under different IDs: the user is looked up in the whole instance first."""
    state = World().state

    with refuses(USER_NOT_FOUND):
        set_machine_secret(state, ACME, NOBODY, "s")
    with refuses(SECRET_USER_FOREIGN):
        set_machine_secret(state, ACME, STRANGER, "s")
    assert typed(set_machine_secret(state, ACME, ROBOT, "s")) == typed(secret_made(state.users[ROBOT], "s"))


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
    assert (user.sequence, user.changed) == (5, world.now)
    assert typed(recorded[1].event) == typed(key_made(ROBOT, "k"))
    assert (world.state.histories[History.USER][ROBOT], user.secret) == (5, "second")
    assert [key.id for key in world.state.machine_keys.where("user", ROBOT)] == ["k"]
    assert [(token.id, token.secret) for token in world.state.tokens.where("user", ROBOT)] == [(TOKEN, "t")]
    assert world.acme.sequence == organisation_before


@pytest.mark.parametrize("kind", ["token", "key"])
def test_tokens_and_keys_are_no_events_of_the_user_proper(kind: str) -> None:
    """They count on the user, whose own details stay as they were (recordings/edges-secrets-*.jsonl)."""
    world = World()
    before = world.state.users[ROBOT]
    own = (before.sequence, before.changed)

    if kind == "token":
        world.record(add_token(world.state, ACME, ROBOT, TOKEN, secret="t", expires=None, now=NOW))
    else:
        world.record(add_machine_key(ROBOT, KeyId("k"), public_key=b"pem", expires=NEVER))

    user = world.state.users[ROBOT]
    assert world.state.histories[History.USER][ROBOT] == 2
    assert (user.sequence, user.changed) == own


def test_users_of_a_removed_organisation_can_be_written_but_for_secrets() -> None:
    """Tokens and keys go on counting; a secret needs a user that exists."""
    world = World()
    world.record(remove_organisation(world.state, OTHER))

    recorded = [
        *world.record(add_token(world.state, OTHER, STRANGER, TOKEN, secret="t", expires=None, now=NOW)),
        *world.record(add_machine_key(STRANGER, KeyId("k"), public_key=b"pem", expires=NEVER)),
    ]

    assert [event.sequence for event in recorded] == [2, 3]
    assert require_key_allowed(world.state, OTHER, STRANGER, expires=None, now=NOW) == NEVER
    with refuses(USER_NOT_FOUND):
        set_machine_secret(world.state, OTHER, STRANGER, "s")
    with refuses(TOKEN_USER_NOT_FOUND):
        add_token(world.state, ACME, STRANGER, TOKEN, secret="t", expires=None, now=NOW)
