"""Messages of zitadel.auth.v1, written by `make derived`."""

from __future__ import annotations

from mockserver.operations.messages import (
    zitadel_metadata_v1,
    zitadel_org_v1,
    zitadel_policy_v1,
    zitadel_user_v1,
    zitadel_v1,
)
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Timestamp


class GetMyEmailRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyEmailRequest"""


class GetMyEmailResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyEmailResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    email: zitadel_user_v1.Email | None = None


class GetMyLabelPolicyRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyLabelPolicyRequest"""


class GetMyLabelPolicyResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyLabelPolicyResponse"""

    policy: zitadel_policy_v1.LabelPolicy | None = None


class GetMyLoginPolicyRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyLoginPolicyRequest"""


class GetMyLoginPolicyResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyLoginPolicyResponse"""

    policy: zitadel_policy_v1.LoginPolicy | None = None


class GetMyMetadataRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyMetadataRequest"""

    key: str = ""


class GetMyMetadataResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyMetadataResponse"""

    metadata: zitadel_metadata_v1.Metadata | None = None


class GetMyPasswordComplexityPolicyRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyPasswordComplexityPolicyRequest"""


class GetMyPasswordComplexityPolicyResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyPasswordComplexityPolicyResponse"""

    policy: zitadel_policy_v1.PasswordComplexityPolicy | None = None


class GetMyPhoneRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyPhoneRequest"""


class GetMyPhoneResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyPhoneResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    phone: zitadel_user_v1.Phone | None = None


class GetMyPrivacyPolicyRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyPrivacyPolicyRequest"""


class GetMyPrivacyPolicyResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyPrivacyPolicyResponse"""

    policy: zitadel_policy_v1.PrivacyPolicy | None = None


class GetMyProfileRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyProfileRequest"""


class GetMyProfileResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyProfileResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    profile: zitadel_user_v1.Profile | None = None


class GetMyUserRequest(Message, frozen=True):
    """zitadel.auth.v1.GetMyUserRequest"""


class GetMyUserResponse(Message, frozen=True):
    """zitadel.auth.v1.GetMyUserResponse"""

    user: zitadel_user_v1.User | None = None
    last_login: Timestamp = Timestamp("")


class GetSupportedLanguagesRequest(Message, frozen=True):
    """zitadel.auth.v1.GetSupportedLanguagesRequest"""


class GetSupportedLanguagesResponse(Message, frozen=True):
    """zitadel.auth.v1.GetSupportedLanguagesResponse"""

    languages: tuple[str, ...] = ()


class HealthzRequest(Message, frozen=True):
    """zitadel.auth.v1.HealthzRequest"""


class HealthzResponse(Message, frozen=True):
    """zitadel.auth.v1.HealthzResponse"""


class ListMyAuthFactorsRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyAuthFactorsRequest"""


class ListMyAuthFactorsResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyAuthFactorsResponse"""

    result: tuple[zitadel_user_v1.AuthFactor, ...] = ()


class ListMyMembershipsRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyMembershipsRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_user_v1.MembershipQuery, ...] = ()


class ListMyMembershipsResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyMembershipsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_user_v1.Membership, ...] = ()


class ListMyMetadataRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyMetadataRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_metadata_v1.MetadataQuery, ...] = ()


class ListMyMetadataResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyMetadataResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_metadata_v1.Metadata, ...] = ()


class ListMyProjectOrgsRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyProjectOrgsRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_org_v1.OrgQuery, ...] = ()
    sorting_column: int = 0


class ListMyProjectOrgsResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyProjectOrgsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_org_v1.Org, ...] = ()


class ListMyProjectPermissionsRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyProjectPermissionsRequest"""


class ListMyProjectPermissionsResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyProjectPermissionsResponse"""

    result: tuple[str, ...] = ()


class ListMyRefreshTokensRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyRefreshTokensRequest"""


class ListMyRefreshTokensResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyRefreshTokensResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_user_v1.RefreshToken, ...] = ()


class ListMyUserGrantsRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyUserGrantsRequest"""

    query: zitadel_v1.ListQuery | None = None


class ListMyUserGrantsResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyUserGrantsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[UserGrant, ...] = ()


class ListMyUserSessionsRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyUserSessionsRequest"""


class ListMyUserSessionsResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyUserSessionsResponse"""

    result: tuple[zitadel_user_v1.Session, ...] = ()


class ListMyZitadelPermissionsRequest(Message, frozen=True):
    """zitadel.auth.v1.ListMyZitadelPermissionsRequest"""


class ListMyZitadelPermissionsResponse(Message, frozen=True):
    """zitadel.auth.v1.ListMyZitadelPermissionsResponse"""

    result: tuple[str, ...] = ()


class RemoveMyPhoneRequest(Message, frozen=True):
    """zitadel.auth.v1.RemoveMyPhoneRequest"""


class RemoveMyPhoneResponse(Message, frozen=True):
    """zitadel.auth.v1.RemoveMyPhoneResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveMyUserRequest(Message, frozen=True):
    """zitadel.auth.v1.RemoveMyUserRequest"""


class RemoveMyUserResponse(Message, frozen=True):
    """zitadel.auth.v1.RemoveMyUserResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetMyEmailRequest(Message, frozen=True):
    """zitadel.auth.v1.SetMyEmailRequest"""

    email: str = ""


class SetMyEmailResponse(Message, frozen=True):
    """zitadel.auth.v1.SetMyEmailResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetMyPhoneRequest(Message, frozen=True):
    """zitadel.auth.v1.SetMyPhoneRequest"""

    phone: str = ""


class SetMyPhoneResponse(Message, frozen=True):
    """zitadel.auth.v1.SetMyPhoneResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateMyPasswordRequest(Message, frozen=True):
    """zitadel.auth.v1.UpdateMyPasswordRequest"""

    old_password: str = ""
    new_password: str = ""


class UpdateMyPasswordResponse(Message, frozen=True):
    """zitadel.auth.v1.UpdateMyPasswordResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateMyProfileRequest(Message, frozen=True):
    """zitadel.auth.v1.UpdateMyProfileRequest"""

    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    preferred_language: str = ""
    gender: int = 0


class UpdateMyProfileResponse(Message, frozen=True):
    """zitadel.auth.v1.UpdateMyProfileResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateMyUserNameRequest(Message, frozen=True):
    """zitadel.auth.v1.UpdateMyUserNameRequest"""

    user_name: str = ""


class UpdateMyUserNameResponse(Message, frozen=True):
    """zitadel.auth.v1.UpdateMyUserNameResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UserGrant(Message, frozen=True):
    """zitadel.auth.v1.UserGrant"""

    org_id: str = ""
    project_id: str = ""
    user_id: str = ""
    roles: tuple[str, ...] = ()
    org_name: str = ""
    grant_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    org_domain: str = ""
    project_name: str = ""
    project_grant_id: str = ""
    role_keys: tuple[str, ...] = ()
    user_type: zitadel_user_v1.Type = ""
    state: zitadel_user_v1.UserGrantState = ""
