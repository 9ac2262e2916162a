"""Checks and challenges of sessions. Each looks at the session as the ones before it left it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from mockserver.domain.codes import wrong_with
from mockserver.domain.events import Noted, RowChanged
from mockserver.domain.human_parts import event
from mockserver.domain.ids import Instant, UserId
from mockserver.domain.rows.users import Code, Human, User, UserState
from mockserver.domain.sessions import Change, CheckFailed
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import History
from mockserver.domain.verbs import require
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused, wrong_credentials

_CODE_LASTS_US = 300_000_000
"""Five minutes, the real server's default."""


class Way(NamedTuple):
    """How a one-time code reaches its user: the names of events and values that this decides."""

    name: str
    ready: Callable[[User], bool]
    no_user: Problem
    not_ready: Problem

    @property
    def code(self) -> str:
        """The session's value that holds the code of the last challenge."""
        return f"otp_{self.name}_code"

    @property
    def checked(self) -> str:
        """The session's value that tells when such a code was shown."""
        return f"otp_{self.name}_checked"


EMAIL = Way(
    "email",
    lambda user: user.human is not None and user.human.otp_email,
    problems.SESSION_OTP_EMAIL_CHALLENGE_USER_MISSING,
    problems.SESSION_OTP_EMAIL_CHALLENGE_NOT_READY,
)
SMS = Way(
    "sms",
    lambda user: user.human is not None and user.human.otp_sms,
    problems.SESSION_OTP_SMS_CHALLENGE_USER_MISSING,
    problems.SESSION_OTP_SMS_CHALLENGE_NOT_READY,
)


def user_for_session(state: InstanceState, *, user_id: UserId, login_name: str) -> User:
    """The user that a session is about, by id or by login name, whatever its case; a machine will do.

    Raises: USER_NOT_FOUND, SESSION_USER_NOT_ACTIVE.
    Source: recordings/id-sessions.jsonl.
    """
    user = require(state.users.get(user_id) if user_id else state.user_named(login_name), problems.USER_NOT_FOUND)
    if user.state not in (UserState.ACTIVE, UserState.INITIAL):
        raise Refused(problems.SESSION_USER_NOT_ACTIVE)
    return user


def check_user(change: Change, user: User, now: Instant) -> None:
    """Let the session be about a user; it can be checked again, but not exchanged.

    Raises: SESSION_USER_CHANGED.
    Source: recordings/id-sessions.jsonl.
    """
    if change.session.user not in ("", user.id):
        raise Refused(problems.SESSION_USER_CHANGED)
    change.to("session.user.checked", user=user.id, user_organisation=user.organisation, user_checked=now)


def check_password(
    state: InstanceState, change: Change, password: str, matches: Callable[[str, str], bool], now: Instant
) -> None:
    """Check the user's password, which is an event of the user whether it is right or wrong.

    Args:
        matches: `matches(kept, given)` compares a password with what is kept of it.

    Raises: SESSION_USER_MISSING, SESSION_USER_NOT_FOUND (a machine too), USER_LOCKED, PASSWORD_NOT_SET; CheckFailed
        with PASSWORD_INVALID.
    Source: recordings/id-sessions.jsonl; SESSION_USER_NOT_FOUND is the real server's source.
    """
    if not change.session.user:
        raise Refused(problems.SESSION_USER_MISSING)
    user = require(state.users.get(change.session.user), problems.SESSION_USER_NOT_FOUND)
    human = require(user.human, problems.SESSION_USER_NOT_FOUND)
    change.note(password_shown(user, human, password, matches))
    change.to("session.password.checked", password_checked=now)


def password_shown(user: User, human: Human, password: str, matches: Callable[[str, str], bool]) -> RowChanged:
    """That a person showed the right password.

    Raises: USER_LOCKED, PASSWORD_NOT_SET; CheckFailed with PASSWORD_INVALID.
    """
    if user.state == UserState.LOCKED:
        raise Refused(wrong_credentials(problems.USER_LOCKED, human.password_failures))
    require_password(user, human, password, matches)
    return event("user.human.password.check.succeeded", user, replace(human, password_failures=0))


def require_password(user: User, human: Human, password: str, matches: Callable[[str, str], bool]) -> None:
    """Refuse a wrong password, which is an event of the user.

    Raises: PASSWORD_NOT_SET; CheckFailed with PASSWORD_INVALID.
    """
    if not human.password:
        raise Refused(problems.PASSWORD_NOT_SET)
    if not matches(human.password, password):
        failures = human.password_failures + 1
        failed = event("user.human.password.check.failed", user, replace(human, password_failures=failures))
        raise CheckFailed(wrong_credentials(problems.PASSWORD_INVALID, failures), failed)


def check_otp(state: InstanceState, change: Change, way: Way, code: str, now: Instant) -> None:
    """Check the code of the last challenge, which is good once; right or wrong, it is an event of the user.

    Raises: SESSION_OTP_USER_MISSING, SESSION_OTP_EMAIL_NOT_READY (for text messages too), SESSION_CODE_NOT_FOUND,
        SESSION_OTP_USER_LOCKED; CheckFailed with CODE_INVALID or CODE_EXPIRED.
    Source: recordings/id-sessions.jsonl; what no recording reaches is the real server's source.
    """
    if not change.session.user:
        raise Refused(problems.SESSION_OTP_USER_MISSING)
    user = state.users.get(change.session.user)
    if user is None or not way.ready(user):
        raise Refused(problems.SESSION_OTP_EMAIL_NOT_READY)
    challenge: Code = require(getattr(change.session, way.code), problems.SESSION_CODE_NOT_FOUND)
    if user.state == UserState.LOCKED:
        raise Refused(problems.SESSION_OTP_USER_LOCKED)
    failed = _of_user(user, f"otp.{way.name}.check.failed")
    wrong = wrong_with(challenge, code, now)
    if wrong is not None:
        raise CheckFailed(wrong, failed)
    change.note(_of_user(user, f"otp.{way.name}.check.succeeded"))
    change.to(f"session.otp.{way.name}.checked", **{way.code: None, way.checked: now})


def check_totp(
    state: InstanceState, change: Change, code: str, is_right: Callable[[str, str], bool], now: Instant
) -> None:
    """Check a code of the user's app, which is an event of the user whether it is right or wrong.

    Args:
        is_right: `is_right(secret, code)` tells whether the app would show that code now.

    Raises: SESSION_TOTP_USER_MISSING, SESSION_TOTP_NOT_READY, SESSION_TOTP_USER_LOCKED; CheckFailed with
        TOTP_CODE_INVALID.
    Source: recordings/id-sessions.jsonl; what no recording reaches is the real server's source.
    """
    if not change.session.user:
        raise Refused(problems.SESSION_TOTP_USER_MISSING)
    user = state.users.get(change.session.user)
    if user is None or user.human is None or not user.human.totp_ready:
        raise Refused(problems.SESSION_TOTP_NOT_READY)
    change.note(totp_shown(user, user.human, code, is_right))
    change.to("session.totp.checked", totp_checked=now)


def totp_shown(user: User, human: Human, code: str, is_right: Callable[[str, str], bool]) -> Noted:
    """That a person showed a right code of an app.

    Raises: SESSION_TOTP_USER_LOCKED; CheckFailed with TOTP_CODE_INVALID.
    """
    if user.state == UserState.LOCKED:
        raise Refused(problems.SESSION_TOTP_USER_LOCKED)
    if not is_right(human.totp_secret, code):
        raise CheckFailed(problems.TOTP_CODE_INVALID, _of_user(user, "mfa.otp.check.failed"))
    return _of_user(user, "mfa.otp.check.succeeded")


def challenge_otp(state: InstanceState, change: Change, way: Way, code: str, now: Instant) -> None:
    """Ask the user for a one-time code.

    Raises: SESSION_OTP_EMAIL_CHALLENGE_USER_MISSING, SESSION_OTP_EMAIL_CHALLENGE_NOT_READY,
        SESSION_OTP_SMS_CHALLENGE_USER_MISSING, SESSION_OTP_SMS_CHALLENGE_NOT_READY.
    Source: recordings/id-sessions.jsonl; that without a user is the real server's source.
    """
    if not change.session.user:
        raise Refused(way.no_user)
    user = state.users.get(change.session.user)
    if user is None or not way.ready(user):
        raise Refused(way.not_ready)
    challenge = Code(text=code, made=now, expires=Instant(now + _CODE_LASTS_US))
    change.to(f"session.otp.{way.name}.challenged", **{way.code: challenge})


def refuse_unready(change: Change, no_user: Problem | None, otherwise: Problem) -> None:
    """Refuse a check of what no user of this server can have set up. Raises: `no_user` or `otherwise`."""
    raise Refused(no_user if no_user is not None and not change.session.user else otherwise)


def _of_user(user: User, name: str) -> Noted:
    return Noted(f"user.human.{name}", History.USER, user.id)
