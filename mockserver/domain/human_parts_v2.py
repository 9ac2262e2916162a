"""Decisions of the user service of v2 on addresses, numbers and invitations of people.

A person is looked for first; whether the caller may do it is asked between that and what is decided.
"""

from __future__ import annotations

from dataclasses import replace

from mockserver.domain.codes import HOURS_OF_INVITATION, MOST_INVITATION_FAILURES, made, wrong_with
from mockserver.domain.events import RowChanged
from mockserver.domain.human_parts import (
    email_code_added,
    email_set,
    email_verified,
    event,
    person,
    phone_code_added,
    phone_removed,
    phone_set,
    phone_verified,
)
from mockserver.domain.humans import NewEmail, NewPhone
from mockserver.domain.ids import Instant, UserId
from mockserver.domain.rows.users import Human, User, UserState
from mockserver.domain.sessions import CheckFailed
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused


def addressee(state: InstanceState, user: UserId, otherwise: Problem) -> tuple[User, Human]:
    """A person of any organisation, whose address or number is to be dealt with.

    Raises: the problem, for nobody and for machines; V2_SET_EMAIL_USER_NOT_INITIALISED.
    Source: recordings/id-users-v2.jsonl, id-list-users-v2.jsonl.
    """
    found, human = person(state.users.known(user), otherwise)
    if human.uninitialised:
        raise Refused(problems.V2_SET_EMAIL_USER_NOT_INITIALISED)
    return found, human


def set_email(user: User, new: NewEmail, code: str, now: Instant) -> Events:
    """Set an address, the same one too: as verified, or with a code for it.

    Raises: EMAIL_INVALID, EMAIL_MALFORMED, NUL_IN_TEXT.
    Source: recordings/id-users-v2.jsonl.
    """
    return email_set(user, new.address.required(), verified=new.verified, code=code, now=now, returned=new.returned)


def send_email_code(user: User, human: Human, code: str, now: Instant, *, returned: bool, again: bool) -> RowChanged:
    """Make a new code for an address.

    Args:
        again: whether one must be open, in whose place it comes.

    Raises: CODE_EMPTY.
    Source: recordings/id-users-v2.jsonl.
    """
    if again and human.email_code is None:
        raise Refused(problems.CODE_EMPTY)
    return email_code_added(user, human, code, now, returned=returned)


def verify_email(user: User, human: Human, code: str, now: Instant) -> RowChanged:
    """Verify an address with the code that was sent there; a wrong one is an event too.

    Raises: CheckFailed with VERIFICATION_CODE_INVALID, for one that expired too.
    Source: recordings/id-users-v2.jsonl.
    """
    if wrong_with(human.email_code, code, now) is not None:
        failed = event("user.human.email.verification.failed", user, human)
        raise CheckFailed(problems.VERIFICATION_CODE_INVALID, failed)
    return email_verified(user, human)


def set_phone(user: User, new: NewPhone, code: str, now: Instant) -> Events:
    """Set a number, the same one too: as verified, or with a code for it.

    Raises: PHONE_INVALID.
    Source: recordings/id-users-v2.jsonl; of the same number it is assumed.
    """
    return phone_set(user, new.number.required(), verified=new.verified, code=code, now=now, returned=new.returned)


def remove_phone(user: User, human: Human) -> RowChanged:
    """Remove a number.

    Raises: V2_REMOVE_PHONE_PHONE_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl.
    """
    if not human.phone:
        raise Refused(problems.V2_REMOVE_PHONE_PHONE_NOT_FOUND)
    return phone_removed(user, human)


def resend_phone_code(user: User, human: Human, code: str, now: Instant, *, returned: bool) -> RowChanged:
    """Make a new code for a number, in place of one that is open.

    Raises: PHONE_CODE_EMPTY (the real server's source).
    Source: recordings/id-small-v2.jsonl.
    """
    if human.phone_code is None:
        raise Refused(problems.PHONE_CODE_EMPTY)
    return phone_code_added(user, human, code, now, returned=returned)


def verify_phone(user: User, human: Human, code: str, now: Instant) -> RowChanged:
    """Verify a number with the code that was sent there; a wrong one is an event too.

    Raises: CheckFailed with VERIFICATION_CODE_INVALID, for one that expired too.
    Source: recordings/id-users-v2.jsonl.
    """
    if wrong_with(human.phone_code, code, now) is not None:
        failed = event("user.human.phone.verification.failed", user, human)
        raise CheckFailed(problems.VERIFICATION_CODE_INVALID, failed)
    return phone_verified(user, human)


def password_resettable(state: InstanceState, user: UserId) -> User:
    """A person who can be sent a code to set a password with.

    Raises: V2_PASSWORD_RESET_USER_NOT_FOUND, V2_PASSWORD_RESET_USER_NOT_INITIALISED (the real server's source).
    Source: recordings/id-users-v2.jsonl.
    """
    found, _ = person(state.users.known(user), problems.V2_PASSWORD_RESET_USER_NOT_FOUND)
    if found.state is UserState.INITIAL:
        raise Refused(problems.V2_PASSWORD_RESET_USER_NOT_INITIALISED)
    return found


def invite(user: User | None, code: str, now: Instant, *, returned: bool, again: bool) -> RowChanged:
    """Invite a person who has nothing to log in with yet.

    Once a code was handed to the caller no other is made, unless that one was got wrong too often.

    Args:
        again: whether a code must be open, in whose place it comes.

    Raises: V2_RESEND_INVITE_CODE_USER_NOT_FOUND, USER_ALREADY_INITIALISED, INVITE_CODE_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl, id-small-v2.jsonl.
    """
    found, human = person(user, problems.V2_RESEND_INVITE_CODE_USER_NOT_FOUND)
    if human.password:
        raise Refused(problems.USER_ALREADY_INITIALISED)
    if human.invite_returned or (again and human.invite_code is None):
        raise Refused(problems.INVITE_CODE_NOT_FOUND)
    code_made = made(code, now, hours=HOURS_OF_INVITATION, returned=returned)
    after = replace(human, invite_code=code_made, invite_returned=returned)
    return event("user.human.invite.code.added", found, after)


def accept_invitation(user: User | None, code: str, now: Instant) -> Events:
    """Accept an invitation with its code, which verifies the address too; a wrong code is an event as well.

    Raises: INVITE_USER_NOT_FOUND (the real server's source); CheckFailed with INVITE_CODE_INVALID.
    Source: recordings/id-users-v2.jsonl; that three wrong codes end it is the real server's source.
    """
    found, human = person(user, problems.INVITE_USER_NOT_FOUND)
    open_code = human.invite_code
    wrong = wrong_with(open_code, code, now)
    if wrong is not None:
        after = human
        if open_code is not None:
            failures = open_code.failures + 1
            ended = failures >= MOST_INVITATION_FAILURES or wrong is problems.CODE_EXPIRED
            after = replace(
                human,
                invite_code=None if ended else replace(open_code, failures=failures),
                invite_returned=human.invite_returned and not ended,
            )
        raise CheckFailed(problems.INVITE_CODE_INVALID, event("user.human.invite.check.failed", found, after))
    accepted = replace(human, invite_code=None)
    return event("user.human.invite.check.succeeded", found, accepted), email_verified(found, accepted)
