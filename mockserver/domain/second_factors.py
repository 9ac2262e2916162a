"""Decisions of the user service of v2 on second factors of people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mockserver.domain.events import RowChanged
from mockserver.domain.human_parts import event, person
from mockserver.domain.rows.users import Human, User
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused


@dataclass(frozen=True, slots=True)
class _SentCodes:
    """A factor whose codes are sent somewhere.

    Attributes:
        events: how the names of its events begin.
        verified: whether the place that they go to has once been verified.
    """

    events: str
    is_on: Callable[[Human], bool]
    verified: Callable[[Human], bool]
    switched: Callable[[Human, bool], Human]
    already: Problem
    not_ready: Problem
    missing: Problem


_EMAIL = _SentCodes(
    "user.human.mfa.otp.email",
    lambda human: human.otp_email,
    lambda human: human.email_was_verified,
    lambda human, on: replace(human, otp_email=on),
    problems.OTP_ALREADY_READY,
    problems.OTP_EMAIL_NOT_READY,
    problems.V2_REMOVE_OTP_EMAIL_OTP_NOT_FOUND,
)
_SMS = _SentCodes(
    "user.human.mfa.otp.sms",
    lambda human: human.otp_sms,
    lambda human: human.phone_was_verified,
    lambda human, on: replace(human, otp_sms=on),
    problems.OTP_SMS_ALREADY_READY,
    problems.V2_ADD_OTPSMS_OTP_NOT_READY,
    problems.V2_REMOVE_OTPSMS_OTP_NOT_FOUND,
)


def skip_mfa(user: User | None) -> RowChanged:
    """Put off setting up a second factor.

    Raises: MFA_SKIPPED_USER_NOT_FOUND (the real server's source).
    Source: recordings/id-users-v2.jsonl.
    """
    found, human = person(user, problems.MFA_SKIPPED_USER_NOT_FOUND)
    return event("user.human.mfa.init.skipped", found, human)


def add_otp_email(user: User | None) -> RowChanged:
    """Let a person get codes by mail as a second factor; some address must once have been verified.

    Raises: OTP_ALREADY_READY, OTP_EMAIL_NOT_READY (for nobody and machines too; the real server's source).
    Source: recordings/id-users-v2.jsonl.
    """
    return _added(_EMAIL, user)


def remove_otp_email(user: User | None) -> RowChanged:
    """Take that factor away.

    Raises: V2_REMOVE_OTP_EMAIL_OTP_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl.
    """
    return _removed(_EMAIL, user)


def add_otp_sms(user: User | None) -> RowChanged:
    """Let a person get codes by text message as a second factor; the number must have been verified.

    Raises: OTP_SMS_ALREADY_READY (the real server's source), V2_ADD_OTPSMS_OTP_NOT_READY (for nobody too).
    Source: recordings/id-users-v2.jsonl.
    """
    return _added(_SMS, user)


def remove_otp_sms(user: User | None) -> RowChanged:
    """Take that factor away.

    Raises: V2_REMOVE_OTPSMS_OTP_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl.
    """
    return _removed(_SMS, user)


def register_totp(user: User | None, secret: str) -> RowChanged:
    """Give a person the secret for an app that makes codes; it counts once such a code was shown.

    Raises: TOTP_USER_NOT_FOUND, TOTP_ALREADY_READY (both are the real server's source).
    """
    found, human = person(user, problems.TOTP_USER_NOT_FOUND)
    if human.totp_ready:
        raise Refused(problems.TOTP_ALREADY_READY)
    return event("user.human.mfa.otp.added", found, replace(human, totp_secret=secret))


def verify_totp(user: User | None, *, right: bool) -> RowChanged:
    """Let that secret count.

    Args:
        right: whether the code that was shown is the secret's.

    Raises: TOTP_TO_VERIFY_NOT_FOUND, TOTP_ALREADY_VERIFIED, TOTP_CODE_INVALID (all are the real server's source).
    """
    found, human = person(user, problems.TOTP_TO_VERIFY_NOT_FOUND)
    if not human.totp_secret:
        raise Refused(problems.TOTP_TO_VERIFY_NOT_FOUND)
    if human.totp_ready:
        raise Refused(problems.TOTP_ALREADY_VERIFIED)
    if not right:
        raise Refused(problems.TOTP_CODE_INVALID)
    return event("user.human.mfa.otp.verified", found, replace(human, totp_ready=True))


def remove_totp(user: User | None) -> RowChanged:
    """Take that factor away.

    Raises: V2_REMOVE_TOTP_OTP_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl.
    """
    found, human = person(user, problems.V2_REMOVE_TOTP_OTP_NOT_FOUND)
    if not human.totp_secret:
        raise Refused(problems.V2_REMOVE_TOTP_OTP_NOT_FOUND)
    return event("user.human.mfa.otp.removed", found, replace(human, totp_secret="", totp_ready=False))


def _added(codes: _SentCodes, user: User | None) -> RowChanged:
    found, human = person(user, codes.not_ready)
    if codes.is_on(human):
        raise Refused(codes.already)
    if not codes.verified(human):
        raise Refused(codes.not_ready)
    return event(f"{codes.events}.added", found, codes.switched(human, True))


def _removed(codes: _SentCodes, user: User | None) -> RowChanged:
    found, human = person(user, codes.missing)
    if not codes.is_on(human):
        raise Refused(codes.missing)
    return event(f"{codes.events}.removed", found, codes.switched(human, False))
