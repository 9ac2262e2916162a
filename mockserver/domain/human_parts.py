"""Decisions of the service of v1 on what people have: profile, address, number, password."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mockserver.domain.codes import HOURS_OF_INITIALISATION, made
from mockserver.domain.events import RowChanged
from mockserver.domain.ids import Instant
from mockserver.domain.judged import Judged
from mockserver.domain.passwords import OF_CHANGED, NewPassword
from mockserver.domain.rows.users import USERS, Human, User, UserState
from mockserver.domain.text import require_storable
from mockserver.domain.verbs import Events
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a person is called, and what else there is to say."""

    first_name: str
    last_name: str
    nick_name: str
    display_name: str
    language: str
    gender: int


def event(name: str, user: User, human: Human) -> RowChanged:
    """An event after which a user is a person of that kind."""
    return RowChanged(name, USERS, replace(user, human=human))


def person(user: User | None, otherwise: Problem) -> tuple[User, Human]:
    """A user who is a person.

    Raises: the problem where there is none, or a machine.
    """
    if user is None or user.human is None:
        raise Refused(otherwise)
    return user, user.human


def change_profile(user: User | None, profile: Profile) -> Events:
    """Replace a profile.

    Raises: PROFILE_NOT_FOUND, PROFILE_NOT_CHANGED, NUL_IN_TEXT.
    Source: recordings/id-user-parts.jsonl.
    """
    found, human = person(user, problems.PROFILE_NOT_FOUND)
    after = replace(
        human,
        first_name=profile.first_name,
        last_name=profile.last_name,
        nick_name=profile.nick_name,
        display_name=profile.display_name,
        language=profile.language,
        gender=profile.gender,
    )
    if after == human:
        raise Refused(problems.PROFILE_NOT_CHANGED)
    require_storable(after.first_name, after.last_name, after.nick_name, after.display_name)
    return (event("user.human.profile.changed", found, after),)


def change_email(user: User | None, address: Judged, *, verified: bool, code: str, now: Instant) -> Events:
    """Set an address: as verified, or with a code for it. Saying of the same one that it is verified changes that.

    Raises: EMAIL_INVALID, EMAIL_MALFORMED, EMAIL_TO_CHANGE_NOT_FOUND, EMAIL_USER_NOT_INITIALISED, EMAIL_NOT_CHANGED,
        NUL_IN_TEXT.
    Source: recordings/id-user-parts.jsonl.
    """
    text = address.required()
    found, human = person(user, problems.EMAIL_TO_CHANGE_NOT_FOUND)
    if human.uninitialised:
        raise Refused(problems.EMAIL_USER_NOT_INITIALISED)
    if text == human.email:
        if not verified or human.email_verified:
            raise Refused(problems.EMAIL_NOT_CHANGED)
        return (email_verified(found, human),)
    return email_set(found, text, verified=verified, code=code, now=now)


def email_set(
    user: User, address: str, *, verified: bool, code: str, now: Instant, returned: bool = False
) -> tuple[RowChanged, RowChanged]:
    """A new address of a person, and what comes of it: that it is verified, or a code.

    Raises: NUL_IN_TEXT.
    """
    require_storable(address)
    assert user.human is not None, "only people have addresses"  # noqa: S101 (the caller's mistake)
    human = replace(user.human, email=address, email_verified=False, email_code=None)
    then = email_verified(user, human) if verified else email_code_added(user, human, code, now, returned=returned)
    return event("user.human.email.changed", user, human), then


def email_verified(user: User, human: Human) -> RowChanged:
    """An address turned out to be its user's."""
    after = replace(human, email_verified=True, email_was_verified=True, email_code=None, invite_code=None)
    return event("user.human.email.verified", user, after)


def email_code_added(user: User, human: Human, code: str, now: Instant, *, returned: bool = False) -> RowChanged:
    """A code for an address, in place of any before."""
    after = replace(human, email_code=made(code, now, returned=returned))
    return event("user.human.email.code.added", user, after)


def resend_email(user: User | None, code: str, now: Instant) -> RowChanged:
    """Make a new code for an address.

    Raises: RESEND_HUMAN_EMAIL_VERIFICATION_EMAIL_NOT_FOUND, RESEND_HUMAN_EMAIL_VERIFICATION_USER_NOT_INITIALISED,
        RESEND_HUMAN_EMAIL_VERIFICATION_ALREADY_VERIFIED (the last is the real server's source).
    Source: recordings/id-user-parts.jsonl.
    """
    found, human = person(user, problems.RESEND_HUMAN_EMAIL_VERIFICATION_EMAIL_NOT_FOUND)
    if human.uninitialised:
        raise Refused(problems.RESEND_HUMAN_EMAIL_VERIFICATION_USER_NOT_INITIALISED)
    if human.email_verified:
        raise Refused(problems.RESEND_HUMAN_EMAIL_VERIFICATION_ALREADY_VERIFIED)
    return email_code_added(found, human, code, now)


def resend_initialisation(user: User | None, address: Judged, code: str, now: Instant) -> Events:
    """Make a new code for somebody who has yet to complete what is missing, at another address if one is given.

    Raises: RESEND_HUMAN_INITIALIZATION_USER_NOT_FOUND, INITIALISATION_ALREADY_DONE, EMAIL_INVALID, EMAIL_MALFORMED (all
        but the first are the real server's source), NUL_IN_TEXT.
    Source: recordings/id-user-parts.jsonl.
    """
    found, human = person(user, problems.RESEND_HUMAN_INITIALIZATION_USER_NOT_FOUND)
    if not human.uninitialised:
        raise Refused(problems.INITIALISATION_ALREADY_DONE)
    events: Events = ()
    text = address.required()
    if text and text != human.email:
        require_storable(text)
        human = replace(human, email=text, email_verified=False, email_code=None)
        events = (event("user.human.email.changed", found, human),)
    human = replace(human, initial_code=made(code, now, hours=HOURS_OF_INITIALISATION))
    initial = replace(found, state=UserState.INITIAL)
    return (*events, event("user.human.initialization.code.added", initial, human))


def change_phone(user: User | None, number: Judged, *, verified: bool, code: str, now: Instant) -> Events:
    """Set a number: as verified, or with a code for it.

    Raises: PHONE_INVALID, UPDATE_HUMAN_PHONE_USER_NOT_FOUND, PHONE_NOT_CHANGED.
    Source: recordings/id-user-parts.jsonl.
    """
    text = number.required()
    found, human = person(user, problems.UPDATE_HUMAN_PHONE_USER_NOT_FOUND)
    if text == human.phone:
        if not verified or human.phone_verified:
            raise Refused(problems.PHONE_NOT_CHANGED)
        return (phone_verified(found, human),)
    return phone_set(found, text, verified=verified, code=code, now=now)


def phone_set(
    user: User, number: str, *, verified: bool, code: str, now: Instant, returned: bool = False
) -> tuple[RowChanged, RowChanged]:
    """A new number of a person, and what comes of it: that it is verified, or a code."""
    assert user.human is not None, "only people have numbers"  # noqa: S101 (the caller's mistake)
    human = replace(user.human, phone=number, phone_verified=False, phone_code=None)
    then = phone_verified(user, human) if verified else phone_code_added(user, human, code, now, returned=returned)
    return event("user.human.phone.changed", user, human), then


def phone_verified(user: User, human: Human) -> RowChanged:
    """A number turned out to be its user's."""
    after = replace(human, phone_verified=True, phone_was_verified=True, phone_code=None)
    return event("user.human.phone.verified", user, after)


def phone_code_added(user: User, human: Human, code: str, now: Instant, *, returned: bool = False) -> RowChanged:
    """A code for a number, in place of any before."""
    after = replace(human, phone_code=made(code, now, returned=returned))
    return event("user.human.phone.code.added", user, after)


def phone_removed(user: User, human: Human) -> RowChanged:
    """A person has no number any more, and gets no codes there."""
    after = replace(human, phone="", phone_verified=False, phone_code=None, phone_was_verified=False, otp_sms=False)
    return event("user.human.phone.removed", user, after)


def remove_phone(user: User | None) -> RowChanged:
    """Remove a number.

    Raises: REMOVE_HUMAN_PHONE_USER_NOT_FOUND, REMOVE_HUMAN_PHONE_PHONE_NOT_FOUND.
    Source: recordings/id-user-parts.jsonl.
    """
    found, human = person(user, problems.REMOVE_HUMAN_PHONE_USER_NOT_FOUND)
    if not human.phone:
        raise Refused(problems.REMOVE_HUMAN_PHONE_PHONE_NOT_FOUND)
    return phone_removed(found, human)


def resend_phone(user: User | None, code: str, now: Instant) -> RowChanged:
    """Make a new code for a number.

    Raises: RESEND_HUMAN_PHONE_VERIFICATION_USER_NOT_FOUND, RESEND_HUMAN_PHONE_VERIFICATION_PHONE_NOT_FOUND,
        RESEND_HUMAN_PHONE_VERIFICATION_ALREADY_VERIFIED (the last is the real server's source).
    Source: recordings/id-user-parts.jsonl.
    """
    found, human = person(user, problems.RESEND_HUMAN_PHONE_VERIFICATION_USER_NOT_FOUND)
    if not human.phone:
        raise Refused(problems.RESEND_HUMAN_PHONE_VERIFICATION_PHONE_NOT_FOUND)
    if human.phone_verified:
        raise Refused(problems.RESEND_HUMAN_PHONE_VERIFICATION_ALREADY_VERIFIED)
    return phone_code_added(found, human, code, now)


def require_password_settable(user: User | None) -> tuple[User, Human]:
    """Let a person pass whose password can be set.

    Raises: PASSWORD_NOT_FOUND, SET_HUMAN_PASSWORD_USER_NOT_INITIALISED.
    Source: recordings/id-user-parts.jsonl.
    """
    found, human = person(user, problems.PASSWORD_NOT_FOUND)
    if found.state is UserState.INITIAL:
        raise Refused(problems.SET_HUMAN_PASSWORD_USER_NOT_INITIALISED)
    return found, human


def set_password(user: User | None, password: NewPassword) -> RowChanged:
    """Set a password, the same one too.

    Raises: PASSWORD_NOT_FOUND, SET_HUMAN_PASSWORD_USER_NOT_INITIALISED, CHANGED_PASSWORD_….
    Source: recordings/id-user-parts.jsonl.
    """
    found, human = require_password_settable(user)
    return password_changed(found, human, password)


def password_changed(user: User, human: Human, password: NewPassword) -> RowChanged:
    """Another password; the code for it is used up.

    Raises: CHANGED_PASSWORD_…, where there is a text to judge.
    """
    password.require_complex(OF_CHANGED)
    after = replace(
        human,
        password=password.stored,
        password_change_required=password.change_required,
        password_failures=0,
        password_code=None,
    )
    return event("user.human.password.changed", user, after)


def request_password(user: User | None, code: str, now: Instant) -> RowChanged:
    """Make a code with which a password can be set. A machine is sent one too, for which it has no use.

    Raises: SEND_HUMAN_RESET_PASSWORD_NOTIFICATION_USER_NOT_FOUND,
        SEND_HUMAN_RESET_PASSWORD_NOTIFICATION_USER_NOT_INITIALISED.
    Source: recordings/id-user-parts.jsonl.
    """
    if user is None:
        raise Refused(problems.SEND_HUMAN_RESET_PASSWORD_NOTIFICATION_USER_NOT_FOUND)
    if user.state is UserState.INITIAL:
        raise Refused(problems.SEND_HUMAN_RESET_PASSWORD_NOTIFICATION_USER_NOT_INITIALISED)
    return password_code_added(user, code, now)


def password_code_added(user: User, code: str, now: Instant, *, returned: bool = False) -> RowChanged:
    """A code with which a password can be set, in place of any before."""
    human = user.human
    if human is not None:
        human = replace(human, password_code=made(code, now, returned=returned))
    return RowChanged("user.human.password.code.added", USERS, replace(user, human=human))
