"""Messages of zitadel.session.v2, written by `make derived`."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from mockserver.operations.messages import zitadel_object_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Duration, Timestamp, Uint64


class SessionFieldNameNumber:
    """zitadel.session.v2.SessionFieldName"""

    SESSION_FIELD_NAME_UNSPECIFIED: Final = 0
    SESSION_FIELD_NAME_CREATION_DATE: Final = 1


class UserVerificationRequirementNumber:
    """zitadel.session.v2.UserVerificationRequirement"""

    USER_VERIFICATION_REQUIREMENT_UNSPECIFIED: Final = 0
    USER_VERIFICATION_REQUIREMENT_REQUIRED: Final = 1
    USER_VERIFICATION_REQUIREMENT_PREFERRED: Final = 2
    USER_VERIFICATION_REQUIREMENT_DISCOURAGED: Final = 3


class Challenges(Message, frozen=True):
    """zitadel.session.v2.Challenges"""

    web_auth_n: ChallengesWebAuthN | None = None
    otp_sms: str | None = None
    otp_email: str | None = None


class ChallengesWebAuthN(Message, frozen=True):
    """zitadel.session.v2.Challenges.WebAuthN"""

    public_key_credential_request_options: dict[str, Any] | None = None


class CheckIDPIntent(Message, frozen=True):
    """zitadel.session.v2.CheckIDPIntent"""

    idp_intent_id: str = ""
    idp_intent_token: str = ""


class CheckOTP(Message, frozen=True):
    """zitadel.session.v2.CheckOTP"""

    code: str = ""


class CheckPassword(Message, frozen=True):
    """zitadel.session.v2.CheckPassword"""

    password: str = ""


class CheckRecoveryCode(Message, frozen=True):
    """zitadel.session.v2.CheckRecoveryCode"""

    code: str = ""


class CheckTOTP(Message, frozen=True):
    """zitadel.session.v2.CheckTOTP"""

    code: str = ""


class CheckUser(Message, frozen=True):
    """zitadel.session.v2.CheckUser"""

    user_id: str | None = None
    login_name: str | None = None


class CheckWebAuthN(Message, frozen=True):
    """zitadel.session.v2.CheckWebAuthN"""

    credential_assertion_data: dict[str, Any] | None = None


class Checks(Message, frozen=True):
    """zitadel.session.v2.Checks"""

    user: CheckUser | None = None
    password: CheckPassword | None = None
    web_auth_n: CheckWebAuthN | None = None
    idp_intent: CheckIDPIntent | None = None
    totp: CheckTOTP | None = None
    otp_sms: CheckOTP | None = None
    otp_email: CheckOTP | None = None
    recovery_code: CheckRecoveryCode | None = None


class CreateSessionRequest(Message, frozen=True):
    """zitadel.session.v2.CreateSessionRequest"""

    checks: Checks | None = None
    metadata: dict[str, Base64] = msgspec.field(default_factory=dict)
    challenges: RequestChallenges | None = None
    user_agent: UserAgent | None = None
    lifetime: Duration = Duration("")


class CreateSessionResponse(Message, frozen=True):
    """zitadel.session.v2.CreateSessionResponse"""

    details: zitadel_object_v2.Details | None = None
    session_id: str = ""
    session_token: str = ""
    challenges: Challenges | None = None


class CreationDateQuery(Message, frozen=True):
    """zitadel.session.v2.CreationDateQuery"""

    creation_date: Timestamp = Timestamp("")
    method: int = 0


class CreatorQuery(Message, frozen=True):
    """zitadel.session.v2.CreatorQuery"""

    id: str | None = None


class DeleteSessionRequest(Message, frozen=True):
    """zitadel.session.v2.DeleteSessionRequest"""

    session_id: str = ""
    session_token: str | None = None


class DeleteSessionResponse(Message, frozen=True):
    """zitadel.session.v2.DeleteSessionResponse"""

    details: zitadel_object_v2.Details | None = None


class ExpirationDateQuery(Message, frozen=True):
    """zitadel.session.v2.ExpirationDateQuery"""

    expiration_date: Timestamp = Timestamp("")
    method: int = 0


class Factors(Message, frozen=True):
    """zitadel.session.v2.Factors"""

    user: UserFactor | None = None
    password: PasswordFactor | None = None
    web_auth_n: WebAuthNFactor | None = None
    intent: IntentFactor | None = None
    totp: TOTPFactor | None = None
    otp_sms: OTPFactor | None = None
    otp_email: OTPFactor | None = None
    recovery_code: RecoveryCodeFactor | None = None


class GetSessionRequest(Message, frozen=True):
    """zitadel.session.v2.GetSessionRequest"""

    session_id: str = ""
    session_token: str | None = None


class GetSessionResponse(Message, frozen=True):
    """zitadel.session.v2.GetSessionResponse"""

    session: Session | None = None


class IDsQuery(Message, frozen=True):
    """zitadel.session.v2.IDsQuery"""

    ids: tuple[str, ...] = ()


class IntentFactor(Message, frozen=True):
    """zitadel.session.v2.IntentFactor"""

    verified_at: Timestamp = Timestamp("")


class ListSessionsRequest(Message, frozen=True):
    """zitadel.session.v2.ListSessionsRequest"""

    query: zitadel_object_v2.ListQuery | None = None
    queries: tuple[SearchQuery, ...] = ()
    sorting_column: int = 0


class ListSessionsResponse(Message, frozen=True):
    """zitadel.session.v2.ListSessionsResponse"""

    details: zitadel_object_v2.ListDetails | None = None
    sessions: tuple[Session, ...] = ()


class OTPFactor(Message, frozen=True):
    """zitadel.session.v2.OTPFactor"""

    verified_at: Timestamp = Timestamp("")


class PasswordFactor(Message, frozen=True):
    """zitadel.session.v2.PasswordFactor"""

    verified_at: Timestamp = Timestamp("")


class RecoveryCodeFactor(Message, frozen=True):
    """zitadel.session.v2.RecoveryCodeFactor"""

    verified_at: Timestamp = Timestamp("")


class RequestChallenges(Message, frozen=True):
    """zitadel.session.v2.RequestChallenges"""

    web_auth_n: RequestChallengesWebAuthN | None = None
    otp_sms: RequestChallengesOTPSMS | None = None
    otp_email: RequestChallengesOTPEmail | None = None


class RequestChallengesOTPEmail(Message, frozen=True):
    """zitadel.session.v2.RequestChallenges.OTPEmail"""

    send_code: RequestChallengesOTPEmailSendCode | None = None
    return_code: RequestChallengesOTPEmailReturnCode | None = None


class RequestChallengesOTPEmailReturnCode(Message, frozen=True):
    """zitadel.session.v2.RequestChallenges.OTPEmail.ReturnCode"""


class RequestChallengesOTPEmailSendCode(Message, frozen=True):
    """zitadel.session.v2.RequestChallenges.OTPEmail.SendCode"""

    url_template: str | None = None


class RequestChallengesOTPSMS(Message, frozen=True):
    """zitadel.session.v2.RequestChallenges.OTPSMS"""

    return_code: bool = False


class RequestChallengesWebAuthN(Message, frozen=True):
    """zitadel.session.v2.RequestChallenges.WebAuthN"""

    domain: str = ""
    user_verification_requirement: int = 0


class SearchQuery(Message, frozen=True):
    """zitadel.session.v2.SearchQuery"""

    ids_query: IDsQuery | None = None
    user_id_query: UserIDQuery | None = None
    creation_date_query: CreationDateQuery | None = None
    creator_query: CreatorQuery | None = None
    user_agent_query: UserAgentQuery | None = None
    expiration_date_query: ExpirationDateQuery | None = None


class Session(Message, frozen=True):
    """zitadel.session.v2.Session"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    sequence: Uint64 = Uint64("")
    factors: Factors | None = None
    metadata: dict[str, Base64] = msgspec.field(default_factory=dict)
    user_agent: UserAgent | None = None
    expiration_date: Timestamp = Timestamp("")


class SetSessionRequest(Message, frozen=True):
    """zitadel.session.v2.SetSessionRequest"""

    session_id: str = ""
    session_token: str = ""
    checks: Checks | None = None
    metadata: dict[str, Base64] = msgspec.field(default_factory=dict)
    challenges: RequestChallenges | None = None
    lifetime: Duration = Duration("")


class SetSessionResponse(Message, frozen=True):
    """zitadel.session.v2.SetSessionResponse"""

    details: zitadel_object_v2.Details | None = None
    session_token: str = ""
    challenges: Challenges | None = None


class TOTPFactor(Message, frozen=True):
    """zitadel.session.v2.TOTPFactor"""

    verified_at: Timestamp = Timestamp("")


class UserAgent(Message, frozen=True):
    """zitadel.session.v2.UserAgent"""

    fingerprint_id: str | None = None
    ip: str | None = None
    description: str | None = None
    header: dict[str, UserAgentHeaderValues] = msgspec.field(default_factory=dict)


class UserAgentHeaderValues(Message, frozen=True):
    """zitadel.session.v2.UserAgent.HeaderValues"""

    values: tuple[str, ...] = ()


class UserAgentQuery(Message, frozen=True):
    """zitadel.session.v2.UserAgentQuery"""

    fingerprint_id: str | None = None


class UserFactor(Message, frozen=True):
    """zitadel.session.v2.UserFactor"""

    verified_at: Timestamp = Timestamp("")
    id: str = ""
    login_name: str = ""
    display_name: str = ""
    organization_id: str = ""


class UserIDQuery(Message, frozen=True):
    """zitadel.session.v2.UserIDQuery"""

    id: str = ""


class WebAuthNFactor(Message, frozen=True):
    """zitadel.session.v2.WebAuthNFactor"""

    verified_at: Timestamp = Timestamp("")
    user_verified: bool = False
