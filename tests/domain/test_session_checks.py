"""Decisions on checks and challenges of sessions."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from mockserver.domain import session_checks as decide
from mockserver.domain.events import Event, RowAdded, RowChanged
from mockserver.domain.ids import Instant, SessionId, UserId
from mockserver.domain.rows.sessions import Session
from mockserver.domain.rows.users import USERS, Human, User, UserState
from mockserver.domain.session_checks import EMAIL, SMS, Way
from mockserver.domain.sessions import Change, CheckFailed
from mockserver.domain.tables import History
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, wrong_credentials
from tests.domain.refusals import refuses
from tests.domain.worlds import ACME, ROBOT, World

ADA = UserId("ada")
NOW = Instant(1_000_000)
FIVE_MINUTES = 300_000_000
CODE = "12345678"


@pytest.fixture
def world() -> World:
    """An instance with a person who has a password and second factors."""
    world = World()
    human = Human(first_name="Ada", last_name="Test", password="right", otp_email=True, otp_sms=True)
    world.record(RowAdded("user.human.added", USERS, User(id=ADA, organisation=ACME, user_name="Ada", human=human)))
    return world


def _session(user: str = ADA) -> Change:
    return Change(Session(id=SessionId("s"), user=UserId(user)))


def _become(world: World, state: UserState, event: str) -> None:
    world.record(RowChanged(event, USERS, replace(world.state.users[ADA], state=state)))


def _without(world: World, **values: object) -> None:
    user = world.state.users[ADA]
    assert user.human is not None
    human = replace(user.human, **values)  # type: ignore[arg-type]  # the values of each test are of their fields
    world.record(RowChanged("user.human.password.changed", USERS, replace(user, human=human)))


@contextmanager
def _fails(problem: Problem) -> Iterator[list[Event]]:
    """Expect a failed check; what is to be recorded of it is in the list afterwards."""
    events = list[Event]()
    with pytest.raises(CheckFailed) as caught:
        yield events
    assert caught.value.problem == problem
    events += caught.value.events


def _password(world: World, change: Change, given: str) -> None:
    decide.check_password(world.state, change, given, operator.eq, NOW)


def test_user_by_id_and_by_name(world: World) -> None:
    """A user is found by its id, or by its login name in any case; machines and new people will do."""
    _become(world, UserState.INITIAL, "user.unlocked")
    for user_id, name, found in ((ADA, "", ADA), ("", "aDA", ADA), (ROBOT, "", ROBOT)):
        assert decide.user_for_session(world.state, user_id=UserId(user_id), login_name=name).id == found


@pytest.mark.parametrize(
    ("state", "event"), [(UserState.INACTIVE, "user.deactivated"), (UserState.LOCKED, "user.locked")]
)
def test_user_that_cannot_log_in(world: World, state: UserState, event: str) -> None:
    """Who is switched off or locked begins no session, and neither does who is not there."""
    _become(world, state, event)
    with refuses(problems.SESSION_USER_NOT_ACTIVE):
        decide.user_for_session(world.state, user_id=ADA, login_name="")
    with refuses(problems.USER_NOT_FOUND):
        decide.user_for_session(world.state, user_id=UserId("none"), login_name="")
    with refuses(problems.USER_NOT_FOUND):
        decide.user_for_session(world.state, user_id=UserId(""), login_name="none")


def test_user_stays(world: World) -> None:
    """A session's user is checked again, and never exchanged."""
    change = _session("")
    for at in (NOW, Instant(NOW + 1)):
        decide.check_user(change, world.state.users[ADA], at)
        assert (change.session.user, change.session.user_organisation, change.session.user_checked) == (ADA, ACME, at)
    with refuses(problems.SESSION_USER_CHANGED):
        decide.check_user(change, world.state.users[ROBOT], NOW)


def test_passwords_that_fail_are_counted(world: World) -> None:
    """Each wrong password tells how many there were in a row; a right one ends the row, and each is an event."""
    for attempt in (1, 2):
        with _fails(wrong_credentials(problems.PASSWORD_INVALID, attempt)) as events:
            _password(world, _session(), "wrong")
        world.record(*events)
    change = _session()
    _password(world, change, "right")
    assert change.session.password_checked == NOW
    world.record(*change.events)
    with _fails(wrong_credentials(problems.PASSWORD_INVALID, 1)):
        _password(world, _session(), "wrong")
    assert world.state.histories[History.USER][ADA] == 4


def test_password_of_nobody(world: World) -> None:
    """A password needs a user, who is a person, is not locked and has one; being switched off is no hindrance."""
    with refuses(problems.SESSION_USER_MISSING):
        _password(world, _session(""), "right")
    for gone in ("none", ROBOT):
        with refuses(problems.SESSION_USER_NOT_FOUND):
            _password(world, _session(gone), "right")
    _become(world, UserState.INACTIVE, "user.deactivated")
    _password(world, _session(), "right")
    _become(world, UserState.LOCKED, "user.locked")
    with refuses(wrong_credentials(problems.USER_LOCKED, 0)):
        _password(world, _session(), "right")
    _become(world, UserState.ACTIVE, "user.unlocked")
    _without(world, password="")
    with refuses(problems.PASSWORD_NOT_SET):
        _password(world, _session(), "")


@pytest.mark.parametrize("way", [EMAIL, SMS], ids=["email", "sms"])
def test_one_time_code(world: World, way: Way) -> None:
    """A code is good once and for five minutes; a wrong one is an event, and the right one is good after it."""
    change = _session()
    with refuses(problems.SESSION_CODE_NOT_FOUND):
        decide.check_otp(world.state, change, way, CODE, NOW)
    decide.challenge_otp(world.state, change, way, CODE, NOW)
    with _fails(problems.CODE_INVALID) as events:
        decide.check_otp(world.state, change, way, "00000000", NOW)
    world.record(*events)
    last = Instant(NOW + FIVE_MINUTES - 1)
    with _fails(problems.CODE_EXPIRED):
        decide.check_otp(world.state, change, way, CODE, Instant(last + 1))
    decide.check_otp(world.state, change, way, CODE, last)
    assert getattr(change.session, way.checked) == last
    world.record(*change.events)
    assert world.state.histories[History.USER][ADA] == 3
    with refuses(problems.SESSION_CODE_NOT_FOUND):
        decide.check_otp(world.state, change, way, CODE, NOW)


def test_one_time_code_of_nobody(world: World) -> None:
    """Codes need a user who has set them up, and is not locked."""
    for way, no_user, not_ready in (
        (
            EMAIL,
            problems.SESSION_OTP_EMAIL_CHALLENGE_USER_MISSING,
            problems.SESSION_OTP_EMAIL_CHALLENGE_NOT_READY,
        ),
        (SMS, problems.SESSION_OTP_SMS_CHALLENGE_USER_MISSING, problems.SESSION_OTP_SMS_CHALLENGE_NOT_READY),
    ):
        with refuses(no_user):
            decide.challenge_otp(world.state, _session(""), way, CODE, NOW)
        with refuses(problems.SESSION_OTP_USER_MISSING):
            decide.check_otp(world.state, _session(""), way, CODE, NOW)
        for user in ("none", ROBOT):
            with refuses(not_ready):
                decide.challenge_otp(world.state, _session(user), way, CODE, NOW)
            with refuses(problems.SESSION_OTP_EMAIL_NOT_READY):
                decide.check_otp(world.state, _session(user), way, CODE, NOW)
    change = _session()
    decide.challenge_otp(world.state, change, EMAIL, CODE, NOW)
    _become(world, UserState.LOCKED, "user.locked")
    with refuses(problems.SESSION_OTP_USER_LOCKED):
        decide.check_otp(world.state, change, EMAIL, CODE, NOW)


def test_code_of_an_app(world: World) -> None:
    """An app's code needs a user who has verified the app and is not locked; right or wrong, it is an event."""

    def check(change: Change, code: str) -> None:
        decide.check_totp(world.state, change, code, lambda secret, given: (secret, given) == ("seed", CODE), NOW)

    with refuses(problems.SESSION_TOTP_USER_MISSING):
        check(_session(""), CODE)
    _without(world, totp_secret="seed")
    for user in ("none", ROBOT, ADA):
        with refuses(problems.SESSION_TOTP_NOT_READY):
            check(_session(user), CODE)
    _without(world, totp_ready=True)
    before = world.state.histories[History.USER][ADA]
    with _fails(problems.TOTP_CODE_INVALID) as events:
        check(_session(), "other")
    world.record(*events)
    change = _session()
    check(change, CODE)
    assert change.session.totp_checked == NOW
    world.record(*change.events)
    assert world.state.histories[History.USER][ADA] == before + 2
    _become(world, UserState.LOCKED, "user.locked")
    with refuses(problems.SESSION_TOTP_USER_LOCKED):
        check(_session(), CODE)


def test_what_nobody_has_set_up() -> None:
    """A check that no user can pass says first that there is no user, where it looks for one."""
    with refuses(problems.SESSION_INTENT_USER_MISSING):
        decide.refuse_unready(_session(""), problems.SESSION_INTENT_USER_MISSING, problems.INTENT_TOKEN_INVALID)
    with refuses(problems.INTENT_TOKEN_INVALID):
        decide.refuse_unready(_session(), problems.SESSION_INTENT_USER_MISSING, problems.INTENT_TOKEN_INVALID)
    with refuses(problems.SESSION_WITHOUT_WEB_AUTHN_CHALLENGE):
        decide.refuse_unready(_session(""), None, problems.SESSION_WITHOUT_WEB_AUTHN_CHALLENGE)
