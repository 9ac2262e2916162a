"""The checks and challenges of a request, in the order in which the session service makes them."""

from __future__ import annotations

from mockserver.access import passwords, totp
from mockserver.domain import session_checks as decide
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import User
from mockserver.domain.session_checks import EMAIL, SMS, Way
from mockserver.domain.sessions import Change
from mockserver.errors.catalogue import (
    INTENT_TOKEN_INVALID,
    RECOVERY_CODES_NOT_READY,
    SESSION_INTENT_USER_MISSING,
    SESSION_RECOVERY_CODE_USER_MISSING,
    SESSION_WITHOUT_WEB_AUTHN_CHALLENGE,
    WEB_AUTHN_LOGIN_FAILED,
    WEB_AUTHN_USER_MISSING,
)
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_session_v2 as messages

_DIGITS = 8


def user_of(context: Context, checks: messages.Checks | None) -> User | None:
    """The user that a request wants to be checked, who is looked up before anything else is judged.

    Raises: USER_NOT_FOUND, SESSION_USER_NOT_ACTIVE.
    """
    if checks is None or checks.user is None:
        return None
    given = checks.user
    return decide.user_for_session(
        context.state, user_id=UserId(given.user_id or ""), login_name=given.login_name or ""
    )


def perform(
    context: Context,
    change: Change,
    user: User | None,
    checks: messages.Checks | None,
    challenges: messages.RequestChallenges | None,
) -> messages.Challenges | None:
    """Make all checks, and then ask for what is asked for; returns the codes that the caller wants to have.

    What a user showed wrongly is recorded, though nothing else of the call is.

    Raises: what `domain/session_checks.py` raises; for ways that no user of this server has set up
        SESSION_INTENT_USER_MISSING, INTENT_TOKEN_INVALID,
        SESSION_WITHOUT_WEB_AUTHN_CHALLENGE, SESSION_RECOVERY_CODE_USER_MISSING, RECOVERY_CODES_NOT_READY,
        WEB_AUTHN_USER_MISSING, WEB_AUTHN_LOGIN_FAILED.
    """
    if checks is not None:
        with context.recording_failures():
            _check(context, change, user, checks)
    return None if challenges is None else _challenge(context, change, challenges)


def _check(context: Context, change: Change, user: User | None, checks: messages.Checks) -> None:
    state, now = context.state, context.instance.clock.now()
    if user is not None:
        decide.check_user(change, user, now)
    if checks.password is not None:
        decide.check_password(state, change, checks.password.password, passwords.matches, now)
    if checks.idp_intent is not None:
        decide.refuse_unready(change, SESSION_INTENT_USER_MISSING, INTENT_TOKEN_INVALID)
    if checks.web_auth_n is not None:
        decide.refuse_unready(change, None, SESSION_WITHOUT_WEB_AUTHN_CHALLENGE)
    if checks.totp is not None:
        decide.check_totp(state, change, checks.totp.code, lambda secret, code: totp.is_right(secret, code, now), now)
    if checks.otp_sms is not None:
        decide.check_otp(state, change, SMS, checks.otp_sms.code, now)
    if checks.otp_email is not None:
        decide.check_otp(state, change, EMAIL, checks.otp_email.code, now)
    if checks.recovery_code is not None:
        decide.refuse_unready(change, SESSION_RECOVERY_CODE_USER_MISSING, RECOVERY_CODES_NOT_READY)


def _challenge(context: Context, change: Change, asked: messages.RequestChallenges) -> messages.Challenges:
    sms = email = None
    if asked.web_auth_n is not None:
        decide.refuse_unready(change, WEB_AUTHN_USER_MISSING, WEB_AUTHN_LOGIN_FAILED)
    if asked.otp_sms is not None:
        code = _ask(context, change, SMS)
        sms = code if asked.otp_sms.return_code else None
    if asked.otp_email is not None:
        code = _ask(context, change, EMAIL)
        email = code if asked.otp_email.return_code is not None else None
    return messages.Challenges(otp_sms=sms, otp_email=email)


def _ask(context: Context, change: Change, way: Way) -> str:
    code = f"{context.instance.randomness.randrange(10**_DIGITS):0{_DIGITS}}"
    decide.challenge_otp(context.state, change, way, code, context.instance.clock.now())
    return code
