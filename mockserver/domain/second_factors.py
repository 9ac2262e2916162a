"""Decisions of the user service of v2 on second factors of people."""

from __future__ import annotations

from dataclasses import replace

from mockserver.domain.events import RowChanged
from mockserver.domain.human_parts import event, person
from mockserver.domain.rows.users import User
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Refused


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
    found, human = person(user, problems.OTP_EMAIL_NOT_READY)
    if human.otp_email:
        raise Refused(problems.OTP_ALREADY_READY)
    if not human.email_was_verified:
        raise Refused(problems.OTP_EMAIL_NOT_READY)
    return event("user.human.mfa.otp.email.added", found, replace(human, otp_email=True))


def remove_otp_email(user: User | None) -> RowChanged:
    """Take that factor away.

    Raises: V2_REMOVE_OTP_EMAIL_OTP_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl.
    """
    found, human = person(user, problems.V2_REMOVE_OTP_EMAIL_OTP_NOT_FOUND)
    if not human.otp_email:
        raise Refused(problems.V2_REMOVE_OTP_EMAIL_OTP_NOT_FOUND)
    return event("user.human.mfa.otp.email.removed", found, replace(human, otp_email=False))


def add_otp_sms(user: User | None) -> RowChanged:
    """Let a person get codes by text message as a second factor; the number must have been verified.

    Raises: OTP_SMS_ALREADY_READY (the real server's source), V2_ADD_OTPSMS_OTP_NOT_READY (for nobody too).
    Source: recordings/id-users-v2.jsonl.
    """
    found, human = person(user, problems.V2_ADD_OTPSMS_OTP_NOT_READY)
    if human.otp_sms:
        raise Refused(problems.OTP_SMS_ALREADY_READY)
    if not human.phone_was_verified:
        raise Refused(problems.V2_ADD_OTPSMS_OTP_NOT_READY)
    return event("user.human.mfa.otp.sms.added", found, replace(human, otp_sms=True))


def remove_otp_sms(user: User | None) -> RowChanged:
    """Take that factor away.

    Raises: V2_REMOVE_OTPSMS_OTP_NOT_FOUND.
    Source: recordings/id-users-v2.jsonl.
    """
    found, human = person(user, problems.V2_REMOVE_OTPSMS_OTP_NOT_FOUND)
    if not human.otp_sms:
        raise Refused(problems.V2_REMOVE_OTPSMS_OTP_NOT_FOUND)
    return event("user.human.mfa.otp.sms.removed", found, replace(human, otp_sms=False))


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
