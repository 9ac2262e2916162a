"""Messages of zitadel.admin.v1, written by `make derived`."""

from __future__ import annotations

from mockserver.operations.messages import (
    zitadel_idp_v1,
    zitadel_member_v1,
    zitadel_org_v1,
    zitadel_policy_v1,
    zitadel_v1,
)
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Duration


class AddGenericOAuthProviderRequest(Message, frozen=True):
    """zitadel.admin.v1.AddGenericOAuthProviderRequest"""

    name: str = ""
    client_id: str = ""
    client_secret: str = ""
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    user_endpoint: str = ""
    scopes: tuple[str, ...] = ()
    id_attribute: str = ""
    provider_options: zitadel_idp_v1.OptionsInput | None = None
    use_pkce: bool = False


class AddGenericOAuthProviderResponse(Message, frozen=True):
    """zitadel.admin.v1.AddGenericOAuthProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    id: str = ""


class AddGenericOIDCProviderRequest(Message, frozen=True):
    """zitadel.admin.v1.AddGenericOIDCProviderRequest"""

    name: str = ""
    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    scopes: tuple[str, ...] = ()
    provider_options: zitadel_idp_v1.OptionsInput | None = None
    is_id_token_mapping: bool = False
    use_pkce: bool = False


class AddGenericOIDCProviderResponse(Message, frozen=True):
    """zitadel.admin.v1.AddGenericOIDCProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    id: str = ""


class AddIAMMemberRequest(Message, frozen=True):
    """zitadel.admin.v1.AddIAMMemberRequest"""

    user_id: str = ""
    roles: tuple[str, ...] = ()


class AddIAMMemberResponse(Message, frozen=True):
    """zitadel.admin.v1.AddIAMMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddIDPToLoginPolicyRequest(Message, frozen=True):
    """zitadel.admin.v1.AddIDPToLoginPolicyRequest"""

    idp_id: str = ""


class AddIDPToLoginPolicyResponse(Message, frozen=True):
    """zitadel.admin.v1.AddIDPToLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddMultiFactorToLoginPolicyRequest(Message, frozen=True):
    """zitadel.admin.v1.AddMultiFactorToLoginPolicyRequest"""

    type: int = 0


class AddMultiFactorToLoginPolicyResponse(Message, frozen=True):
    """zitadel.admin.v1.AddMultiFactorToLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddSecondFactorToLoginPolicyRequest(Message, frozen=True):
    """zitadel.admin.v1.AddSecondFactorToLoginPolicyRequest"""

    type: int = 0


class AddSecondFactorToLoginPolicyResponse(Message, frozen=True):
    """zitadel.admin.v1.AddSecondFactorToLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeleteProviderRequest(Message, frozen=True):
    """zitadel.admin.v1.DeleteProviderRequest"""

    id: str = ""


class DeleteProviderResponse(Message, frozen=True):
    """zitadel.admin.v1.DeleteProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class GetDefaultOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.GetDefaultOrgRequest"""


class GetDefaultOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.GetDefaultOrgResponse"""

    org: zitadel_org_v1.Org | None = None


class GetLoginPolicyRequest(Message, frozen=True):
    """zitadel.admin.v1.GetLoginPolicyRequest"""


class GetLoginPolicyResponse(Message, frozen=True):
    """zitadel.admin.v1.GetLoginPolicyResponse"""

    policy: zitadel_policy_v1.LoginPolicy | None = None


class GetOrgByIDRequest(Message, frozen=True):
    """zitadel.admin.v1.GetOrgByIDRequest"""

    id: str = ""


class GetOrgByIDResponse(Message, frozen=True):
    """zitadel.admin.v1.GetOrgByIDResponse"""

    org: zitadel_org_v1.Org | None = None


class GetProviderByIDRequest(Message, frozen=True):
    """zitadel.admin.v1.GetProviderByIDRequest"""

    id: str = ""


class GetProviderByIDResponse(Message, frozen=True):
    """zitadel.admin.v1.GetProviderByIDResponse"""

    idp: zitadel_idp_v1.Provider | None = None


class HealthzRequest(Message, frozen=True):
    """zitadel.admin.v1.HealthzRequest"""


class HealthzResponse(Message, frozen=True):
    """zitadel.admin.v1.HealthzResponse"""


class IsOrgUniqueRequest(Message, frozen=True):
    """zitadel.admin.v1.IsOrgUniqueRequest"""

    name: str = ""
    domain: str = ""


class IsOrgUniqueResponse(Message, frozen=True):
    """zitadel.admin.v1.IsOrgUniqueResponse"""

    is_unique: bool = False


class ListIAMMemberRolesRequest(Message, frozen=True):
    """zitadel.admin.v1.ListIAMMemberRolesRequest"""


class ListIAMMemberRolesResponse(Message, frozen=True):
    """zitadel.admin.v1.ListIAMMemberRolesResponse"""

    details: zitadel_v1.ListDetails | None = None
    roles: tuple[str, ...] = ()


class ListIAMMembersRequest(Message, frozen=True):
    """zitadel.admin.v1.ListIAMMembersRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_member_v1.SearchQuery, ...] = ()
    sorting_column: int = 0


class ListIAMMembersResponse(Message, frozen=True):
    """zitadel.admin.v1.ListIAMMembersResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_member_v1.Member, ...] = ()


class ListLoginPolicyIDPsRequest(Message, frozen=True):
    """zitadel.admin.v1.ListLoginPolicyIDPsRequest"""

    query: zitadel_v1.ListQuery | None = None


class ListLoginPolicyIDPsResponse(Message, frozen=True):
    """zitadel.admin.v1.ListLoginPolicyIDPsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_idp_v1.IDPLoginPolicyLink, ...] = ()


class ListLoginPolicyMultiFactorsRequest(Message, frozen=True):
    """zitadel.admin.v1.ListLoginPolicyMultiFactorsRequest"""


class ListLoginPolicyMultiFactorsResponse(Message, frozen=True):
    """zitadel.admin.v1.ListLoginPolicyMultiFactorsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_policy_v1.MultiFactorTypeName, ...] = ()


class ListLoginPolicySecondFactorsRequest(Message, frozen=True):
    """zitadel.admin.v1.ListLoginPolicySecondFactorsRequest"""


class ListLoginPolicySecondFactorsResponse(Message, frozen=True):
    """zitadel.admin.v1.ListLoginPolicySecondFactorsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_policy_v1.SecondFactorTypeName, ...] = ()


class ListOrgsRequest(Message, frozen=True):
    """zitadel.admin.v1.ListOrgsRequest"""

    query: zitadel_v1.ListQuery | None = None
    sorting_column: int = 0
    queries: tuple[zitadel_org_v1.OrgQuery, ...] = ()


class ListOrgsResponse(Message, frozen=True):
    """zitadel.admin.v1.ListOrgsResponse"""

    details: zitadel_v1.ListDetails | None = None
    sorting_column: zitadel_org_v1.OrgFieldName = ""
    result: tuple[zitadel_org_v1.Org, ...] = ()


class ListProvidersRequest(Message, frozen=True):
    """zitadel.admin.v1.ListProvidersRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[ProviderQuery, ...] = ()


class ListProvidersResponse(Message, frozen=True):
    """zitadel.admin.v1.ListProvidersResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_idp_v1.Provider, ...] = ()


class ProviderQuery(Message, frozen=True):
    """zitadel.admin.v1.ProviderQuery"""

    idp_id_query: zitadel_idp_v1.IDPIDQuery | None = None
    idp_name_query: zitadel_idp_v1.IDPNameQuery | None = None


class RemoveIAMMemberRequest(Message, frozen=True):
    """zitadel.admin.v1.RemoveIAMMemberRequest"""

    user_id: str = ""


class RemoveIAMMemberResponse(Message, frozen=True):
    """zitadel.admin.v1.RemoveIAMMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveIDPFromLoginPolicyRequest(Message, frozen=True):
    """zitadel.admin.v1.RemoveIDPFromLoginPolicyRequest"""

    idp_id: str = ""


class RemoveIDPFromLoginPolicyResponse(Message, frozen=True):
    """zitadel.admin.v1.RemoveIDPFromLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveMultiFactorFromLoginPolicyRequest(Message, frozen=True):
    """zitadel.admin.v1.RemoveMultiFactorFromLoginPolicyRequest"""

    type: int = 0


class RemoveMultiFactorFromLoginPolicyResponse(Message, frozen=True):
    """zitadel.admin.v1.RemoveMultiFactorFromLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.RemoveOrgRequest"""

    org_id: str = ""


class RemoveOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.RemoveOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveSecondFactorFromLoginPolicyRequest(Message, frozen=True):
    """zitadel.admin.v1.RemoveSecondFactorFromLoginPolicyRequest"""

    type: int = 0


class RemoveSecondFactorFromLoginPolicyResponse(Message, frozen=True):
    """zitadel.admin.v1.RemoveSecondFactorFromLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetDefaultOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.SetDefaultOrgRequest"""

    org_id: str = ""


class SetDefaultOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.SetDefaultOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetUpOrgRequest(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest"""

    org: SetUpOrgRequestOrg | None = None
    human: SetUpOrgRequestHuman | None = None
    roles: tuple[str, ...] = ()


class SetUpOrgRequestHuman(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Human"""

    user_name: str = ""
    profile: SetUpOrgRequestHumanProfile | None = None
    email: SetUpOrgRequestHumanEmail | None = None
    phone: SetUpOrgRequestHumanPhone | None = None
    password: str = ""


class SetUpOrgRequestHumanEmail(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Human.Email"""

    email: str = ""
    is_email_verified: bool = False


class SetUpOrgRequestHumanPhone(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Human.Phone"""

    phone: str = ""
    is_phone_verified: bool = False


class SetUpOrgRequestHumanProfile(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Human.Profile"""

    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    preferred_language: str = ""
    gender: int = 0


class SetUpOrgRequestOrg(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgRequest.Org"""

    name: str = ""
    domain: str = ""


class SetUpOrgResponse(Message, frozen=True):
    """zitadel.admin.v1.SetUpOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    org_id: str = ""
    user_id: str = ""


class UpdateGenericOAuthProviderRequest(Message, frozen=True):
    """zitadel.admin.v1.UpdateGenericOAuthProviderRequest"""

    id: str = ""
    name: str = ""
    client_id: str = ""
    client_secret: str = ""
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    user_endpoint: str = ""
    scopes: tuple[str, ...] = ()
    id_attribute: str = ""
    provider_options: zitadel_idp_v1.OptionsInput | None = None
    use_pkce: bool = False


class UpdateGenericOAuthProviderResponse(Message, frozen=True):
    """zitadel.admin.v1.UpdateGenericOAuthProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateGenericOIDCProviderRequest(Message, frozen=True):
    """zitadel.admin.v1.UpdateGenericOIDCProviderRequest"""

    id: str = ""
    name: str = ""
    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    scopes: tuple[str, ...] = ()
    provider_options: zitadel_idp_v1.OptionsInput | None = None
    is_id_token_mapping: bool = False
    use_pkce: bool = False


class UpdateGenericOIDCProviderResponse(Message, frozen=True):
    """zitadel.admin.v1.UpdateGenericOIDCProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateIAMMemberRequest(Message, frozen=True):
    """zitadel.admin.v1.UpdateIAMMemberRequest"""

    user_id: str = ""
    roles: tuple[str, ...] = ()


class UpdateIAMMemberResponse(Message, frozen=True):
    """zitadel.admin.v1.UpdateIAMMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateLoginPolicyRequest(Message, frozen=True):
    """zitadel.admin.v1.UpdateLoginPolicyRequest"""

    allow_username_password: bool = False
    allow_register: bool = False
    allow_external_idp: bool = False
    force_mfa: bool = False
    passwordless_type: int = 0
    hide_password_reset: bool = False
    ignore_unknown_usernames: bool = False
    default_redirect_uri: str = ""
    password_check_lifetime: Duration = Duration("")
    external_login_check_lifetime: Duration = Duration("")
    mfa_init_skip_lifetime: Duration = Duration("")
    second_factor_check_lifetime: Duration = Duration("")
    multi_factor_check_lifetime: Duration = Duration("")
    allow_domain_discovery: bool = False
    disable_login_with_email: bool = False
    disable_login_with_phone: bool = False
    force_mfa_local_only: bool = False


class UpdateLoginPolicyResponse(Message, frozen=True):
    """zitadel.admin.v1.UpdateLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None
