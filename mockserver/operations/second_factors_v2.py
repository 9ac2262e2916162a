"""Second factors of people, and what else they log in with, by the service of v2."""

from __future__ import annotations

from collections.abc import Callable

from mockserver.access import totp
from mockserver.domain import second_factors as decide
from mockserver.domain.events import RowChanged
from mockserver.domain.ids import UserId
from mockserver.domain.rows.users import User
from mockserver.operations.auth_factors import factors_v2
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_user_v2 as messages
from mockserver.operations.messages.zitadel_object_v2 import Details
from mockserver.operations.people_v2 import for_credentials, written
from mockserver.operations.searching import listed_v2

_WRITE = "user.write"
_READ = "user.read"
_CREDENTIAL = "user.credential.write"


def human_mfa_init_skipped(
    context: Context, request: messages.HumanMFAInitSkippedRequest
) -> messages.HumanMFAInitSkippedResponse:
    """Put off setting up a second factor.

    Raises: MFA_SKIPPED_USER_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user = context.state.users.known(UserId(request.user_id))
    event = decide.skip_mfa(user)
    if user is not None:
        context.require_unless_own(_WRITE, user)
    return messages.HumanMFAInitSkippedResponse(written(context, user, (event,)))


def register_totp(context: Context, request: messages.RegisterTOTPRequest) -> messages.RegisterTOTPResponse:
    """Make a secret for an app that makes codes. Its issuer is the instance's domain.

    Raises: TOTP_USER_NOT_FOUND, TOTP_ALREADY_READY, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    user = for_credentials(context, request.user_id, _CREDENTIAL)
    secret = totp.new_secret(context.instance.randomness)
    details = written(context, user, (decide.register_totp(user, secret),))
    account = user.user_name if user is not None else ""
    return messages.RegisterTOTPResponse(details, totp.uri(secret, context.state.external_domain, account), secret)


def verify_totp_registration(
    context: Context, request: messages.VerifyTOTPRegistrationRequest
) -> messages.VerifyTOTPRegistrationResponse:
    """Let such a secret count, by a code of it.

    Raises: TOTP_TO_VERIFY_NOT_FOUND, TOTP_ALREADY_VERIFIED, TOTP_CODE_INVALID, MEMBERSHIP_NOT_FOUND,
        NO_PERMISSION_WITHIN.
    """
    user = for_credentials(context, request.user_id, _CREDENTIAL)
    secret = user.human.totp_secret if user is not None and user.human is not None else ""
    right = totp.is_right(secret, request.code, context.instance.clock.now())
    return messages.VerifyTOTPRegistrationResponse(written(context, user, (decide.verify_totp(user, right=right),)))


def remove_totp(context: Context, request: messages.RemoveTOTPRequest) -> messages.RemoveTOTPResponse:
    """Take that factor away.

    Raises: V2_REMOVE_TOTP_OTP_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    return messages.RemoveTOTPResponse(_decided(context, request.user_id, _WRITE, decide.remove_totp))


def add_otpsms(context: Context, request: messages.AddOTPSMSRequest) -> messages.AddOTPSMSResponse:
    """Let a person get codes by text message.

    Raises: OTP_SMS_ALREADY_READY, V2_ADD_OTPSMS_OTP_NOT_READY, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    return messages.AddOTPSMSResponse(_decided(context, request.user_id, _CREDENTIAL, decide.add_otp_sms))


def remove_otpsms(context: Context, request: messages.RemoveOTPSMSRequest) -> messages.RemoveOTPSMSResponse:
    """Take that factor away.

    Raises: V2_REMOVE_OTPSMS_OTP_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    return messages.RemoveOTPSMSResponse(_decided(context, request.user_id, _WRITE, decide.remove_otp_sms))


def add_otp_email(context: Context, request: messages.AddOTPEmailRequest) -> messages.AddOTPEmailResponse:
    """Let a person get codes by mail.

    Raises: OTP_ALREADY_READY, OTP_EMAIL_NOT_READY, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    return messages.AddOTPEmailResponse(_decided(context, request.user_id, _CREDENTIAL, decide.add_otp_email))


def remove_otp_email(context: Context, request: messages.RemoveOTPEmailRequest) -> messages.RemoveOTPEmailResponse:
    """Take that factor away.

    Raises: V2_REMOVE_OTP_EMAIL_OTP_NOT_FOUND, MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    return messages.RemoveOTPEmailResponse(_decided(context, request.user_id, _WRITE, decide.remove_otp_email))


def list_authentication_factors(
    context: Context, request: messages.ListAuthenticationFactorsRequest
) -> messages.ListAuthenticationFactorsResponse:
    """The second factors of a person; those that are asked for by kind and state, where either is given.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    Source: recordings/id-users-v2.jsonl for somebody who has none; the filters are assumed.
    """
    user = for_credentials(context, request.user_id, _READ)
    human = user.human if user is not None else None
    factors = factors_v2(human, request.auth_factors, request.states) if human is not None else ()
    return messages.ListAuthenticationFactorsResponse(factors)


def list_passkeys(context: Context, request: messages.ListPasskeysRequest) -> messages.ListPasskeysResponse:
    """The passkeys of a person, of which nobody has any here.

    Raises: MEMBERSHIP_NOT_FOUND, NO_PERMISSION_WITHIN.
    """
    for_credentials(context, request.user_id, _READ)
    told, _ = listed_v2(context, (), None)
    return messages.ListPasskeysResponse(told)


def _decided(context: Context, user_id: str, permission: str, decision: Callable[[User | None], RowChanged]) -> Details:
    """Do to a user what a decision says, for whoever has a permission."""
    user = for_credentials(context, user_id, permission)
    return written(context, user, (decision(user),))
