"""Messages of zitadel.user.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_filter_v2, zitadel_metadata_v2, zitadel_object_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Timestamp

AccessTokenType = Literal["", "ACCESS_TOKEN_TYPE_JWT"]
"""zitadel.user.v2.AccessTokenType; empty stands for the zero value"""
AuthFactorState = Literal["", "AUTH_FACTOR_STATE_NOT_READY", "AUTH_FACTOR_STATE_READY", "AUTH_FACTOR_STATE_REMOVED"]
"""zitadel.user.v2.AuthFactorState; empty stands for the zero value"""
AuthenticationMethodType = Literal[
    "",
    "AUTHENTICATION_METHOD_TYPE_PASSWORD",
    "AUTHENTICATION_METHOD_TYPE_PASSKEY",
    "AUTHENTICATION_METHOD_TYPE_IDP",
    "AUTHENTICATION_METHOD_TYPE_TOTP",
    "AUTHENTICATION_METHOD_TYPE_U2F",
    "AUTHENTICATION_METHOD_TYPE_OTP_SMS",
    "AUTHENTICATION_METHOD_TYPE_OTP_EMAIL",
    "AUTHENTICATION_METHOD_TYPE_RECOVERY_CODE",
]
"""zitadel.user.v2.AuthenticationMethodType; empty stands for the zero value"""
AuthenticationMethodTypeName = Literal[
    "AUTHENTICATION_METHOD_TYPE_UNSPECIFIED",
    "AUTHENTICATION_METHOD_TYPE_PASSWORD",
    "AUTHENTICATION_METHOD_TYPE_PASSKEY",
    "AUTHENTICATION_METHOD_TYPE_IDP",
    "AUTHENTICATION_METHOD_TYPE_TOTP",
    "AUTHENTICATION_METHOD_TYPE_U2F",
    "AUTHENTICATION_METHOD_TYPE_OTP_SMS",
    "AUTHENTICATION_METHOD_TYPE_OTP_EMAIL",
    "AUTHENTICATION_METHOD_TYPE_RECOVERY_CODE",
]
"""zitadel.user.v2.AuthenticationMethodType"""
Gender = Literal["", "GENDER_FEMALE", "GENDER_MALE", "GENDER_DIVERSE"]
"""zitadel.user.v2.Gender; empty stands for the zero value"""
GenderName = Literal["GENDER_UNSPECIFIED", "GENDER_FEMALE", "GENDER_MALE", "GENDER_DIVERSE"]
"""zitadel.user.v2.Gender"""
UserFieldName = Literal[
    "",
    "USER_FIELD_NAME_USER_NAME",
    "USER_FIELD_NAME_FIRST_NAME",
    "USER_FIELD_NAME_LAST_NAME",
    "USER_FIELD_NAME_NICK_NAME",
    "USER_FIELD_NAME_DISPLAY_NAME",
    "USER_FIELD_NAME_EMAIL",
    "USER_FIELD_NAME_STATE",
    "USER_FIELD_NAME_TYPE",
    "USER_FIELD_NAME_CREATION_DATE",
]
"""zitadel.user.v2.UserFieldName; empty stands for the zero value"""
UserState = Literal[
    "", "USER_STATE_ACTIVE", "USER_STATE_INACTIVE", "USER_STATE_DELETED", "USER_STATE_LOCKED", "USER_STATE_INITIAL"
]
"""zitadel.user.v2.UserState; empty stands for the zero value"""


class AuthFactorStateNumber:
    """zitadel.user.v2.AuthFactorState"""

    AUTH_FACTOR_STATE_UNSPECIFIED: Final = 0
    AUTH_FACTOR_STATE_NOT_READY: Final = 1
    AUTH_FACTOR_STATE_READY: Final = 2
    AUTH_FACTOR_STATE_REMOVED: Final = 3


class AuthFactorsNumber:
    """zitadel.user.v2.AuthFactors"""

    OTP: Final = 0
    OTP_SMS: Final = 1
    OTP_EMAIL: Final = 2
    U2F: Final = 3


class GenderNumber:
    """zitadel.user.v2.Gender"""

    GENDER_UNSPECIFIED: Final = 0
    GENDER_FEMALE: Final = 1
    GENDER_MALE: Final = 2
    GENDER_DIVERSE: Final = 3


class KeyFieldNameNumber:
    """zitadel.user.v2.KeyFieldName"""

    KEY_FIELD_NAME_UNSPECIFIED: Final = 0
    KEY_FIELD_NAME_CREATED_DATE: Final = 1
    KEY_FIELD_NAME_ID: Final = 2
    KEY_FIELD_NAME_USER_ID: Final = 3
    KEY_FIELD_NAME_ORGANIZATION_ID: Final = 4
    KEY_FIELD_NAME_KEY_EXPIRATION_DATE: Final = 5


class NotificationTypeNumber:
    """zitadel.user.v2.NotificationType"""

    NOTIFICATION_TYPE_Unspecified: Final = 0
    NOTIFICATION_TYPE_Email: Final = 1
    NOTIFICATION_TYPE_SMS: Final = 2


class PersonalAccessTokenFieldNameNumber:
    """zitadel.user.v2.PersonalAccessTokenFieldName"""

    PERSONAL_ACCESS_TOKEN_FIELD_NAME_UNSPECIFIED: Final = 0
    PERSONAL_ACCESS_TOKEN_FIELD_NAME_CREATED_DATE: Final = 1
    PERSONAL_ACCESS_TOKEN_FIELD_NAME_ID: Final = 2
    PERSONAL_ACCESS_TOKEN_FIELD_NAME_USER_ID: Final = 3
    PERSONAL_ACCESS_TOKEN_FIELD_NAME_ORGANIZATION_ID: Final = 4
    PERSONAL_ACCESS_TOKEN_FIELD_NAME_EXPIRATION_DATE: Final = 5


class TypeNumber:
    """zitadel.user.v2.Type"""

    TYPE_UNSPECIFIED: Final = 0
    TYPE_HUMAN: Final = 1
    TYPE_MACHINE: Final = 2


class UserFieldNameNumber:
    """zitadel.user.v2.UserFieldName"""

    USER_FIELD_NAME_UNSPECIFIED: Final = 0
    USER_FIELD_NAME_USER_NAME: Final = 1
    USER_FIELD_NAME_FIRST_NAME: Final = 2
    USER_FIELD_NAME_LAST_NAME: Final = 3
    USER_FIELD_NAME_NICK_NAME: Final = 4
    USER_FIELD_NAME_DISPLAY_NAME: Final = 5
    USER_FIELD_NAME_EMAIL: Final = 6
    USER_FIELD_NAME_STATE: Final = 7
    USER_FIELD_NAME_TYPE: Final = 8
    USER_FIELD_NAME_CREATION_DATE: Final = 9


class UserStateNumber:
    """zitadel.user.v2.UserState"""

    USER_STATE_UNSPECIFIED: Final = 0
    USER_STATE_ACTIVE: Final = 1
    USER_STATE_INACTIVE: Final = 2
    USER_STATE_DELETED: Final = 3
    USER_STATE_LOCKED: Final = 4
    USER_STATE_INITIAL: Final = 5


class AddHumanUserRequest(Message, frozen=True):
    """zitadel.user.v2.AddHumanUserRequest"""

    user_id: str | None = None
    username: str | None = None
    organization: zitadel_object_v2.Organization | None = None
    profile: SetHumanProfile | None = None
    email: SetHumanEmail | None = None
    phone: SetHumanPhone | None = None
    metadata: tuple[SetMetadataEntry, ...] = ()
    password: Password | None = None
    hashed_password: HashedPassword | None = None
    idp_links: tuple[IDPLink, ...] = ()
    totp_secret: str | None = None


class AddHumanUserResponse(Message, frozen=True):
    """zitadel.user.v2.AddHumanUserResponse"""

    user_id: str = ""
    details: zitadel_object_v2.Details | None = None
    email_code: str | None = None
    phone_code: str | None = None


class AddIDPLinkRequest(Message, frozen=True):
    """zitadel.user.v2.AddIDPLinkRequest"""

    user_id: str = ""
    idp_link: IDPLink | None = None


class AddIDPLinkResponse(Message, frozen=True):
    """zitadel.user.v2.AddIDPLinkResponse"""

    details: zitadel_object_v2.Details | None = None


class AddKeyRequest(Message, frozen=True):
    """zitadel.user.v2.AddKeyRequest"""

    user_id: str = ""
    expiration_date: Timestamp = Timestamp("")
    public_key: Base64 = Base64("")


class AddKeyResponse(Message, frozen=True):
    """zitadel.user.v2.AddKeyResponse"""

    creation_date: Timestamp = Timestamp("")
    key_id: str = ""
    key_content: Base64 = Base64("")


class AddOTPEmailRequest(Message, frozen=True):
    """zitadel.user.v2.AddOTPEmailRequest"""

    user_id: str = ""


class AddOTPEmailResponse(Message, frozen=True):
    """zitadel.user.v2.AddOTPEmailResponse"""

    details: zitadel_object_v2.Details | None = None


class AddOTPSMSRequest(Message, frozen=True):
    """zitadel.user.v2.AddOTPSMSRequest"""

    user_id: str = ""


class AddOTPSMSResponse(Message, frozen=True):
    """zitadel.user.v2.AddOTPSMSResponse"""

    details: zitadel_object_v2.Details | None = None


class AddPersonalAccessTokenRequest(Message, frozen=True):
    """zitadel.user.v2.AddPersonalAccessTokenRequest"""

    user_id: str = ""
    expiration_date: Timestamp = Timestamp("")


class AddPersonalAccessTokenResponse(Message, frozen=True):
    """zitadel.user.v2.AddPersonalAccessTokenResponse"""

    creation_date: Timestamp = Timestamp("")
    token_id: str = ""
    token: str = ""


class AddSecretRequest(Message, frozen=True):
    """zitadel.user.v2.AddSecretRequest"""

    user_id: str = ""


class AddSecretResponse(Message, frozen=True):
    """zitadel.user.v2.AddSecretResponse"""

    creation_date: Timestamp = Timestamp("")
    client_secret: str = ""


class AndQuery(Message, frozen=True):
    """zitadel.user.v2.AndQuery"""

    queries: tuple[SearchQuery, ...] = ()


class AuthFactor(Message, frozen=True):
    """zitadel.user.v2.AuthFactor"""

    state: AuthFactorState = ""
    otp: AuthFactorOTP | None = None
    u2f: AuthFactorU2F | None = None
    otp_sms: AuthFactorOTPSMS | None = None
    otp_email: AuthFactorOTPEmail | None = None


class AuthFactorOTP(Message, frozen=True):
    """zitadel.user.v2.AuthFactorOTP"""


class AuthFactorOTPEmail(Message, frozen=True):
    """zitadel.user.v2.AuthFactorOTPEmail"""


class AuthFactorOTPSMS(Message, frozen=True):
    """zitadel.user.v2.AuthFactorOTPSMS"""


class AuthFactorU2F(Message, frozen=True):
    """zitadel.user.v2.AuthFactorU2F"""

    id: str = ""
    name: str = ""


class CreateInviteCodeRequest(Message, frozen=True):
    """zitadel.user.v2.CreateInviteCodeRequest"""

    user_id: str = ""
    send_code: SendInviteCode | None = None
    return_code: ReturnInviteCode | None = None


class CreateInviteCodeResponse(Message, frozen=True):
    """zitadel.user.v2.CreateInviteCodeResponse"""

    details: zitadel_object_v2.Details | None = None
    invite_code: str | None = None


class CreateUserRequest(Message, frozen=True):
    """zitadel.user.v2.CreateUserRequest"""

    organization_id: str = ""
    user_id: str | None = None
    username: str | None = None
    human: CreateUserRequestHuman | None = None
    machine: CreateUserRequestMachine | None = None


class CreateUserRequestHuman(Message, frozen=True):
    """zitadel.user.v2.CreateUserRequest.Human"""

    profile: SetHumanProfile | None = None
    email: SetHumanEmail | None = None
    phone: SetHumanPhone | None = None
    password: Password | None = None
    hashed_password: HashedPassword | None = None
    idp_links: tuple[IDPLink, ...] = ()
    totp_secret: str | None = None
    metadata: tuple[Metadata, ...] = ()


class CreateUserRequestMachine(Message, frozen=True):
    """zitadel.user.v2.CreateUserRequest.Machine"""

    name: str = ""
    description: str | None = None


class CreateUserResponse(Message, frozen=True):
    """zitadel.user.v2.CreateUserResponse"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")
    email_code: str | None = None
    phone_code: str | None = None


class DeactivateUserRequest(Message, frozen=True):
    """zitadel.user.v2.DeactivateUserRequest"""

    user_id: str = ""


class DeactivateUserResponse(Message, frozen=True):
    """zitadel.user.v2.DeactivateUserResponse"""

    details: zitadel_object_v2.Details | None = None


class DeleteUserMetadataRequest(Message, frozen=True):
    """zitadel.user.v2.DeleteUserMetadataRequest"""

    user_id: str = ""
    keys: tuple[str, ...] = ()


class DeleteUserMetadataResponse(Message, frozen=True):
    """zitadel.user.v2.DeleteUserMetadataResponse"""

    deletion_date: Timestamp = Timestamp("")


class DeleteUserRequest(Message, frozen=True):
    """zitadel.user.v2.DeleteUserRequest"""

    user_id: str = ""


class DeleteUserResponse(Message, frozen=True):
    """zitadel.user.v2.DeleteUserResponse"""

    details: zitadel_object_v2.Details | None = None


class DisplayNameQuery(Message, frozen=True):
    """zitadel.user.v2.DisplayNameQuery"""

    display_name: str = ""
    method: int = 0


class DomainQuery(Message, frozen=True):
    """zitadel.user.v2.DomainQuery"""

    include_without_domain: bool = False
    domain: str = ""


class EmailQuery(Message, frozen=True):
    """zitadel.user.v2.EmailQuery"""

    email_address: str = ""
    method: int = 0


class FirstNameQuery(Message, frozen=True):
    """zitadel.user.v2.FirstNameQuery"""

    first_name: str = ""
    method: int = 0


class GetUserByIDRequest(Message, frozen=True):
    """zitadel.user.v2.GetUserByIDRequest"""

    user_id: str = ""


class GetUserByIDResponse(Message, frozen=True):
    """zitadel.user.v2.GetUserByIDResponse"""

    details: zitadel_object_v2.Details | None = None
    user: User | None = None


class HashedPassword(Message, frozen=True):
    """zitadel.user.v2.HashedPassword"""

    hash: str = ""
    change_required: bool = False


class HumanEmail(Message, frozen=True):
    """zitadel.user.v2.HumanEmail"""

    email: str = ""
    is_verified: bool = False


class HumanMFAInitSkippedRequest(Message, frozen=True):
    """zitadel.user.v2.HumanMFAInitSkippedRequest"""

    user_id: str = ""


class HumanMFAInitSkippedResponse(Message, frozen=True):
    """zitadel.user.v2.HumanMFAInitSkippedResponse"""

    details: zitadel_object_v2.Details | None = None


class HumanPhone(Message, frozen=True):
    """zitadel.user.v2.HumanPhone"""

    phone: str = ""
    is_verified: bool = False


class HumanProfile(Message, frozen=True):
    """zitadel.user.v2.HumanProfile"""

    given_name: str = ""
    family_name: str = ""
    nick_name: str | None = None
    display_name: str | None = None
    preferred_language: str | None = None
    gender: GenderName | None = None
    avatar_url: str = ""


class HumanUser(Message, frozen=True):
    """zitadel.user.v2.HumanUser"""

    user_id: str = ""
    state: UserState = ""
    username: str = ""
    login_names: tuple[str, ...] = ()
    preferred_login_name: str = ""
    profile: HumanProfile | None = None
    email: HumanEmail | None = None
    phone: HumanPhone | None = None
    password_change_required: bool = False
    password_changed: Timestamp = Timestamp("")
    mfa_init_skipped: Timestamp = Timestamp("")


class IDPLink(Message, frozen=True):
    """zitadel.user.v2.IDPLink"""

    idp_id: str = ""
    user_id: str = ""
    user_name: str = ""


class InUserEmailsQuery(Message, frozen=True):
    """zitadel.user.v2.InUserEmailsQuery"""

    user_emails: tuple[str, ...] = ()


class InUserIDQuery(Message, frozen=True):
    """zitadel.user.v2.InUserIDQuery"""

    user_ids: tuple[str, ...] = ()


class Key(Message, frozen=True):
    """zitadel.user.v2.Key"""

    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    id: str = ""
    user_id: str = ""
    organization_id: str = ""
    expiration_date: Timestamp = Timestamp("")


class KeysSearchFilter(Message, frozen=True):
    """zitadel.user.v2.KeysSearchFilter"""

    key_id_filter: zitadel_filter_v2.IDFilter | None = None
    user_id_filter: zitadel_filter_v2.IDFilter | None = None
    organization_id_filter: zitadel_filter_v2.IDFilter | None = None
    created_date_filter: zitadel_filter_v2.TimestampFilter | None = None
    expiration_date_filter: zitadel_filter_v2.TimestampFilter | None = None


class LastNameQuery(Message, frozen=True):
    """zitadel.user.v2.LastNameQuery"""

    last_name: str = ""
    method: int = 0


class ListAuthenticationFactorsRequest(Message, frozen=True):
    """zitadel.user.v2.ListAuthenticationFactorsRequest"""

    user_id: str = ""
    auth_factors: tuple[int, ...] = ()
    states: tuple[int, ...] = ()


class ListAuthenticationFactorsResponse(Message, frozen=True):
    """zitadel.user.v2.ListAuthenticationFactorsResponse"""

    result: tuple[AuthFactor, ...] = ()


class ListAuthenticationMethodTypesRequest(Message, frozen=True):
    """zitadel.user.v2.ListAuthenticationMethodTypesRequest"""

    user_id: str = ""
    domain_query: DomainQuery | None = None


class ListAuthenticationMethodTypesResponse(Message, frozen=True):
    """zitadel.user.v2.ListAuthenticationMethodTypesResponse"""

    details: zitadel_object_v2.ListDetails | None = None
    auth_method_types: tuple[AuthenticationMethodTypeName, ...] = ()


class ListIDPLinksRequest(Message, frozen=True):
    """zitadel.user.v2.ListIDPLinksRequest"""

    user_id: str = ""
    query: zitadel_object_v2.ListQuery | None = None


class ListIDPLinksResponse(Message, frozen=True):
    """zitadel.user.v2.ListIDPLinksResponse"""

    details: zitadel_object_v2.ListDetails | None = None
    result: tuple[IDPLink, ...] = ()


class ListKeysRequest(Message, frozen=True):
    """zitadel.user.v2.ListKeysRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[KeysSearchFilter, ...] = ()


class ListKeysResponse(Message, frozen=True):
    """zitadel.user.v2.ListKeysResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    result: tuple[Key, ...] = ()


class ListPasskeysRequest(Message, frozen=True):
    """zitadel.user.v2.ListPasskeysRequest"""

    user_id: str = ""


class ListPasskeysResponse(Message, frozen=True):
    """zitadel.user.v2.ListPasskeysResponse"""

    details: zitadel_object_v2.ListDetails | None = None
    result: tuple[Passkey, ...] = ()


class ListPersonalAccessTokensRequest(Message, frozen=True):
    """zitadel.user.v2.ListPersonalAccessTokensRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[PersonalAccessTokensSearchFilter, ...] = ()


class ListPersonalAccessTokensResponse(Message, frozen=True):
    """zitadel.user.v2.ListPersonalAccessTokensResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    result: tuple[PersonalAccessToken, ...] = ()


class ListUserMetadataRequest(Message, frozen=True):
    """zitadel.user.v2.ListUserMetadataRequest"""

    user_id: str = ""
    pagination: zitadel_filter_v2.PaginationRequest | None = None
    filters: tuple[zitadel_metadata_v2.MetadataSearchFilter, ...] = ()


class ListUserMetadataResponse(Message, frozen=True):
    """zitadel.user.v2.ListUserMetadataResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    metadata: tuple[zitadel_metadata_v2.Metadata, ...] = ()


class ListUsersRequest(Message, frozen=True):
    """zitadel.user.v2.ListUsersRequest"""

    query: zitadel_object_v2.ListQuery | None = None
    sorting_column: int = 0
    queries: tuple[SearchQuery, ...] = ()


class ListUsersResponse(Message, frozen=True):
    """zitadel.user.v2.ListUsersResponse"""

    details: zitadel_object_v2.ListDetails | None = None
    sorting_column: UserFieldName = ""
    result: tuple[User, ...] = ()


class LockUserRequest(Message, frozen=True):
    """zitadel.user.v2.LockUserRequest"""

    user_id: str = ""


class LockUserResponse(Message, frozen=True):
    """zitadel.user.v2.LockUserResponse"""

    details: zitadel_object_v2.Details | None = None


class LoginNameQuery(Message, frozen=True):
    """zitadel.user.v2.LoginNameQuery"""

    login_name: str = ""
    method: int = 0


class MachineUser(Message, frozen=True):
    """zitadel.user.v2.MachineUser"""

    name: str = ""
    description: str = ""
    has_secret: bool = False
    access_token_type: AccessTokenType = ""


class Metadata(Message, frozen=True):
    """zitadel.user.v2.Metadata"""

    key: str = ""
    value: Base64 = Base64("")


class NickNameQuery(Message, frozen=True):
    """zitadel.user.v2.NickNameQuery"""

    nick_name: str = ""
    method: int = 0


class NotQuery(Message, frozen=True):
    """zitadel.user.v2.NotQuery"""

    query: SearchQuery | None = None


class OrQuery(Message, frozen=True):
    """zitadel.user.v2.OrQuery"""

    queries: tuple[SearchQuery, ...] = ()


class OrganizationIdQuery(Message, frozen=True):
    """zitadel.user.v2.OrganizationIdQuery"""

    organization_id: str = ""


class Passkey(Message, frozen=True):
    """zitadel.user.v2.Passkey"""

    id: str = ""
    state: AuthFactorState = ""
    name: str = ""


class Password(Message, frozen=True):
    """zitadel.user.v2.Password"""

    password: str = ""
    change_required: bool = False


class PasswordResetRequest(Message, frozen=True):
    """zitadel.user.v2.PasswordResetRequest"""

    user_id: str = ""
    send_link: SendPasswordResetLink | None = None
    return_code: ReturnPasswordResetCode | None = None


class PasswordResetResponse(Message, frozen=True):
    """zitadel.user.v2.PasswordResetResponse"""

    details: zitadel_object_v2.Details | None = None
    verification_code: str | None = None


class PersonalAccessToken(Message, frozen=True):
    """zitadel.user.v2.PersonalAccessToken"""

    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    id: str = ""
    user_id: str = ""
    organization_id: str = ""
    expiration_date: Timestamp = Timestamp("")


class PersonalAccessTokensSearchFilter(Message, frozen=True):
    """zitadel.user.v2.PersonalAccessTokensSearchFilter"""

    token_id_filter: zitadel_filter_v2.IDFilter | None = None
    user_id_filter: zitadel_filter_v2.IDFilter | None = None
    organization_id_filter: zitadel_filter_v2.IDFilter | None = None
    created_date_filter: zitadel_filter_v2.TimestampFilter | None = None
    expiration_date_filter: zitadel_filter_v2.TimestampFilter | None = None


class PhoneQuery(Message, frozen=True):
    """zitadel.user.v2.PhoneQuery"""

    number: str = ""
    method: int = 0


class ReactivateUserRequest(Message, frozen=True):
    """zitadel.user.v2.ReactivateUserRequest"""

    user_id: str = ""


class ReactivateUserResponse(Message, frozen=True):
    """zitadel.user.v2.ReactivateUserResponse"""

    details: zitadel_object_v2.Details | None = None


class RegisterTOTPRequest(Message, frozen=True):
    """zitadel.user.v2.RegisterTOTPRequest"""

    user_id: str = ""


class RegisterTOTPResponse(Message, frozen=True):
    """zitadel.user.v2.RegisterTOTPResponse"""

    details: zitadel_object_v2.Details | None = None
    uri: str = ""
    secret: str = ""


class RemoveIDPLinkRequest(Message, frozen=True):
    """zitadel.user.v2.RemoveIDPLinkRequest"""

    user_id: str = ""
    idp_id: str = ""
    linked_user_id: str = ""


class RemoveIDPLinkResponse(Message, frozen=True):
    """zitadel.user.v2.RemoveIDPLinkResponse"""

    details: zitadel_object_v2.Details | None = None


class RemoveKeyRequest(Message, frozen=True):
    """zitadel.user.v2.RemoveKeyRequest"""

    user_id: str = ""
    key_id: str = ""


class RemoveKeyResponse(Message, frozen=True):
    """zitadel.user.v2.RemoveKeyResponse"""

    deletion_date: Timestamp = Timestamp("")


class RemoveOTPEmailRequest(Message, frozen=True):
    """zitadel.user.v2.RemoveOTPEmailRequest"""

    user_id: str = ""


class RemoveOTPEmailResponse(Message, frozen=True):
    """zitadel.user.v2.RemoveOTPEmailResponse"""

    details: zitadel_object_v2.Details | None = None


class RemoveOTPSMSRequest(Message, frozen=True):
    """zitadel.user.v2.RemoveOTPSMSRequest"""

    user_id: str = ""


class RemoveOTPSMSResponse(Message, frozen=True):
    """zitadel.user.v2.RemoveOTPSMSResponse"""

    details: zitadel_object_v2.Details | None = None


class RemovePersonalAccessTokenRequest(Message, frozen=True):
    """zitadel.user.v2.RemovePersonalAccessTokenRequest"""

    user_id: str = ""
    token_id: str = ""


class RemovePersonalAccessTokenResponse(Message, frozen=True):
    """zitadel.user.v2.RemovePersonalAccessTokenResponse"""

    deletion_date: Timestamp = Timestamp("")


class RemovePhoneRequest(Message, frozen=True):
    """zitadel.user.v2.RemovePhoneRequest"""

    user_id: str = ""


class RemovePhoneResponse(Message, frozen=True):
    """zitadel.user.v2.RemovePhoneResponse"""

    details: zitadel_object_v2.Details | None = None


class RemoveSecretRequest(Message, frozen=True):
    """zitadel.user.v2.RemoveSecretRequest"""

    user_id: str = ""


class RemoveSecretResponse(Message, frozen=True):
    """zitadel.user.v2.RemoveSecretResponse"""

    deletion_date: Timestamp = Timestamp("")


class RemoveTOTPRequest(Message, frozen=True):
    """zitadel.user.v2.RemoveTOTPRequest"""

    user_id: str = ""


class RemoveTOTPResponse(Message, frozen=True):
    """zitadel.user.v2.RemoveTOTPResponse"""

    details: zitadel_object_v2.Details | None = None


class ResendEmailCodeRequest(Message, frozen=True):
    """zitadel.user.v2.ResendEmailCodeRequest"""

    user_id: str = ""
    send_code: SendEmailVerificationCode | None = None
    return_code: ReturnEmailVerificationCode | None = None


class ResendEmailCodeResponse(Message, frozen=True):
    """zitadel.user.v2.ResendEmailCodeResponse"""

    details: zitadel_object_v2.Details | None = None
    verification_code: str | None = None


class ResendInviteCodeRequest(Message, frozen=True):
    """zitadel.user.v2.ResendInviteCodeRequest"""

    user_id: str = ""


class ResendInviteCodeResponse(Message, frozen=True):
    """zitadel.user.v2.ResendInviteCodeResponse"""

    details: zitadel_object_v2.Details | None = None


class ResendPhoneCodeRequest(Message, frozen=True):
    """zitadel.user.v2.ResendPhoneCodeRequest"""

    user_id: str = ""
    send_code: SendPhoneVerificationCode | None = None
    return_code: ReturnPhoneVerificationCode | None = None


class ResendPhoneCodeResponse(Message, frozen=True):
    """zitadel.user.v2.ResendPhoneCodeResponse"""

    details: zitadel_object_v2.Details | None = None
    verification_code: str | None = None


class ReturnEmailVerificationCode(Message, frozen=True):
    """zitadel.user.v2.ReturnEmailVerificationCode"""


class ReturnInviteCode(Message, frozen=True):
    """zitadel.user.v2.ReturnInviteCode"""


class ReturnPasswordResetCode(Message, frozen=True):
    """zitadel.user.v2.ReturnPasswordResetCode"""


class ReturnPhoneVerificationCode(Message, frozen=True):
    """zitadel.user.v2.ReturnPhoneVerificationCode"""


class SearchQuery(Message, frozen=True):
    """zitadel.user.v2.SearchQuery"""

    user_name_query: UserNameQuery | None = None
    first_name_query: FirstNameQuery | None = None
    last_name_query: LastNameQuery | None = None
    nick_name_query: NickNameQuery | None = None
    display_name_query: DisplayNameQuery | None = None
    email_query: EmailQuery | None = None
    state_query: StateQuery | None = None
    type_query: TypeQuery | None = None
    login_name_query: LoginNameQuery | None = None
    in_user_ids_query: InUserIDQuery | None = None
    or_query: OrQuery | None = None
    and_query: AndQuery | None = None
    not_query: NotQuery | None = None
    in_user_emails_query: InUserEmailsQuery | None = None
    organization_id_query: OrganizationIdQuery | None = None
    phone_query: PhoneQuery | None = None
    metadata_key_filter: zitadel_metadata_v2.MetadataKeyFilter | None = None
    metadata_value_filter: zitadel_metadata_v2.MetadataValueFilter | None = None


class SendEmailCodeRequest(Message, frozen=True):
    """zitadel.user.v2.SendEmailCodeRequest"""

    user_id: str = ""
    send_code: SendEmailVerificationCode | None = None
    return_code: ReturnEmailVerificationCode | None = None


class SendEmailCodeResponse(Message, frozen=True):
    """zitadel.user.v2.SendEmailCodeResponse"""

    details: zitadel_object_v2.Details | None = None
    verification_code: str | None = None


class SendEmailVerificationCode(Message, frozen=True):
    """zitadel.user.v2.SendEmailVerificationCode"""

    url_template: str | None = None


class SendInviteCode(Message, frozen=True):
    """zitadel.user.v2.SendInviteCode"""

    url_template: str | None = None
    application_name: str | None = None


class SendPasswordResetLink(Message, frozen=True):
    """zitadel.user.v2.SendPasswordResetLink"""

    notification_type: int = 0
    url_template: str | None = None


class SendPhoneVerificationCode(Message, frozen=True):
    """zitadel.user.v2.SendPhoneVerificationCode"""


class SetEmailRequest(Message, frozen=True):
    """zitadel.user.v2.SetEmailRequest"""

    user_id: str = ""
    email: str = ""
    send_code: SendEmailVerificationCode | None = None
    return_code: ReturnEmailVerificationCode | None = None
    is_verified: bool | None = None


class SetEmailResponse(Message, frozen=True):
    """zitadel.user.v2.SetEmailResponse"""

    details: zitadel_object_v2.Details | None = None
    verification_code: str | None = None


class SetHumanEmail(Message, frozen=True):
    """zitadel.user.v2.SetHumanEmail"""

    email: str = ""
    send_code: SendEmailVerificationCode | None = None
    return_code: ReturnEmailVerificationCode | None = None
    is_verified: bool | None = None


class SetHumanPhone(Message, frozen=True):
    """zitadel.user.v2.SetHumanPhone"""

    phone: str = ""
    send_code: SendPhoneVerificationCode | None = None
    return_code: ReturnPhoneVerificationCode | None = None
    is_verified: bool | None = None


class SetHumanProfile(Message, frozen=True):
    """zitadel.user.v2.SetHumanProfile"""

    given_name: str = ""
    family_name: str = ""
    nick_name: str | None = None
    display_name: str | None = None
    preferred_language: str | None = None
    gender: int | None = None


class SetMetadataEntry(Message, frozen=True):
    """zitadel.user.v2.SetMetadataEntry"""

    key: str = ""
    value: Base64 = Base64("")


class SetPassword(Message, frozen=True):
    """zitadel.user.v2.SetPassword"""

    password: Password | None = None
    hashed_password: HashedPassword | None = None
    current_password: str | None = None
    verification_code: str | None = None


class SetPasswordRequest(Message, frozen=True):
    """zitadel.user.v2.SetPasswordRequest"""

    user_id: str = ""
    new_password: Password | None = None
    current_password: str | None = None
    verification_code: str | None = None


class SetPasswordResponse(Message, frozen=True):
    """zitadel.user.v2.SetPasswordResponse"""

    details: zitadel_object_v2.Details | None = None


class SetPhoneRequest(Message, frozen=True):
    """zitadel.user.v2.SetPhoneRequest"""

    user_id: str = ""
    phone: str = ""
    send_code: SendPhoneVerificationCode | None = None
    return_code: ReturnPhoneVerificationCode | None = None
    is_verified: bool | None = None


class SetPhoneResponse(Message, frozen=True):
    """zitadel.user.v2.SetPhoneResponse"""

    details: zitadel_object_v2.Details | None = None
    verification_code: str | None = None


class SetUserMetadataRequest(Message, frozen=True):
    """zitadel.user.v2.SetUserMetadataRequest"""

    user_id: str = ""
    metadata: tuple[Metadata, ...] = ()


class SetUserMetadataResponse(Message, frozen=True):
    """zitadel.user.v2.SetUserMetadataResponse"""

    set_date: Timestamp = Timestamp("")


class StateQuery(Message, frozen=True):
    """zitadel.user.v2.StateQuery"""

    state: int = 0


class TypeQuery(Message, frozen=True):
    """zitadel.user.v2.TypeQuery"""

    type: int = 0


class UnlockUserRequest(Message, frozen=True):
    """zitadel.user.v2.UnlockUserRequest"""

    user_id: str = ""


class UnlockUserResponse(Message, frozen=True):
    """zitadel.user.v2.UnlockUserResponse"""

    details: zitadel_object_v2.Details | None = None


class UpdateHumanUserRequest(Message, frozen=True):
    """zitadel.user.v2.UpdateHumanUserRequest"""

    user_id: str = ""
    username: str | None = None
    profile: SetHumanProfile | None = None
    email: SetHumanEmail | None = None
    phone: SetHumanPhone | None = None
    password: SetPassword | None = None


class UpdateHumanUserResponse(Message, frozen=True):
    """zitadel.user.v2.UpdateHumanUserResponse"""

    details: zitadel_object_v2.Details | None = None
    email_code: str | None = None
    phone_code: str | None = None


class UpdateUserRequest(Message, frozen=True):
    """zitadel.user.v2.UpdateUserRequest"""

    user_id: str = ""
    username: str | None = None
    human: UpdateUserRequestHuman | None = None
    machine: UpdateUserRequestMachine | None = None


class UpdateUserRequestHuman(Message, frozen=True):
    """zitadel.user.v2.UpdateUserRequest.Human"""

    profile: UpdateUserRequestHumanProfile | None = None
    email: SetHumanEmail | None = None
    phone: SetHumanPhone | None = None
    password: SetPassword | None = None


class UpdateUserRequestHumanProfile(Message, frozen=True):
    """zitadel.user.v2.UpdateUserRequest.Human.Profile"""

    given_name: str | None = None
    family_name: str | None = None
    nick_name: str | None = None
    display_name: str | None = None
    preferred_language: str | None = None
    gender: int | None = None


class UpdateUserRequestMachine(Message, frozen=True):
    """zitadel.user.v2.UpdateUserRequest.Machine"""

    name: str | None = None
    description: str | None = None


class UpdateUserResponse(Message, frozen=True):
    """zitadel.user.v2.UpdateUserResponse"""

    change_date: Timestamp = Timestamp("")
    email_code: str | None = None
    phone_code: str | None = None


class User(Message, frozen=True):
    """zitadel.user.v2.User"""

    user_id: str = ""
    details: zitadel_object_v2.Details | None = None
    state: UserState = ""
    username: str = ""
    login_names: tuple[str, ...] = ()
    preferred_login_name: str = ""
    human: HumanUser | None = None
    machine: MachineUser | None = None


class UserNameQuery(Message, frozen=True):
    """zitadel.user.v2.UserNameQuery"""

    user_name: str = ""
    method: int = 0


class VerifyEmailRequest(Message, frozen=True):
    """zitadel.user.v2.VerifyEmailRequest"""

    user_id: str = ""
    verification_code: str = ""


class VerifyEmailResponse(Message, frozen=True):
    """zitadel.user.v2.VerifyEmailResponse"""

    details: zitadel_object_v2.Details | None = None


class VerifyInviteCodeRequest(Message, frozen=True):
    """zitadel.user.v2.VerifyInviteCodeRequest"""

    user_id: str = ""
    verification_code: str = ""


class VerifyInviteCodeResponse(Message, frozen=True):
    """zitadel.user.v2.VerifyInviteCodeResponse"""

    details: zitadel_object_v2.Details | None = None


class VerifyPhoneRequest(Message, frozen=True):
    """zitadel.user.v2.VerifyPhoneRequest"""

    user_id: str = ""
    verification_code: str = ""


class VerifyPhoneResponse(Message, frozen=True):
    """zitadel.user.v2.VerifyPhoneResponse"""

    details: zitadel_object_v2.Details | None = None


class VerifyTOTPRegistrationRequest(Message, frozen=True):
    """zitadel.user.v2.VerifyTOTPRegistrationRequest"""

    user_id: str = ""
    code: str = ""


class VerifyTOTPRegistrationResponse(Message, frozen=True):
    """zitadel.user.v2.VerifyTOTPRegistrationResponse"""

    details: zitadel_object_v2.Details | None = None
