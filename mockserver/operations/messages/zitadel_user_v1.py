"""Messages of zitadel.user.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp

AccessTokenType = Literal["", "ACCESS_TOKEN_TYPE_JWT"]
"""zitadel.user.v1.AccessTokenType; empty stands for the zero value"""
AuthFactorState = Literal["", "AUTH_FACTOR_STATE_NOT_READY", "AUTH_FACTOR_STATE_READY", "AUTH_FACTOR_STATE_REMOVED"]
"""zitadel.user.v1.AuthFactorState; empty stands for the zero value"""
Gender = Literal["", "GENDER_FEMALE", "GENDER_MALE", "GENDER_DIVERSE"]
"""zitadel.user.v1.Gender; empty stands for the zero value"""
SessionState = Literal["", "SESSION_STATE_ACTIVE", "SESSION_STATE_TERMINATED"]
"""zitadel.user.v1.SessionState; empty stands for the zero value"""
Type = Literal["", "TYPE_HUMAN", "TYPE_MACHINE"]
"""zitadel.user.v1.Type; empty stands for the zero value"""
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
"""zitadel.user.v1.UserFieldName; empty stands for the zero value"""
UserGrantState = Literal["", "USER_GRANT_STATE_ACTIVE", "USER_GRANT_STATE_INACTIVE"]
"""zitadel.user.v1.UserGrantState; empty stands for the zero value"""
UserState = Literal[
    "",
    "USER_STATE_ACTIVE",
    "USER_STATE_INACTIVE",
    "USER_STATE_DELETED",
    "USER_STATE_LOCKED",
    "USER_STATE_SUSPEND",
    "USER_STATE_INITIAL",
]
"""zitadel.user.v1.UserState; empty stands for the zero value"""


class AccessTokenTypeNumber:
    """zitadel.user.v1.AccessTokenType"""

    ACCESS_TOKEN_TYPE_BEARER: Final = 0
    ACCESS_TOKEN_TYPE_JWT: Final = 1


class GenderNumber:
    """zitadel.user.v1.Gender"""

    GENDER_UNSPECIFIED: Final = 0
    GENDER_FEMALE: Final = 1
    GENDER_MALE: Final = 2
    GENDER_DIVERSE: Final = 3


class TypeNumber:
    """zitadel.user.v1.Type"""

    TYPE_UNSPECIFIED: Final = 0
    TYPE_HUMAN: Final = 1
    TYPE_MACHINE: Final = 2


class UserFieldNameNumber:
    """zitadel.user.v1.UserFieldName"""

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
    """zitadel.user.v1.UserState"""

    USER_STATE_UNSPECIFIED: Final = 0
    USER_STATE_ACTIVE: Final = 1
    USER_STATE_INACTIVE: Final = 2
    USER_STATE_DELETED: Final = 3
    USER_STATE_LOCKED: Final = 4
    USER_STATE_SUSPEND: Final = 5
    USER_STATE_INITIAL: Final = 6


class AndQuery(Message, frozen=True):
    """zitadel.user.v1.AndQuery"""

    queries: tuple[SearchQuery, ...] = ()


class AuthFactor(Message, frozen=True):
    """zitadel.user.v1.AuthFactor"""

    state: AuthFactorState = ""
    otp: AuthFactorOTP | None = None
    u2f: AuthFactorU2F | None = None
    otp_sms: AuthFactorOTPSMS | None = None
    otp_email: AuthFactorOTPEmail | None = None


class AuthFactorOTP(Message, frozen=True):
    """zitadel.user.v1.AuthFactorOTP"""


class AuthFactorOTPEmail(Message, frozen=True):
    """zitadel.user.v1.AuthFactorOTPEmail"""


class AuthFactorOTPSMS(Message, frozen=True):
    """zitadel.user.v1.AuthFactorOTPSMS"""


class AuthFactorU2F(Message, frozen=True):
    """zitadel.user.v1.AuthFactorU2F"""

    id: str = ""
    name: str = ""


class DisplayNameQuery(Message, frozen=True):
    """zitadel.user.v1.DisplayNameQuery"""

    display_name: str = ""
    method: int = 0


class Email(Message, frozen=True):
    """zitadel.user.v1.Email"""

    email: str = ""
    is_email_verified: bool = False


class EmailQuery(Message, frozen=True):
    """zitadel.user.v1.EmailQuery"""

    email_address: str = ""
    method: int = 0


class FirstNameQuery(Message, frozen=True):
    """zitadel.user.v1.FirstNameQuery"""

    first_name: str = ""
    method: int = 0


class Human(Message, frozen=True):
    """zitadel.user.v1.Human"""

    profile: Profile | None = None
    email: Email | None = None
    phone: Phone | None = None
    password_changed: Timestamp = Timestamp("")


class InUserEmailsQuery(Message, frozen=True):
    """zitadel.user.v1.InUserEmailsQuery"""

    user_emails: tuple[str, ...] = ()


class InUserIDQuery(Message, frozen=True):
    """zitadel.user.v1.InUserIDQuery"""

    user_ids: tuple[str, ...] = ()


class LastNameQuery(Message, frozen=True):
    """zitadel.user.v1.LastNameQuery"""

    last_name: str = ""
    method: int = 0


class LoginNameQuery(Message, frozen=True):
    """zitadel.user.v1.LoginNameQuery"""

    login_name: str = ""
    method: int = 0


class Machine(Message, frozen=True):
    """zitadel.user.v1.Machine"""

    name: str = ""
    description: str = ""
    has_secret: bool = False
    access_token_type: AccessTokenType = ""


class Membership(Message, frozen=True):
    """zitadel.user.v1.Membership"""

    user_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    roles: tuple[str, ...] = ()
    display_name: str = ""
    iam: bool | None = None
    org_id: str | None = None
    project_id: str | None = None
    project_grant_id: str | None = None


class MembershipIAMQuery(Message, frozen=True):
    """zitadel.user.v1.MembershipIAMQuery"""

    iam: bool = False


class MembershipOrgQuery(Message, frozen=True):
    """zitadel.user.v1.MembershipOrgQuery"""

    org_id: str = ""


class MembershipProjectGrantQuery(Message, frozen=True):
    """zitadel.user.v1.MembershipProjectGrantQuery"""

    project_grant_id: str = ""


class MembershipProjectQuery(Message, frozen=True):
    """zitadel.user.v1.MembershipProjectQuery"""

    project_id: str = ""


class MembershipQuery(Message, frozen=True):
    """zitadel.user.v1.MembershipQuery"""

    org_query: MembershipOrgQuery | None = None
    project_query: MembershipProjectQuery | None = None
    project_grant_query: MembershipProjectGrantQuery | None = None
    iam_query: MembershipIAMQuery | None = None


class NickNameQuery(Message, frozen=True):
    """zitadel.user.v1.NickNameQuery"""

    nick_name: str = ""
    method: int = 0


class NotQuery(Message, frozen=True):
    """zitadel.user.v1.NotQuery"""

    query: SearchQuery | None = None


class OrQuery(Message, frozen=True):
    """zitadel.user.v1.OrQuery"""

    queries: tuple[SearchQuery, ...] = ()


class PersonalAccessToken(Message, frozen=True):
    """zitadel.user.v1.PersonalAccessToken"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    expiration_date: Timestamp = Timestamp("")
    scopes: tuple[str, ...] = ()


class Phone(Message, frozen=True):
    """zitadel.user.v1.Phone"""

    phone: str = ""
    is_phone_verified: bool = False


class Profile(Message, frozen=True):
    """zitadel.user.v1.Profile"""

    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    preferred_language: str = ""
    gender: Gender = ""
    avatar_url: str = ""


class RefreshToken(Message, frozen=True):
    """zitadel.user.v1.RefreshToken"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    client_id: str = ""
    auth_time: Timestamp = Timestamp("")
    idle_expiration: Timestamp = Timestamp("")
    expiration: Timestamp = Timestamp("")
    scopes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()


class SearchQuery(Message, frozen=True):
    """zitadel.user.v1.SearchQuery"""

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


class Session(Message, frozen=True):
    """zitadel.user.v1.Session"""

    session_id: str = ""
    agent_id: str = ""
    auth_state: SessionState = ""
    user_id: str = ""
    user_name: str = ""
    login_name: str = ""
    display_name: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    avatar_url: str = ""


class StateQuery(Message, frozen=True):
    """zitadel.user.v1.StateQuery"""

    state: int = 0


class TypeQuery(Message, frozen=True):
    """zitadel.user.v1.TypeQuery"""

    type: int = 0


class User(Message, frozen=True):
    """zitadel.user.v1.User"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    state: UserState = ""
    user_name: str = ""
    login_names: tuple[str, ...] = ()
    preferred_login_name: str = ""
    human: Human | None = None
    machine: Machine | None = None


class UserGrant(Message, frozen=True):
    """zitadel.user.v1.UserGrant"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    role_keys: tuple[str, ...] = ()
    state: UserGrantState = ""
    user_id: str = ""
    user_name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    display_name: str = ""
    org_id: str = ""
    org_name: str = ""
    org_domain: str = ""
    project_id: str = ""
    project_name: str = ""
    project_grant_id: str = ""
    avatar_url: str = ""
    preferred_login_name: str = ""
    user_type: Type = ""
    granted_org_id: str = ""
    granted_org_name: str = ""
    granted_org_domain: str = ""


class UserGrantDisplayNameQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantDisplayNameQuery"""

    display_name: str = ""
    method: int = 0


class UserGrantEmailQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantEmailQuery"""

    email: str = ""
    method: int = 0


class UserGrantFirstNameQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantFirstNameQuery"""

    first_name: str = ""
    method: int = 0


class UserGrantInUserIDsQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantInUserIDsQuery"""

    in_user_ids: tuple[str, ...] = ()


class UserGrantLastNameQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantLastNameQuery"""

    last_name: str = ""
    method: int = 0


class UserGrantOrgDomainQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantOrgDomainQuery"""

    org_domain: str = ""
    method: int = 0


class UserGrantOrgNameQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantOrgNameQuery"""

    org_name: str = ""
    method: int = 0


class UserGrantProjectGrantIDQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantProjectGrantIDQuery"""

    project_grant_id: str = ""


class UserGrantProjectIDQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantProjectIDQuery"""

    project_id: str = ""


class UserGrantProjectNameQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantProjectNameQuery"""

    project_name: str = ""
    method: int = 0


class UserGrantQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantQuery"""

    project_id_query: UserGrantProjectIDQuery | None = None
    user_id_query: UserGrantUserIDQuery | None = None
    with_granted_query: UserGrantWithGrantedQuery | None = None
    role_key_query: UserGrantRoleKeyQuery | None = None
    project_grant_id_query: UserGrantProjectGrantIDQuery | None = None
    user_name_query: UserGrantUserNameQuery | None = None
    first_name_query: UserGrantFirstNameQuery | None = None
    last_name_query: UserGrantLastNameQuery | None = None
    email_query: UserGrantEmailQuery | None = None
    org_name_query: UserGrantOrgNameQuery | None = None
    org_domain_query: UserGrantOrgDomainQuery | None = None
    project_name_query: UserGrantProjectNameQuery | None = None
    display_name_query: UserGrantDisplayNameQuery | None = None
    user_type_query: UserGrantUserTypeQuery | None = None
    in_user_ids_query: UserGrantInUserIDsQuery | None = None


class UserGrantRoleKeyQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantRoleKeyQuery"""

    role_key: str = ""
    method: int = 0


class UserGrantUserIDQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantUserIDQuery"""

    user_id: str = ""


class UserGrantUserNameQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantUserNameQuery"""

    user_name: str = ""
    method: int = 0


class UserGrantUserTypeQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantUserTypeQuery"""

    type: int = 0


class UserGrantWithGrantedQuery(Message, frozen=True):
    """zitadel.user.v1.UserGrantWithGrantedQuery"""

    with_granted: bool = False


class UserNameQuery(Message, frozen=True):
    """zitadel.user.v1.UserNameQuery"""

    user_name: str = ""
    method: int = 0
