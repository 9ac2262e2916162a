"""Addresses, numbers, passwords and invitations of people, by the service of v2."""

from __future__ import annotations

from mockserver.access import passwords
from mockserver.domain import human_parts_v2 as decide
from mockserver.domain import user_changes
from mockserver.domain.human_parts import password_code_added, require_password_settable
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import Human, User
from mockserver.domain.user_changes import ChangedPassword, Proof
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused
from mockserver.operations import values
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.messages.zitadel_object_v2 import Details
from mockserver.operations.people_v2 import for_credentials, written

_WRITE = "user.write"


def set_email(context: Context, request: messages.SetEmailRequest) -> messages.SetEmailResponse:
    """Set an address: as verified, or with a code that is sent or returned.

    Raises: URL_TEMPLATE_INVALID, V2_SET_EMAIL_EMAIL_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, EMAIL_INVALID,
        EMAIL_MALFORMED, NUL_IN_TEXT, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    _require_template(request.send_code)
    user, _ = _addressee(context, request.user_id, problems.V2_SET_EMAIL_EMAIL_NOT_FOUND)
    given = messages.SetHumanEmail(
        email=request.email, return_code=request.return_code, is_verified=request.is_verified
    )
    new, code = values.new_email(given), values.code(context.instance)
    details = written(context, user, decide.set_email(user, new, code, context.instance.clock.now()))
    return messages.SetEmailResponse(details, code if new.returned else None)


def resend_email_code(context: Context, request: messages.ResendEmailCodeRequest) -> messages.ResendEmailCodeResponse:
    """Make a new code for an address, in place of one that is open.

    Raises: URL_TEMPLATE_INVALID, V2_SET_EMAIL_EMAIL_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, CODE_EMPTY,
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    return messages.ResendEmailCodeResponse(*_email_code(context, request, again=True))


def send_email_code(context: Context, request: messages.SendEmailCodeRequest) -> messages.SendEmailCodeResponse:
    """Make a new code for an address.

    Raises: URL_TEMPLATE_INVALID, V2_SET_EMAIL_EMAIL_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, MEMBERSHIP_NOT_FOUND,
        NO_PERMISSION_WITHIN.
    """
    return messages.SendEmailCodeResponse(*_email_code(context, request, again=False))


def verify_email(context: Context, request: messages.VerifyEmailRequest) -> messages.VerifyEmailResponse:
    """Verify an address with its code, for which nobody needs a permission.

    Raises: V2_SET_EMAIL_EMAIL_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, VERIFICATION_CODE_INVALID.
    """
    user, human = decide.addressee(context.state, UserId(request.user_id), problems.V2_SET_EMAIL_EMAIL_NOT_FOUND)
    with context.recording_failures():
        event = decide.verify_email(user, human, request.verification_code, context.instance.clock.now())
    return messages.VerifyEmailResponse(written(context, user, (event,)))


def set_phone(context: Context, request: messages.SetPhoneRequest) -> messages.SetPhoneResponse:
    """Set a number: as verified, or with a code that is sent or returned.

    Raises: V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, PHONE_INVALID,
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user, _ = _addressee(context, request.user_id, problems.V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND)
    given = messages.SetHumanPhone(
        phone=request.phone, return_code=request.return_code, is_verified=request.is_verified
    )
    new, code = values.new_phone(given), values.code(context.instance)
    details = written(context, user, decide.set_phone(user, new, code, context.instance.clock.now()))
    return messages.SetPhoneResponse(details, code if new.returned else None)


def remove_phone(context: Context, request: messages.RemovePhoneRequest) -> messages.RemovePhoneResponse:
    """Remove a number.

    Raises: V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, V2_REMOVE_PHONE_PHONE_NOT_FOUND,
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user, human = _addressee(context, request.user_id, problems.V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND)
    return messages.RemovePhoneResponse(written(context, user, (decide.remove_phone(user, human),)))


def resend_phone_code(context: Context, request: messages.ResendPhoneCodeRequest) -> messages.ResendPhoneCodeResponse:
    """Make a new code for a number, in place of one that is open.

    Raises: V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, PHONE_CODE_EMPTY,
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user, human = _addressee(context, request.user_id, problems.V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND)
    returned, code = request.return_code is not None, values.code(context.instance)
    event = decide.resend_phone_code(user, human, code, context.instance.clock.now(), returned=returned)
    return messages.ResendPhoneCodeResponse(written(context, user, (event,)), code if returned else None)


def verify_phone(context: Context, request: messages.VerifyPhoneRequest) -> messages.VerifyPhoneResponse:
    """Verify a number with its code, for which nobody needs a permission.

    Raises: V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, VERIFICATION_CODE_INVALID.
    """
    user, human = decide.addressee(
        context.state, UserId(request.user_id), problems.V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND
    )
    with context.recording_failures():
        event = decide.verify_phone(user, human, request.verification_code, context.instance.clock.now())
    return messages.VerifyPhoneResponse(written(context, user, (event,)))


def password_reset(context: Context, request: messages.PasswordResetRequest) -> messages.PasswordResetResponse:
    """Make a code to set a password with, which is sent or returned.

    Raises: URL_TEMPLATE_INVALID, V2_PASSWORD_RESET_USER_NOT_FOUND, V2_PASSWORD_RESET_USER_NOT_INITIALISED,
        MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    _require_template(request.send_link)
    user = decide.password_resettable(context.state, UserId(request.user_id))
    context.require_unless_own(_WRITE, user)
    returned, code = request.return_code is not None, values.code(context.instance)
    event = password_code_added(user, code, context.instance.clock.now(), returned=returned)
    return messages.PasswordResetResponse(written(context, user, (event,)), code if returned else None)


def set_password(context: Context, request: messages.SetPasswordRequest) -> messages.SetPasswordResponse:
    """Set a password: with the current one, with a code, or with the permission to.

    Raises: as `domain.user_changes.set_password`; MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user = context.state.users.known(UserId(request.user_id))
    proof = Proof(code=request.verification_code or "", current=request.current_password or "")
    found, _ = require_password_settable(user)
    if not proof.code and not proof.current:
        context.require_unless_own(_WRITE, found)
    given = request.new_password or messages.Password()
    password = values.new_password(context.instance, given.password, change_required=given.change_required)
    with context.recording_failures():
        event = user_changes.set_password(
            user, ChangedPassword(password=password, proof=proof), context.instance.clock.now(), passwords.matches
        )
    return messages.SetPasswordResponse(written(context, found, (event,)))


def create_invite_code(
    context: Context, request: messages.CreateInviteCodeRequest
) -> messages.CreateInviteCodeResponse:
    """Invite a person who has nothing to log in with yet, by a code that is sent or returned.

    Raises: URL_TEMPLATE_INVALID, as `domain.human_parts_v2.invite`; MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    _require_template(request.send_code)
    user = for_credentials(context, request.user_id, _WRITE)
    returned, code = request.return_code is not None, values.code(context.instance)
    event = decide.invite(user, code, context.instance.clock.now(), returned=returned, again=False)
    return messages.CreateInviteCodeResponse(written(context, user, (event,)), code if returned else None)


def resend_invite_code(
    context: Context, request: messages.ResendInviteCodeRequest
) -> messages.ResendInviteCodeResponse:
    """Send a new code of an invitation, in place of one that was sent.

    Raises: as `domain.human_parts_v2.invite`; MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user = for_credentials(context, request.user_id, _WRITE)
    code = values.code(context.instance)
    event = decide.invite(user, code, context.instance.clock.now(), returned=False, again=True)
    return messages.ResendInviteCodeResponse(written(context, user, (event,)))


def verify_invite_code(
    context: Context, request: messages.VerifyInviteCodeRequest
) -> messages.VerifyInviteCodeResponse:
    """Accept an invitation with its code, for which nobody needs a permission.

    Raises: INVITE_USER_NOT_FOUND, INVITE_CODE_INVALID.
    """
    user = context.state.users.known(UserId(request.user_id))
    with context.recording_failures():
        events = decide.accept_invitation(user, request.verification_code, context.instance.clock.now())
    return messages.VerifyInviteCodeResponse(written(context, user, events))


_SentCode = messages.SendEmailVerificationCode | messages.SendInviteCode | messages.SendPasswordResetLink


def _require_template(sent: _SentCode | None) -> None:
    problem = values.url_template(sent.url_template) if sent is not None else None
    if problem is not None:
        raise Refused(problem)


def _addressee(context: Context, user: str, otherwise: Problem) -> tuple[User, Human]:
    """A person whose address or number the caller may deal with."""
    found, human = decide.addressee(context.state, UserId(user), otherwise)
    context.require_unless_own(_WRITE, found)
    return found, human


def _email_code(
    context: Context, request: messages.ResendEmailCodeRequest | messages.SendEmailCodeRequest, *, again: bool
) -> tuple[Details, str | None]:
    _require_template(request.send_code)
    user, human = _addressee(context, request.user_id, problems.V2_SET_EMAIL_EMAIL_NOT_FOUND)
    returned, code = request.return_code is not None, values.code(context.instance)
    event = decide.send_email_code(user, human, code, context.instance.clock.now(), returned=returned, again=again)
    return written(context, user, (event,)), code if returned else None
