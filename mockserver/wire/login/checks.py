"""Who somebody is, and that it is so: login name, password, second factor, and the codes of mails."""

from __future__ import annotations

from collections.abc import Callable

from mockserver.access import passwords, totp
from mockserver.access.oauth.admission import person_named, requested_organisation
from mockserver.access.oauth.grants import PASSWORD
from mockserver.domain import human_parts_v2, initialising, second_factors
from mockserver.domain.ids import UserId
from mockserver.domain.passwords import NewPassword
from mockserver.domain.rows.users import User
from mockserver.domain.session_checks import password_shown, totp_shown
from mockserver.domain.sessions import CheckFailed
from mockserver.errors.catalogue import PASSWORD_INVALID
from mockserver.errors.login_problems import (
    LOGIN_NAME_NOT_FOUND,
    LOGIN_NAME_OR_PASSWORD_WRONG,
    LOGIN_PASSWORDS_DIFFER,
    LOGIN_REQUEST_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused
from mockserver.logins.attempts import UNKNOWN_USER
from mockserver.logins.login_scripts import NO_ERROR, after_check, error_told, keep_metadata
from mockserver.operations import values
from mockserver.wire.http import Response
from mockserver.wire.login import registering
from mockserver.wire.login.next_step import (
    MFA,
    OTP,
    adopt,
    ask_email_code,
    ask_first_code,
    ask_initialisation,
    ask_name,
    ask_password,
    ask_second_factor,
    forget_user,
    go_on,
    has_shown_something,
    remembered,
    requires_factor,
    take_session,
)
from mockserver.wire.login.visit import Visit

_HASH_DIFFERS = "passwap: password does not match hash: "
"""What causes a wrong password, in the words of the real server's library."""


async def login_name(visit: Visit) -> Response:
    """A login name, or that somebody wants to register; with a password, that as well."""
    if visit.field("register"):
        return registering.begin(visit)
    name = visit.field("loginName")
    if not name:
        return ask_name(visit)
    forget_user(visit)
    attempt = visit.attempt
    attempt.user_name = attempt.login_name = name
    try:
        adopt(visit, person_named(visit.state, visit.request, name))
    except Refused as refused:
        if refused.problem is not LOGIN_NAME_NOT_FOUND or not visit.policy.ignore_unknown_usernames:
            return ask_name(visit, refused.problem, name)
        requested = requested_organisation(visit.state, visit.request)
        attempt.user = UNKNOWN_USER
        if requested is not None:
            attempt.organisation = requested.id
        visit.touch()
    return await password(visit) if "password" in visit.call.parameters else await go_on(visit)


async def select_user(visit: Visit) -> Response:
    """One of the users that the browser remembers, or another one."""
    found = remembered(visit)
    if found is not None and visit.field("userID") == found[1].id:
        take_session(visit, *found)
        return await go_on(visit)
    visit.attempt.asks_name = True
    forget_user(visit)
    return ask_name(visit)


async def password(visit: Visit) -> Response:
    """A password: it is checked, then the scripts run, and only then does it count."""
    if not visit.attempt.user or not visit.policy.allow_username_password:
        return await go_on(visit)
    if "password" not in visit.call.parameters:
        return ask_password(visit)
    hides = visit.policy.ignore_unknown_usernames
    wrong, cause = _wrong_password(visit)
    if wrong is not None and hides:
        wrong, cause = LOGIN_NAME_OR_PASSWORD_WRONG, ""
    who = visit.who()
    try:
        kept = await after_check(
            visit.site, visit.attempt, visit.browser, "password", error_told(wrong, cause) if wrong else NO_ERROR
        )
        visit.require_open(who)
        if wrong is None:
            keep_metadata(visit.site, visit.person()[0], kept)
    except Refused as refused:
        if refused.problem is LOGIN_REQUEST_NOT_FOUND:
            raise
        wrong = wrong or refused.problem
    if wrong is not None and hides and wrong is LOGIN_NAME_OR_PASSWORD_WRONG:
        name = visit.attempt.login_name
        forget_user(visit)
        return ask_name(visit, wrong, name)
    if wrong is not None:
        return ask_password(visit, wrong)
    attempt = visit.attempt
    attempt.password_verified, attempt.methods, attempt.authenticated = True, PASSWORD, visit.call.now
    visit.touch()
    return await go_on(visit)


def _wrong_password(visit: Visit) -> tuple[Problem | None, str]:
    """What is wrong with a password, and the text of its cause."""
    if visit.attempt.user == UNKNOWN_USER:
        return LOGIN_NAME_OR_PASSWORD_WRONG, ""
    try:
        user, human = visit.person()
        shown = password_shown(user, human, visit.field("password"), passwords.matches)
    except CheckFailed as failed:
        visit.call.instance.append_all(failed.events)
        return failed.problem, _HASH_DIFFERS if failed.problem.id == PASSWORD_INVALID.id else ""
    except Refused as refused:
        return refused.problem, ""
    visit.call.instance.append(shown)
    return None, ""


async def second_factor(visit: Visit) -> Response:
    """A code of an authenticator app: it is checked, then the scripts run, and only then does it count."""
    attempt = visit.attempt
    if not has_shown_something(attempt) or "code" not in visit.call.parameters:
        return await go_on(visit)
    wrong: Problem | None = None
    try:
        user, human = visit.person()
        shown = totp_shown(user, human, visit.field("code"), _is_right(visit))
        visit.call.instance.append(shown)
    except CheckFailed as failed:
        visit.call.instance.append_all(failed.events)
        wrong = failed.problem
    except Refused as refused:
        wrong = refused.problem
    who = visit.who()
    try:
        kept = await after_check(
            visit.site, attempt, visit.browser, "OTP", error_told(wrong) if wrong is not None else NO_ERROR
        )
        visit.require_open(who)
        if wrong is None:
            keep_metadata(visit.site, visit.person()[0], kept)
    except Refused as refused:
        if refused.problem is LOGIN_REQUEST_NOT_FOUND:
            raise
        wrong = wrong or refused.problem
    if wrong is not None:
        return ask_second_factor(visit, wrong)
    attempt.factors, attempt.methods = (OTP,), (*attempt.methods, *MFA)
    visit.touch()
    return await go_on(visit)


def _is_right(visit: Visit) -> Callable[[str, str], bool]:
    return lambda secret, code: totp.is_right(secret, code, visit.call.now)


async def mfa_prompt(visit: Visit) -> Response:
    """That setting up a second factor is put off, or begun."""
    attempt = visit.attempt
    if not has_shown_something(attempt):
        return await go_on(visit)
    user, human = visit.person()
    if visit.field("skip") and not requires_factor(visit):
        visit.call.instance.append(second_factors.skip_mfa(user))
        return await go_on(visit)
    if visit.field("provider") and not human.totp_ready:
        secret = totp.new_secret(visit.call.instance.randomness)
        visit.call.instance.append(second_factors.register_totp(user, secret))
        return ask_first_code(visit, *visit.person())
    return await go_on(visit)


async def otp_verify(visit: Visit) -> Response:
    """The first code of an authenticator app, with which it counts and has been shown."""
    attempt = visit.attempt
    if not has_shown_something(attempt) or "code" not in visit.call.parameters:
        return await go_on(visit)
    user, human = visit.person()
    right = totp.is_right(human.totp_secret, visit.field("code"), visit.call.now)
    try:
        visit.call.instance.append(second_factors.verify_totp(user, right=right))
    except Refused as refused:
        return ask_first_code(visit, user, human, refused.problem)
    attempt.factors, attempt.methods = (OTP,), (*attempt.methods, *MFA)
    visit.touch()
    return await go_on(visit)


async def initialise(visit: Visit) -> Response:
    """The code of the mail that a new user is sent, and a password where there is none."""
    if "code" not in visit.call.parameters or visit.attempt.user in ("", UNKNOWN_USER):
        return await go_on(visit)
    user, human = visit.person()
    if not human.uninitialised:
        return await go_on(visit)
    try:
        events = initialising.initialise(user, human, visit.field("code"), _first_password(visit, user), visit.call.now)
    except CheckFailed as failed:
        visit.call.instance.append_all(failed.events)
        return ask_initialisation(visit, user, human, failed.problem)
    except Refused as refused:
        return ask_initialisation(visit, user, human, refused.problem)
    visit.call.instance.append_all(events)
    return await go_on(visit)


def _first_password(visit: Visit, user: User) -> NewPassword | None:
    """The password that a new user chose; None for one who has a password. Raises: LOGIN_PASSWORDS_DIFFER."""
    if user.human is None or user.human.password:
        return None
    chosen = visit.field("password")
    if chosen != visit.field("passwordconfirm"):
        raise Refused(LOGIN_PASSWORDS_DIFFER)
    return values.new_password(visit.call.instance, chosen)


async def verify_email(visit: Visit) -> Response:
    """The code of the mail that verifies an address."""
    if "code" not in visit.call.parameters or visit.attempt.user in (UserId(""), UNKNOWN_USER):
        return await go_on(visit)
    user, human = visit.person()
    try:
        visit.call.instance.append(human_parts_v2.verify_email(user, human, visit.field("code"), visit.call.now))
    except CheckFailed as failed:
        visit.call.instance.append_all(failed.events)
        return ask_email_code(visit, *visit.person(), failed.problem)
    return await go_on(visit)
