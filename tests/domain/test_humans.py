"""Decisions on adding people that no recording shows."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.domain.events import RowAdded, RowChanged
from mockserver.domain.humans import NewEmail, NewPhone, add_human, add_human_v2, import_human, judge_new
from mockserver.domain.judged import Judged
from mockserver.domain.passwords import NewPassword
from mockserver.domain.rows.users import UserState
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem
from tests.domain.people import ADA, NOW, PASSWORD, TEXTS, human, new_human, with_ada
from tests.domain.refusals import refuses
from tests.domain.worlds import World

UNVERIFIED = NewEmail(address=Judged("a@example.com"))


def names(*events: object) -> list[str]:
    """What events are called."""
    return [event.name for event in events if isinstance(event, RowAdded | RowChanged)]


@pytest.mark.parametrize(
    ("more", "v1", "v2"),
    [
        ({}, UserState.INITIAL, UserState.ACTIVE),
        ({"password": PASSWORD}, UserState.ACTIVE, UserState.ACTIVE),
        ({"email": UNVERIFIED, "password": PASSWORD}, UserState.INITIAL, UserState.ACTIVE),
        ({"email": UNVERIFIED}, UserState.INITIAL, UserState.ACTIVE),
    ],
)
def test_only_v1_waits_for_people(more: dict[str, Any], v1: UserState, v2: UserState) -> None:
    """By v1 whoever lacks a verified address or a password stays in INITIAL; by v2 nobody does."""
    assert (with_ada(World(), v2=False, **more).state, with_ada(World(), **more).state) == (v1, v2)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"email": NewEmail(address=Judged("x", problems.EMAIL_INVALID)), "user_name": ""}, problems.EMAIL_INVALID),
        ({"user_name": " ", "first_name": ""}, problems.HUMAN_INVALID),
        ({"first_name": " ", "last_name": ""}, problems.GIVEN_NAME_EMPTY),
        ({"last_name": " ", "phone": NewPhone(number=Judged("x", problems.PHONE_INVALID))}, problems.FAMILY_NAME_EMPTY),
        (
            {"phone": NewPhone(number=Judged("x", problems.PHONE_INVALID)), "metadata": ((" ", b""),)},
            problems.PHONE_INVALID,
        ),
        (
            {"metadata": ((" ", b""),), "password": NewPassword("", "x", problem=problems.PASSWORD_HASH_UNSUPPORTED)},
            problems.METADATA_KEY_EMPTY,
        ),
    ],
)
def test_fields_are_judged_in_the_order_of_the_real_server(wrong: dict[str, Any], problem: Problem) -> None:
    """Of two things that are wrong the first is told."""
    with refuses(problem):
        judge_new(new_human(**wrong))


def test_a_domain_of_another_organisation_is_refused() -> None:
    """A user name may end like an address, but not at a domain that another organisation has."""
    world = World()
    with_ada(world, user_name="ada@acme.localhost")
    with refuses(problems.USER_NAME_DOMAIN_TAKEN):
        add_human(world.state, new_human(id="eve", user_name="eve@other.localhost"), TEXTS, NOW)
    with refuses(problems.V2_HUMAN_ID_TAKEN):
        add_human_v2(world.state, new_human(user_name="ada@other.localhost"), TEXTS, NOW)


def test_everything_that_is_given_is_an_event() -> None:
    """Address, number, metadata (the same key twice is set twice) and a second factor, in this order."""
    events = add_human_v2(
        World().state,
        new_human(
            phone=NewPhone(number=Judged("+41791234567")), metadata=(("k", b"1"), (" k", b"2")), totp_secret="SECRET"
        ),
        TEXTS,
        NOW,
    )

    assert names(*events) == [
        "user.human.added",
        "user.human.email.verified",
        "user.human.phone.code.added",
        "user.metadata.set",
        "user.metadata.set",
        "user.human.mfa.otp.added",
        "user.human.mfa.otp.verified",
    ]


def test_the_names_of_an_import_stay_as_they_are() -> None:
    """Blanks around them are kept, and a display name is made of them; what is no way to log in unverifies."""
    world = World()
    world.record(*import_human(world.state, new_human(first_name=" A ", last_name=""), TEXTS, NOW))

    assert (human(world).first_name, human(world).display_name) == (" A ", " A  ")
    assert world.state.users[ADA].state is UserState.INITIAL
    assert not human(world).email_verified


def test_a_key_of_metadata_that_nothing_can_hold_is_refused() -> None:
    """Whoever is added with metadata is held to what setting it later is."""
    with refuses(problems.NUL_IN_TEXT):
        add_human_v2(World().state, new_human(metadata=(("a\0b", b"1"),)), TEXTS, NOW)
