"""Addresses, numbers, passwords, invitations and second factors of people, by the service of v2."""

from __future__ import annotations

from collections.abc import Sequence

from mockserver.access import passwords, totp
from mockserver.domain import human_parts_v2 as decide
from mockserver.domain import user_changes
from mockserver.domain.events import Event
from mockserver.domain.human_parts import password_code_added, require_password_settable
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import Human, User
from mockserver.domain.user_changes import ChangedPassword, Proof
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused
from mockserver.operations import values
from mockserver.operations.auth_factors import factors_v2
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.messages.zitadel_object_v2 import Details
from mockserver.operations.searching import listed_v2
from mockserver.operations.user_view_v2 import changed

_WRITE = "user.write"
_READ = "user.read"
_CREDENTIAL = "user.credential.write"


def set_email(context: Context, request: messages.SetEmailRequest) -> messages.SetEmailResponse:
    """Set an address: as verified, or with a code that is sent or returned.

    Raises: URL_TEMPLATE_INVALID, V2_SET_EMAIL_EMAIL_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, EMAIL_MALFORMED,
        NUL_IN_TEXT.
    """
    _require_template(request.send_code)
    user, _ = _addressee(context, request.user_id, problems.V2_SET_EMAIL_EMAIL_NOT_FOUND)
    given = messages.SetHumanEmail(
        email=request.email, return_code=request.return_code, is_verified=request.is_verified
    )
    new, code = values.new_email(given), values.code(context.instance)
    details = _written(context, user, decide.set_email(user, new, code, context.instance.clock.now()))
    return messages.SetEmailResponse(details, code if new.returned else None)


def resend_email_code(context: Context, request: messages.ResendEmailCodeRequest) -> messages.ResendEmailCodeResponse:
    """Make a new code for an address, in place of one that is open.

    Raises: URL_TEMPLATE_INVALID, V2_SET_EMAIL_EMAIL_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, CODE_EMPTY.
    """
    return messages.ResendEmailCodeResponse(*_email_code(context, request, again=True))


def send_email_code(context: Context, request: messages.SendEmailCodeRequest) -> messages.SendEmailCodeResponse:
    """Make a new code for an address.

    Raises: URL_TEMPLATE_INVALID, V2_SET_EMAIL_EMAIL_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED.
    """
    return messages.SendEmailCodeResponse(*_email_code(context, request, again=False))


def verify_email(context: Context, request: messages.VerifyEmailRequest) -> messages.VerifyEmailResponse:
    """Verify an address with its code, for which nobody needs a permission.

    Raises: V2_SET_EMAIL_EMAIL_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, VERIFICATION_CODE_INVALID.
    """
    user, human = decide.addressee(context.state, UserId(request.user_id), problems.V2_SET_EMAIL_EMAIL_NOT_FOUND)
    with context.recording_failures():
        event = decide.verify_email(user, human, request.verification_code, context.instance.clock.now())
    return messages.VerifyEmailResponse(_written(context, user, (event,)))


def set_phone(context: Context, request: messages.SetPhoneRequest) -> messages.SetPhoneResponse:
    """Set a number: as verified, or with a code that is sent or returned.

    Raises: V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, PHONE_INVALID.
    """
    user, _ = _addressee(context, request.user_id, problems.V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND)
    given = messages.SetHumanPhone(
        phone=request.phone, return_code=request.return_code, is_verified=request.is_verified
    )
    new, code = values.new_phone(given), values.code(context.instance)
    details = _written(context, user, decide.set_phone(user, new, code, context.instance.clock.now()))
    return messages.SetPhoneResponse(details, code if new.returned else None)


def remove_phone(context: Context, request: messages.RemovePhoneRequest) -> messages.RemovePhoneResponse:
    """Remove a number.

    Raises: V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, V2_REMOVE_PHONE_PHONE_NOT_FOUND.
    """
    user, human = _addressee(context, request.user_id, problems.V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND)
    return messages.RemovePhoneResponse(_written(context, user, (decide.remove_phone(user, human),)))


def resend_phone_code(context: Context, request: messages.ResendPhoneCodeRequest) -> messages.ResendPhoneCodeResponse:
    """Make a new code for a number, in place of one that is open.

    Raises: V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, PHONE_CODE_EMPTY.
    """
    user, human = _addressee(context, request.user_id, problems.V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND)
    returned, code = request.return_code is not None, values.code(context.instance)
    event = decide.resend_phone_code(user, human, code, context.instance.clock.now(), returned=returned)
    return messages.ResendPhoneCodeResponse(_written(context, user, (event,)), code if returned else None)


def verify_phone(context: Context, request: messages.VerifyPhoneRequest) -> messages.VerifyPhoneResponse:
    """Verify a number with its code, for which nobody needs a permission.

    Raises: V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND, V2_SET_EMAIL_USER_NOT_INITIALISED, VERIFICATION_CODE_INVALID.
    """
    user, human = decide.addressee(
        context.state, UserId(request.user_id), problems.V2_RESEND_PHONE_CODE_PHONE_NOT_FOUND
    )
    with context.recording_failures():
        event = decide.verify_phone(user, human, request.verification_code, context.instance.clock.now())
    return messages.VerifyPhoneResponse(_written(context, user, (event,)))


def password_reset(context: Context, request: messages.PasswordResetRequest) -> messages.PasswordResetResponse:
    """Make a code to set a password with, which is sent or returned.

    Raises: URL_TEMPLATE_INVALID, V2_PASSWORD_RESET_USER_NOT_FOUND, V2_PASSWORD_RESET_USER_NOT_INITIALISED.
    """
    _require_template(request.send_link)
    user = decide.password_resettable(context.state, UserId(request.user_id))
    context.require_unless_own(_WRITE, user)
    returned, code = request.return_code is not None, values.code(context.instance)
    event = password_code_added(user, code, context.instance.clock.now(), returned=returned)
    return messages.PasswordResetResponse(_written(context, user, (event,)), code if returned else None)


def set_password(context: Context, request: messages.SetPasswordRequest) -> messages.SetPasswordResponse:
    """Set a password: with the current one, with a code, or with the permission to.

    Raises: as `domain.user_changes.set_password`.
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
    return messages.SetPasswordResponse(_written(context, found, (event,)))


def create_invite_code(
    context: Context, request: messages.CreateInviteCodeRequest
) -> messages.CreateInviteCodeResponse:
    """Invite a person who has nothing to log in with yet, by a code that is sent or returned.

    Raises: URL_TEMPLATE_INVALID, as `domain.human_parts_v2.invite`.
    """
    _require_template(request.send_code)
    user = _for_credentials(context, request.user_id, _WRITE)
    returned, code = request.return_code is not None, values.code(context.instance)
    event = decide.invite(user, code, context.instance.clock.now(), returned=returned, again=False)
    return messages.CreateInviteCodeResponse(_written(context, user, (event,)), code if returned else None)


def resend_invite_code(
    context: Context, request: messages.ResendInviteCodeRequest
) -> messages.ResendInviteCodeResponse:
    """Send a new code of an invitation, in place of one that was sent.

    Raises: as `domain.human_parts_v2.invite`.
    """
    user = _for_credentials(context, request.user_id, _WRITE)
    code = values.code(context.instance)
    event = decide.invite(user, code, context.instance.clock.now(), returned=False, again=True)
    return messages.ResendInviteCodeResponse(_written(context, user, (event,)))


def verify_invite_code(
    context: Context, request: messages.VerifyInviteCodeRequest
) -> messages.VerifyInviteCodeResponse:
    """Accept an invitation with its code, for which nobody needs a permission.

    Raises: INVITE_USER_NOT_FOUND, INVITE_CODE_INVALID.
    """
    user = context.state.users.known(UserId(request.user_id))
    with context.recording_failures():
        events = decide.accept_invitation(user, request.verification_code, context.instance.clock.now())
    return messages.VerifyInviteCodeResponse(_written(context, user, events))


def human_mfa_init_skipped(
    context: Context, request: messages.HumanMFAInitSkippedRequest
) -> messages.HumanMFAInitSkippedResponse:
    """Put off setting up a second factor.

    Raises: MFA_SKIPPED_USER_NOT_FOUND.
    """
    user = context.state.users.known(UserId(request.user_id))
    event = decide.skip_mfa(user)
    return messages.HumanMFAInitSkippedResponse(_written(context, _allowed(context, user), (event,)))


def register_totp(context: Context, request: messages.RegisterTOTPRequest) -> messages.RegisterTOTPResponse:
    """Make a secret for an app that makes codes. Its issuer is the instance's domain.

    Raises: TOTP_USER_NOT_FOUND, TOTP_ALREADY_READY.
    """
    user = _for_credentials(context, request.user_id, _CREDENTIAL)
    secret = totp.new_secret(context.instance.randomness)
    details = _written(context, user, (decide.register_totp(user, secret),))
    account = user.user_name if user is not None else ""
    return messages.RegisterTOTPResponse(details, totp.uri(secret, context.state.external_domain, account), secret)


def verify_totp_registration(
    context: Context, request: messages.VerifyTOTPRegistrationRequest
) -> messages.VerifyTOTPRegistrationResponse:
    """Let such a secret count, by a code of it.

    Raises: TOTP_TO_VERIFY_NOT_FOUND, TOTP_ALREADY_VERIFIED, TOTP_CODE_INVALID.
    """
    user = _for_credentials(context, request.user_id, _CREDENTIAL)
    secret = user.human.totp_secret if user is not None and user.human is not None else ""
    right = totp.is_right(secret, request.code, context.instance.clock.now())
    return messages.VerifyTOTPRegistrationResponse(_written(context, user, (decide.verify_totp(user, right=right),)))


def remove_totp(context: Context, request: messages.RemoveTOTPRequest) -> messages.RemoveTOTPResponse:
    """Take that factor away.

    Raises: V2_REMOVE_TOTP_OTP_NOT_FOUND.
    """
    user = _for_credentials(context, request.user_id, _WRITE)
    return messages.RemoveTOTPResponse(_written(context, user, (decide.remove_totp(user),)))


def add_otpsms(context: Context, request: messages.AddOTPSMSRequest) -> messages.AddOTPSMSResponse:
    """Let a person get codes by text message.

    Raises: OTP_SMS_ALREADY_READY, V2_ADD_OTPSMS_OTP_NOT_READY.
    """
    user = _for_credentials(context, request.user_id, _CREDENTIAL)
    return messages.AddOTPSMSResponse(_written(context, user, (decide.add_otp_sms(user),)))


def remove_otpsms(context: Context, request: messages.RemoveOTPSMSRequest) -> messages.RemoveOTPSMSResponse:
    """Take that factor away.

    Raises: V2_REMOVE_OTPSMS_OTP_NOT_FOUND.
    """
    user = _for_credentials(context, request.user_id, _WRITE)
    return messages.RemoveOTPSMSResponse(_written(context, user, (decide.remove_otp_sms(user),)))


def add_otp_email(context: Context, request: messages.AddOTPEmailRequest) -> messages.AddOTPEmailResponse:
    """Let a person get codes by mail.

    Raises: OTP_ALREADY_READY, OTP_EMAIL_NOT_READY.
    """
    user = _for_credentials(context, request.user_id, _CREDENTIAL)
    return messages.AddOTPEmailResponse(_written(context, user, (decide.add_otp_email(user),)))


def remove_otp_email(context: Context, request: messages.RemoveOTPEmailRequest) -> messages.RemoveOTPEmailResponse:
    """Take that factor away.

    Raises: V2_REMOVE_OTP_EMAIL_OTP_NOT_FOUND.
    """
    user = _for_credentials(context, request.user_id, _WRITE)
    return messages.RemoveOTPEmailResponse(_written(context, user, (decide.remove_otp_email(user),)))


def list_authentication_factors(
    context: Context, request: messages.ListAuthenticationFactorsRequest
) -> messages.ListAuthenticationFactorsResponse:
    """The second factors of a person; those that are asked for by kind and state, where either is given.

    Source: recordings/id-users-v2.jsonl for somebody who has none; the filters are assumed.
    """
    user = _for_credentials(context, request.user_id, _READ)
    human = user.human if user is not None else None
    factors = factors_v2(human, request.auth_factors, request.states) if human is not None else ()
    return messages.ListAuthenticationFactorsResponse(factors)


def list_passkeys(context: Context, request: messages.ListPasskeysRequest) -> messages.ListPasskeysResponse:
    """The passkeys of a person, of which nobody has any here."""
    _for_credentials(context, request.user_id, _READ)
    told, _ = listed_v2(context, (), None)
    return messages.ListPasskeysResponse(told)


def list_idp_links(context: Context, request: messages.ListIDPLinksRequest) -> messages.ListIDPLinksResponse:
    """The accounts of a person at identity providers, of which there are none here."""
    _for_credentials(context, request.user_id, _READ)
    told, _ = listed_v2(context, (), request.query)
    return messages.ListIDPLinksResponse(told)


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


def _for_credentials(context: Context, user: str, permission: str) -> User | None:
    """A user, whose permission is asked before it is looked whether there is one."""
    found = context.state.users.known(UserId(user))
    if found is None:
        context.require(permission, "")
    else:
        context.require_unless_own(permission, found)
    return found


def _allowed(context: Context, user: User | None) -> User | None:
    if user is not None:
        context.require_unless_own(_WRITE, user)
    return user


def _email_code(
    context: Context, request: messages.ResendEmailCodeRequest | messages.SendEmailCodeRequest, *, again: bool
) -> tuple[Details, str | None]:
    _require_template(request.send_code)
    user, human = _addressee(context, request.user_id, problems.V2_SET_EMAIL_EMAIL_NOT_FOUND)
    returned, code = request.return_code is not None, values.code(context.instance)
    event = decide.send_email_code(user, human, code, context.instance.clock.now(), returned=returned, again=again)
    return _written(context, user, (event,)), code if returned else None


def _written(context: Context, user: User | None, events: Sequence[Event]) -> Details:
    return changed(context.write(events), user.organisation if user is not None else "")
