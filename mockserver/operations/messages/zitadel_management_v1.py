"""Messages of zitadel.management.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages import (
    zitadel_action_v1,
    zitadel_app_v1,
    zitadel_authn_v1,
    zitadel_idp_v1,
    zitadel_member_v1,
    zitadel_metadata_v1,
    zitadel_org_v1,
    zitadel_policy_v1,
    zitadel_project_v1,
    zitadel_user_v1,
    zitadel_v1,
)
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Duration, Timestamp


class SendHumanResetPasswordNotificationRequestTypeNumber:
    """zitadel.management.v1.SendHumanResetPasswordNotificationRequest.Type"""

    TYPE_EMAIL: Final = 0
    TYPE_SMS: Final = 1


class ActionQuery(Message, frozen=True):
    """zitadel.management.v1.ActionQuery"""

    action_id_query: zitadel_action_v1.ActionIDQuery | None = None
    action_name_query: zitadel_action_v1.ActionNameQuery | None = None
    action_state_query: zitadel_action_v1.ActionStateQuery | None = None


class AddAPIAppRequest(Message, frozen=True):
    """zitadel.management.v1.AddAPIAppRequest"""

    project_id: str = ""
    name: str = ""
    auth_method_type: int = 0


class AddAPIAppResponse(Message, frozen=True):
    """zitadel.management.v1.AddAPIAppResponse"""

    app_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    client_id: str = ""
    client_secret: str = ""


class AddAppKeyRequest(Message, frozen=True):
    """zitadel.management.v1.AddAppKeyRequest"""

    project_id: str = ""
    app_id: str = ""
    type: int = 0
    expiration_date: Timestamp = Timestamp("")


class AddAppKeyResponse(Message, frozen=True):
    """zitadel.management.v1.AddAppKeyResponse"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    key_details: Base64 = Base64("")


class AddCustomLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.AddCustomLoginPolicyRequest"""

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
    second_factors: tuple[int, ...] = ()
    multi_factors: tuple[int, ...] = ()
    idps: tuple[AddCustomLoginPolicyRequestIDP, ...] = ()
    allow_domain_discovery: bool = False
    disable_login_with_email: bool = False
    disable_login_with_phone: bool = False
    force_mfa_local_only: bool = False


class AddCustomLoginPolicyRequestIDP(Message, frozen=True):
    """zitadel.management.v1.AddCustomLoginPolicyRequest.IDP"""

    idp_id: str = ""
    ownerType: int = 0


class AddCustomLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.AddCustomLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddGenericOAuthProviderRequest(Message, frozen=True):
    """zitadel.management.v1.AddGenericOAuthProviderRequest"""

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
    """zitadel.management.v1.AddGenericOAuthProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    id: str = ""


class AddGenericOIDCProviderRequest(Message, frozen=True):
    """zitadel.management.v1.AddGenericOIDCProviderRequest"""

    name: str = ""
    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    scopes: tuple[str, ...] = ()
    provider_options: zitadel_idp_v1.OptionsInput | None = None
    is_id_token_mapping: bool = False
    use_pkce: bool = False


class AddGenericOIDCProviderResponse(Message, frozen=True):
    """zitadel.management.v1.AddGenericOIDCProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    id: str = ""


class AddHumanUserRequest(Message, frozen=True):
    """zitadel.management.v1.AddHumanUserRequest"""

    user_name: str = ""
    profile: AddHumanUserRequestProfile | None = None
    email: AddHumanUserRequestEmail | None = None
    phone: AddHumanUserRequestPhone | None = None
    initial_password: str = ""


class AddHumanUserRequestEmail(Message, frozen=True):
    """zitadel.management.v1.AddHumanUserRequest.Email"""

    email: str = ""
    is_email_verified: bool = False


class AddHumanUserRequestPhone(Message, frozen=True):
    """zitadel.management.v1.AddHumanUserRequest.Phone"""

    phone: str = ""
    is_phone_verified: bool = False


class AddHumanUserRequestProfile(Message, frozen=True):
    """zitadel.management.v1.AddHumanUserRequest.Profile"""

    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    preferred_language: str = ""
    gender: int = 0


class AddHumanUserResponse(Message, frozen=True):
    """zitadel.management.v1.AddHumanUserResponse"""

    user_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddIDPToLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.AddIDPToLoginPolicyRequest"""

    idp_id: str = ""
    ownerType: int = 0


class AddIDPToLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.AddIDPToLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddMachineKeyRequest(Message, frozen=True):
    """zitadel.management.v1.AddMachineKeyRequest"""

    user_id: str = ""
    type: int = 0
    expiration_date: Timestamp = Timestamp("")
    public_key: Base64 = Base64("")


class AddMachineKeyResponse(Message, frozen=True):
    """zitadel.management.v1.AddMachineKeyResponse"""

    key_id: str = ""
    key_details: Base64 = Base64("")
    details: zitadel_v1.ObjectDetails | None = None


class AddMachineUserRequest(Message, frozen=True):
    """zitadel.management.v1.AddMachineUserRequest"""

    user_name: str = ""
    name: str = ""
    description: str = ""
    access_token_type: int = 0
    user_id: str | None = None


class AddMachineUserResponse(Message, frozen=True):
    """zitadel.management.v1.AddMachineUserResponse"""

    user_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddMultiFactorToLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.AddMultiFactorToLoginPolicyRequest"""

    type: int = 0


class AddMultiFactorToLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.AddMultiFactorToLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddOIDCAppRequest(Message, frozen=True):
    """zitadel.management.v1.AddOIDCAppRequest"""

    project_id: str = ""
    name: str = ""
    redirect_uris: tuple[str, ...] = ()
    response_types: tuple[int, ...] = ()
    grant_types: tuple[int, ...] = ()
    app_type: int = 0
    auth_method_type: int = 0
    post_logout_redirect_uris: tuple[str, ...] = ()
    version: int = 0
    dev_mode: bool = False
    access_token_type: int = 0
    access_token_role_assertion: bool = False
    id_token_role_assertion: bool = False
    id_token_userinfo_assertion: bool = False
    clock_skew: Duration = Duration("")
    additional_origins: tuple[str, ...] = ()
    skip_native_app_success_page: bool = False
    back_channel_logout_uri: str = ""
    login_version: zitadel_app_v1.LoginVersion | None = None


class AddOIDCAppResponse(Message, frozen=True):
    """zitadel.management.v1.AddOIDCAppResponse"""

    app_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    client_id: str = ""
    client_secret: str = ""
    none_compliant: bool = False
    compliance_problems: tuple[zitadel_v1.LocalizedMessage, ...] = ()


class AddOrgDomainRequest(Message, frozen=True):
    """zitadel.management.v1.AddOrgDomainRequest"""

    domain: str = ""


class AddOrgDomainResponse(Message, frozen=True):
    """zitadel.management.v1.AddOrgDomainResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddOrgMemberRequest(Message, frozen=True):
    """zitadel.management.v1.AddOrgMemberRequest"""

    user_id: str = ""
    roles: tuple[str, ...] = ()


class AddOrgMemberResponse(Message, frozen=True):
    """zitadel.management.v1.AddOrgMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddOrgRequest(Message, frozen=True):
    """zitadel.management.v1.AddOrgRequest"""

    name: str = ""


class AddOrgResponse(Message, frozen=True):
    """zitadel.management.v1.AddOrgResponse"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddPersonalAccessTokenRequest(Message, frozen=True):
    """zitadel.management.v1.AddPersonalAccessTokenRequest"""

    user_id: str = ""
    expiration_date: Timestamp = Timestamp("")


class AddPersonalAccessTokenResponse(Message, frozen=True):
    """zitadel.management.v1.AddPersonalAccessTokenResponse"""

    token_id: str = ""
    token: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddProjectGrantMemberRequest(Message, frozen=True):
    """zitadel.management.v1.AddProjectGrantMemberRequest"""

    project_id: str = ""
    grant_id: str = ""
    user_id: str = ""
    roles: tuple[str, ...] = ()


class AddProjectGrantMemberResponse(Message, frozen=True):
    """zitadel.management.v1.AddProjectGrantMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddProjectGrantRequest(Message, frozen=True):
    """zitadel.management.v1.AddProjectGrantRequest"""

    project_id: str = ""
    granted_org_id: str = ""
    role_keys: tuple[str, ...] = ()


class AddProjectGrantResponse(Message, frozen=True):
    """zitadel.management.v1.AddProjectGrantResponse"""

    grant_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddProjectMemberRequest(Message, frozen=True):
    """zitadel.management.v1.AddProjectMemberRequest"""

    project_id: str = ""
    user_id: str = ""
    roles: tuple[str, ...] = ()


class AddProjectMemberResponse(Message, frozen=True):
    """zitadel.management.v1.AddProjectMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddProjectRequest(Message, frozen=True):
    """zitadel.management.v1.AddProjectRequest"""

    name: str = ""
    project_role_assertion: bool = False
    project_role_check: bool = False
    has_project_check: bool = False
    private_labeling_setting: int = 0


class AddProjectResponse(Message, frozen=True):
    """zitadel.management.v1.AddProjectResponse"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddProjectRoleRequest(Message, frozen=True):
    """zitadel.management.v1.AddProjectRoleRequest"""

    project_id: str = ""
    role_key: str = ""
    display_name: str = ""
    group: str = ""


class AddProjectRoleResponse(Message, frozen=True):
    """zitadel.management.v1.AddProjectRoleResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddSAMLAppRequest(Message, frozen=True):
    """zitadel.management.v1.AddSAMLAppRequest"""

    project_id: str = ""
    name: str = ""
    metadata_xml: Base64 | None = None
    metadata_url: str | None = None
    login_version: zitadel_app_v1.LoginVersion | None = None


class AddSAMLAppResponse(Message, frozen=True):
    """zitadel.management.v1.AddSAMLAppResponse"""

    app_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddSecondFactorToLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.AddSecondFactorToLoginPolicyRequest"""

    type: int = 0


class AddSecondFactorToLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.AddSecondFactorToLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddUserGrantRequest(Message, frozen=True):
    """zitadel.management.v1.AddUserGrantRequest"""

    user_id: str = ""
    project_id: str = ""
    project_grant_id: str = ""
    role_keys: tuple[str, ...] = ()


class AddUserGrantResponse(Message, frozen=True):
    """zitadel.management.v1.AddUserGrantResponse"""

    user_grant_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class BulkAddProjectRolesRequest(Message, frozen=True):
    """zitadel.management.v1.BulkAddProjectRolesRequest"""

    project_id: str = ""
    roles: tuple[BulkAddProjectRolesRequestRole, ...] = ()


class BulkAddProjectRolesRequestRole(Message, frozen=True):
    """zitadel.management.v1.BulkAddProjectRolesRequest.Role"""

    key: str = ""
    display_name: str = ""
    group: str = ""


class BulkAddProjectRolesResponse(Message, frozen=True):
    """zitadel.management.v1.BulkAddProjectRolesResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class BulkRemoveOrgMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.BulkRemoveOrgMetadataRequest"""

    keys: tuple[str, ...] = ()


class BulkRemoveOrgMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.BulkRemoveOrgMetadataResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class BulkRemoveUserGrantRequest(Message, frozen=True):
    """zitadel.management.v1.BulkRemoveUserGrantRequest"""

    grant_id: tuple[str, ...] = ()


class BulkRemoveUserGrantResponse(Message, frozen=True):
    """zitadel.management.v1.BulkRemoveUserGrantResponse"""


class BulkRemoveUserMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.BulkRemoveUserMetadataRequest"""

    id: str = ""
    keys: tuple[str, ...] = ()


class BulkRemoveUserMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.BulkRemoveUserMetadataResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class BulkSetOrgMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.BulkSetOrgMetadataRequest"""

    metadata: tuple[BulkSetOrgMetadataRequestMetadata, ...] = ()


class BulkSetOrgMetadataRequestMetadata(Message, frozen=True):
    """zitadel.management.v1.BulkSetOrgMetadataRequest.Metadata"""

    key: str = ""
    value: Base64 = Base64("")


class BulkSetOrgMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.BulkSetOrgMetadataResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class BulkSetUserMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.BulkSetUserMetadataRequest"""

    id: str = ""
    metadata: tuple[BulkSetUserMetadataRequestMetadata, ...] = ()


class BulkSetUserMetadataRequestMetadata(Message, frozen=True):
    """zitadel.management.v1.BulkSetUserMetadataRequest.Metadata"""

    key: str = ""
    value: Base64 = Base64("")


class BulkSetUserMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.BulkSetUserMetadataResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ClearFlowRequest(Message, frozen=True):
    """zitadel.management.v1.ClearFlowRequest"""

    type: str = ""


class ClearFlowResponse(Message, frozen=True):
    """zitadel.management.v1.ClearFlowResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class CreateActionRequest(Message, frozen=True):
    """zitadel.management.v1.CreateActionRequest"""

    name: str = ""
    script: str = ""
    timeout: Duration = Duration("")
    allowed_to_fail: bool = False


class CreateActionResponse(Message, frozen=True):
    """zitadel.management.v1.CreateActionResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    id: str = ""


class DeactivateActionRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateActionRequest"""

    id: str = ""


class DeactivateActionResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateActionResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeactivateAppRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateAppRequest"""

    project_id: str = ""
    app_id: str = ""


class DeactivateAppResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateAppResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeactivateOrgRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateOrgRequest"""


class DeactivateOrgResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeactivateProjectGrantRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateProjectGrantRequest"""

    project_id: str = ""
    grant_id: str = ""


class DeactivateProjectGrantResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateProjectGrantResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeactivateProjectRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateProjectRequest"""

    id: str = ""


class DeactivateProjectResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateProjectResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeactivateUserGrantRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateUserGrantRequest"""

    user_id: str = ""
    grant_id: str = ""


class DeactivateUserGrantResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateUserGrantResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeactivateUserRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateUserRequest"""

    id: str = ""


class DeactivateUserResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateUserResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeleteActionRequest(Message, frozen=True):
    """zitadel.management.v1.DeleteActionRequest"""

    id: str = ""


class DeleteActionResponse(Message, frozen=True):
    """zitadel.management.v1.DeleteActionResponse"""


class DeleteProviderRequest(Message, frozen=True):
    """zitadel.management.v1.DeleteProviderRequest"""

    id: str = ""


class DeleteProviderResponse(Message, frozen=True):
    """zitadel.management.v1.DeleteProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class GenerateMachineSecretRequest(Message, frozen=True):
    """zitadel.management.v1.GenerateMachineSecretRequest"""

    user_id: str = ""


class GenerateMachineSecretResponse(Message, frozen=True):
    """zitadel.management.v1.GenerateMachineSecretResponse"""

    client_id: str = ""
    client_secret: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class GenerateOrgDomainValidationRequest(Message, frozen=True):
    """zitadel.management.v1.GenerateOrgDomainValidationRequest"""

    domain: str = ""
    type: int = 0


class GenerateOrgDomainValidationResponse(Message, frozen=True):
    """zitadel.management.v1.GenerateOrgDomainValidationResponse"""

    token: str = ""
    url: str = ""


class GetActionRequest(Message, frozen=True):
    """zitadel.management.v1.GetActionRequest"""

    id: str = ""


class GetActionResponse(Message, frozen=True):
    """zitadel.management.v1.GetActionResponse"""

    action: zitadel_action_v1.Action | None = None


class GetAppByIDRequest(Message, frozen=True):
    """zitadel.management.v1.GetAppByIDRequest"""

    project_id: str = ""
    app_id: str = ""


class GetAppByIDResponse(Message, frozen=True):
    """zitadel.management.v1.GetAppByIDResponse"""

    app: zitadel_app_v1.App | None = None


class GetAppKeyRequest(Message, frozen=True):
    """zitadel.management.v1.GetAppKeyRequest"""

    project_id: str = ""
    app_id: str = ""
    key_id: str = ""


class GetAppKeyResponse(Message, frozen=True):
    """zitadel.management.v1.GetAppKeyResponse"""

    key: zitadel_authn_v1.Key | None = None


class GetDefaultLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.GetDefaultLoginPolicyRequest"""


class GetDefaultLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.GetDefaultLoginPolicyResponse"""

    policy: zitadel_policy_v1.LoginPolicy | None = None


class GetFlowRequest(Message, frozen=True):
    """zitadel.management.v1.GetFlowRequest"""

    type: str = ""


class GetFlowResponse(Message, frozen=True):
    """zitadel.management.v1.GetFlowResponse"""

    flow: zitadel_action_v1.Flow | None = None


class GetGrantedProjectByIDRequest(Message, frozen=True):
    """zitadel.management.v1.GetGrantedProjectByIDRequest"""

    project_id: str = ""
    grant_id: str = ""


class GetGrantedProjectByIDResponse(Message, frozen=True):
    """zitadel.management.v1.GetGrantedProjectByIDResponse"""

    granted_project: zitadel_project_v1.GrantedProject | None = None


class GetHumanEmailRequest(Message, frozen=True):
    """zitadel.management.v1.GetHumanEmailRequest"""

    user_id: str = ""


class GetHumanEmailResponse(Message, frozen=True):
    """zitadel.management.v1.GetHumanEmailResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    email: zitadel_user_v1.Email | None = None


class GetHumanPhoneRequest(Message, frozen=True):
    """zitadel.management.v1.GetHumanPhoneRequest"""

    user_id: str = ""


class GetHumanPhoneResponse(Message, frozen=True):
    """zitadel.management.v1.GetHumanPhoneResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    phone: zitadel_user_v1.Phone | None = None


class GetHumanProfileRequest(Message, frozen=True):
    """zitadel.management.v1.GetHumanProfileRequest"""

    user_id: str = ""


class GetHumanProfileResponse(Message, frozen=True):
    """zitadel.management.v1.GetHumanProfileResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    profile: zitadel_user_v1.Profile | None = None


class GetLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.GetLoginPolicyRequest"""


class GetLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.GetLoginPolicyResponse"""

    policy: zitadel_policy_v1.LoginPolicy | None = None
    is_default: bool = False


class GetMachineKeyByIDsRequest(Message, frozen=True):
    """zitadel.management.v1.GetMachineKeyByIDsRequest"""

    user_id: str = ""
    key_id: str = ""


class GetMachineKeyByIDsResponse(Message, frozen=True):
    """zitadel.management.v1.GetMachineKeyByIDsResponse"""

    key: zitadel_authn_v1.Key | None = None


class GetMyOrgRequest(Message, frozen=True):
    """zitadel.management.v1.GetMyOrgRequest"""


class GetMyOrgResponse(Message, frozen=True):
    """zitadel.management.v1.GetMyOrgResponse"""

    org: zitadel_org_v1.Org | None = None


class GetOrgByDomainGlobalRequest(Message, frozen=True):
    """zitadel.management.v1.GetOrgByDomainGlobalRequest"""

    domain: str = ""


class GetOrgByDomainGlobalResponse(Message, frozen=True):
    """zitadel.management.v1.GetOrgByDomainGlobalResponse"""

    org: zitadel_org_v1.Org | None = None


class GetOrgMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.GetOrgMetadataRequest"""

    key: str = ""


class GetOrgMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.GetOrgMetadataResponse"""

    metadata: zitadel_metadata_v1.Metadata | None = None


class GetPersonalAccessTokenByIDsRequest(Message, frozen=True):
    """zitadel.management.v1.GetPersonalAccessTokenByIDsRequest"""

    user_id: str = ""
    token_id: str = ""


class GetPersonalAccessTokenByIDsResponse(Message, frozen=True):
    """zitadel.management.v1.GetPersonalAccessTokenByIDsResponse"""

    token: zitadel_user_v1.PersonalAccessToken | None = None


class GetProjectByIDRequest(Message, frozen=True):
    """zitadel.management.v1.GetProjectByIDRequest"""

    id: str = ""


class GetProjectByIDResponse(Message, frozen=True):
    """zitadel.management.v1.GetProjectByIDResponse"""

    project: zitadel_project_v1.Project | None = None


class GetProjectGrantByIDRequest(Message, frozen=True):
    """zitadel.management.v1.GetProjectGrantByIDRequest"""

    project_id: str = ""
    grant_id: str = ""


class GetProjectGrantByIDResponse(Message, frozen=True):
    """zitadel.management.v1.GetProjectGrantByIDResponse"""

    project_grant: zitadel_project_v1.GrantedProject | None = None


class GetProviderByIDRequest(Message, frozen=True):
    """zitadel.management.v1.GetProviderByIDRequest"""

    id: str = ""


class GetProviderByIDResponse(Message, frozen=True):
    """zitadel.management.v1.GetProviderByIDResponse"""

    idp: zitadel_idp_v1.Provider | None = None


class GetUserByIDRequest(Message, frozen=True):
    """zitadel.management.v1.GetUserByIDRequest"""

    id: str = ""


class GetUserByIDResponse(Message, frozen=True):
    """zitadel.management.v1.GetUserByIDResponse"""

    user: zitadel_user_v1.User | None = None


class GetUserByLoginNameGlobalRequest(Message, frozen=True):
    """zitadel.management.v1.GetUserByLoginNameGlobalRequest"""

    login_name: str = ""


class GetUserByLoginNameGlobalResponse(Message, frozen=True):
    """zitadel.management.v1.GetUserByLoginNameGlobalResponse"""

    user: zitadel_user_v1.User | None = None


class GetUserGrantByIDRequest(Message, frozen=True):
    """zitadel.management.v1.GetUserGrantByIDRequest"""

    user_id: str = ""
    grant_id: str = ""


class GetUserGrantByIDResponse(Message, frozen=True):
    """zitadel.management.v1.GetUserGrantByIDResponse"""

    user_grant: zitadel_user_v1.UserGrant | None = None


class GetUserMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.GetUserMetadataRequest"""

    id: str = ""
    key: str = ""


class GetUserMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.GetUserMetadataResponse"""

    metadata: zitadel_metadata_v1.Metadata | None = None


class HealthzRequest(Message, frozen=True):
    """zitadel.management.v1.HealthzRequest"""


class HealthzResponse(Message, frozen=True):
    """zitadel.management.v1.HealthzResponse"""


class ImportHumanUserRequest(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserRequest"""

    user_name: str = ""
    profile: ImportHumanUserRequestProfile | None = None
    email: ImportHumanUserRequestEmail | None = None
    phone: ImportHumanUserRequestPhone | None = None
    password: str = ""
    hashed_password: ImportHumanUserRequestHashedPassword | None = None
    password_change_required: bool = False
    request_passwordless_registration: bool = False
    otp_code: str = ""
    idps: tuple[ImportHumanUserRequestIDP, ...] = ()
    recovery_codes: tuple[ImportHumanUserRequestRecoveryCode, ...] = ()


class ImportHumanUserRequestEmail(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserRequest.Email"""

    email: str = ""
    is_email_verified: bool = False


class ImportHumanUserRequestHashedPassword(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserRequest.HashedPassword"""

    value: str = ""


class ImportHumanUserRequestIDP(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserRequest.IDP"""

    config_id: str = ""
    external_user_id: str = ""
    display_name: str = ""


class ImportHumanUserRequestPhone(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserRequest.Phone"""

    phone: str = ""
    is_phone_verified: bool = False


class ImportHumanUserRequestProfile(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserRequest.Profile"""

    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    preferred_language: str = ""
    gender: int = 0


class ImportHumanUserRequestRecoveryCode(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserRequest.RecoveryCode"""

    raw: str | None = None
    hash: str | None = None


class ImportHumanUserResponse(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserResponse"""

    user_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    passwordless_registration: ImportHumanUserResponsePasswordlessRegistration | None = None


class ImportHumanUserResponsePasswordlessRegistration(Message, frozen=True):
    """zitadel.management.v1.ImportHumanUserResponse.PasswordlessRegistration"""

    link: str = ""
    lifetime: Duration = Duration("")
    expiration: Duration = Duration("")


class IsUserUniqueRequest(Message, frozen=True):
    """zitadel.management.v1.IsUserUniqueRequest"""

    user_name: str = ""
    email: str = ""


class IsUserUniqueResponse(Message, frozen=True):
    """zitadel.management.v1.IsUserUniqueResponse"""

    is_unique: bool = False


class ListActionsRequest(Message, frozen=True):
    """zitadel.management.v1.ListActionsRequest"""

    query: zitadel_v1.ListQuery | None = None
    sorting_column: int = 0
    queries: tuple[ActionQuery, ...] = ()


class ListActionsResponse(Message, frozen=True):
    """zitadel.management.v1.ListActionsResponse"""

    details: zitadel_v1.ListDetails | None = None
    sorting_column: zitadel_action_v1.ActionFieldName = ""
    result: tuple[zitadel_action_v1.Action, ...] = ()


class ListAllProjectGrantsRequest(Message, frozen=True):
    """zitadel.management.v1.ListAllProjectGrantsRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_project_v1.AllProjectGrantQuery, ...] = ()


class ListAllProjectGrantsResponse(Message, frozen=True):
    """zitadel.management.v1.ListAllProjectGrantsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_project_v1.GrantedProject, ...] = ()


class ListAppKeysRequest(Message, frozen=True):
    """zitadel.management.v1.ListAppKeysRequest"""

    query: zitadel_v1.ListQuery | None = None
    app_id: str = ""
    project_id: str = ""


class ListAppKeysResponse(Message, frozen=True):
    """zitadel.management.v1.ListAppKeysResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_authn_v1.Key, ...] = ()


class ListAppsRequest(Message, frozen=True):
    """zitadel.management.v1.ListAppsRequest"""

    project_id: str = ""
    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_app_v1.AppQuery, ...] = ()


class ListAppsResponse(Message, frozen=True):
    """zitadel.management.v1.ListAppsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_app_v1.App, ...] = ()


class ListFlowTriggerTypesRequest(Message, frozen=True):
    """zitadel.management.v1.ListFlowTriggerTypesRequest"""

    type: str = ""


class ListFlowTriggerTypesResponse(Message, frozen=True):
    """zitadel.management.v1.ListFlowTriggerTypesResponse"""

    result: tuple[zitadel_action_v1.TriggerType, ...] = ()


class ListFlowTypesRequest(Message, frozen=True):
    """zitadel.management.v1.ListFlowTypesRequest"""


class ListFlowTypesResponse(Message, frozen=True):
    """zitadel.management.v1.ListFlowTypesResponse"""

    result: tuple[zitadel_action_v1.FlowType, ...] = ()


class ListGrantedProjectRolesRequest(Message, frozen=True):
    """zitadel.management.v1.ListGrantedProjectRolesRequest"""

    project_id: str = ""
    grant_id: str = ""
    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_project_v1.RoleQuery, ...] = ()


class ListGrantedProjectRolesResponse(Message, frozen=True):
    """zitadel.management.v1.ListGrantedProjectRolesResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_project_v1.Role, ...] = ()


class ListGrantedProjectsRequest(Message, frozen=True):
    """zitadel.management.v1.ListGrantedProjectsRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_project_v1.ProjectQuery, ...] = ()


class ListGrantedProjectsResponse(Message, frozen=True):
    """zitadel.management.v1.ListGrantedProjectsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_project_v1.GrantedProject, ...] = ()


class ListHumanAuthFactorsRequest(Message, frozen=True):
    """zitadel.management.v1.ListHumanAuthFactorsRequest"""

    user_id: str = ""


class ListHumanAuthFactorsResponse(Message, frozen=True):
    """zitadel.management.v1.ListHumanAuthFactorsResponse"""

    result: tuple[zitadel_user_v1.AuthFactor, ...] = ()


class ListHumanLinkedIDPsRequest(Message, frozen=True):
    """zitadel.management.v1.ListHumanLinkedIDPsRequest"""

    user_id: str = ""
    query: zitadel_v1.ListQuery | None = None


class ListHumanLinkedIDPsResponse(Message, frozen=True):
    """zitadel.management.v1.ListHumanLinkedIDPsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_idp_v1.IDPUserLink, ...] = ()


class ListLoginPolicyIDPsRequest(Message, frozen=True):
    """zitadel.management.v1.ListLoginPolicyIDPsRequest"""

    query: zitadel_v1.ListQuery | None = None


class ListLoginPolicyIDPsResponse(Message, frozen=True):
    """zitadel.management.v1.ListLoginPolicyIDPsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_idp_v1.IDPLoginPolicyLink, ...] = ()


class ListLoginPolicyMultiFactorsRequest(Message, frozen=True):
    """zitadel.management.v1.ListLoginPolicyMultiFactorsRequest"""


class ListLoginPolicyMultiFactorsResponse(Message, frozen=True):
    """zitadel.management.v1.ListLoginPolicyMultiFactorsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_policy_v1.MultiFactorTypeName, ...] = ()


class ListLoginPolicySecondFactorsRequest(Message, frozen=True):
    """zitadel.management.v1.ListLoginPolicySecondFactorsRequest"""


class ListLoginPolicySecondFactorsResponse(Message, frozen=True):
    """zitadel.management.v1.ListLoginPolicySecondFactorsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_policy_v1.SecondFactorTypeName, ...] = ()


class ListMachineKeysRequest(Message, frozen=True):
    """zitadel.management.v1.ListMachineKeysRequest"""

    user_id: str = ""
    query: zitadel_v1.ListQuery | None = None


class ListMachineKeysResponse(Message, frozen=True):
    """zitadel.management.v1.ListMachineKeysResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_authn_v1.Key, ...] = ()


class ListOrgDomainsRequest(Message, frozen=True):
    """zitadel.management.v1.ListOrgDomainsRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_org_v1.DomainSearchQuery, ...] = ()


class ListOrgDomainsResponse(Message, frozen=True):
    """zitadel.management.v1.ListOrgDomainsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_org_v1.Domain, ...] = ()


class ListOrgMemberRolesRequest(Message, frozen=True):
    """zitadel.management.v1.ListOrgMemberRolesRequest"""


class ListOrgMemberRolesResponse(Message, frozen=True):
    """zitadel.management.v1.ListOrgMemberRolesResponse"""

    result: tuple[str, ...] = ()


class ListOrgMembersRequest(Message, frozen=True):
    """zitadel.management.v1.ListOrgMembersRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_member_v1.SearchQuery, ...] = ()


class ListOrgMembersResponse(Message, frozen=True):
    """zitadel.management.v1.ListOrgMembersResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_member_v1.Member, ...] = ()


class ListOrgMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.ListOrgMetadataRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_metadata_v1.MetadataQuery, ...] = ()


class ListOrgMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.ListOrgMetadataResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_metadata_v1.Metadata, ...] = ()


class ListPersonalAccessTokensRequest(Message, frozen=True):
    """zitadel.management.v1.ListPersonalAccessTokensRequest"""

    user_id: str = ""
    query: zitadel_v1.ListQuery | None = None


class ListPersonalAccessTokensResponse(Message, frozen=True):
    """zitadel.management.v1.ListPersonalAccessTokensResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_user_v1.PersonalAccessToken, ...] = ()


class ListProjectGrantMemberRolesRequest(Message, frozen=True):
    """zitadel.management.v1.ListProjectGrantMemberRolesRequest"""

    query: zitadel_v1.ListQuery | None = None
    result: tuple[str, ...] = ()


class ListProjectGrantMemberRolesResponse(Message, frozen=True):
    """zitadel.management.v1.ListProjectGrantMemberRolesResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[str, ...] = ()


class ListProjectGrantMembersRequest(Message, frozen=True):
    """zitadel.management.v1.ListProjectGrantMembersRequest"""

    project_id: str = ""
    grant_id: str = ""
    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_member_v1.SearchQuery, ...] = ()


class ListProjectGrantMembersResponse(Message, frozen=True):
    """zitadel.management.v1.ListProjectGrantMembersResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_member_v1.Member, ...] = ()


class ListProjectGrantsRequest(Message, frozen=True):
    """zitadel.management.v1.ListProjectGrantsRequest"""

    project_id: str = ""
    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_project_v1.ProjectGrantQuery, ...] = ()


class ListProjectGrantsResponse(Message, frozen=True):
    """zitadel.management.v1.ListProjectGrantsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_project_v1.GrantedProject, ...] = ()


class ListProjectMemberRolesRequest(Message, frozen=True):
    """zitadel.management.v1.ListProjectMemberRolesRequest"""


class ListProjectMemberRolesResponse(Message, frozen=True):
    """zitadel.management.v1.ListProjectMemberRolesResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[str, ...] = ()


class ListProjectMembersRequest(Message, frozen=True):
    """zitadel.management.v1.ListProjectMembersRequest"""

    project_id: str = ""
    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_member_v1.SearchQuery, ...] = ()


class ListProjectMembersResponse(Message, frozen=True):
    """zitadel.management.v1.ListProjectMembersResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_member_v1.Member, ...] = ()


class ListProjectRolesRequest(Message, frozen=True):
    """zitadel.management.v1.ListProjectRolesRequest"""

    project_id: str = ""
    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_project_v1.RoleQuery, ...] = ()


class ListProjectRolesResponse(Message, frozen=True):
    """zitadel.management.v1.ListProjectRolesResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_project_v1.Role, ...] = ()


class ListProjectsRequest(Message, frozen=True):
    """zitadel.management.v1.ListProjectsRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_project_v1.ProjectQuery, ...] = ()


class ListProjectsResponse(Message, frozen=True):
    """zitadel.management.v1.ListProjectsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_project_v1.Project, ...] = ()


class ListProvidersRequest(Message, frozen=True):
    """zitadel.management.v1.ListProvidersRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[ProviderQuery, ...] = ()


class ListProvidersResponse(Message, frozen=True):
    """zitadel.management.v1.ListProvidersResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_idp_v1.Provider, ...] = ()


class ListUserGrantRequest(Message, frozen=True):
    """zitadel.management.v1.ListUserGrantRequest"""

    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_user_v1.UserGrantQuery, ...] = ()


class ListUserGrantResponse(Message, frozen=True):
    """zitadel.management.v1.ListUserGrantResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_user_v1.UserGrant, ...] = ()


class ListUserMembershipsRequest(Message, frozen=True):
    """zitadel.management.v1.ListUserMembershipsRequest"""

    user_id: str = ""
    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_user_v1.MembershipQuery, ...] = ()


class ListUserMembershipsResponse(Message, frozen=True):
    """zitadel.management.v1.ListUserMembershipsResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_user_v1.Membership, ...] = ()


class ListUserMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.ListUserMetadataRequest"""

    id: str = ""
    query: zitadel_v1.ListQuery | None = None
    queries: tuple[zitadel_metadata_v1.MetadataQuery, ...] = ()


class ListUserMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.ListUserMetadataResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_metadata_v1.Metadata, ...] = ()


class ListUsersRequest(Message, frozen=True):
    """zitadel.management.v1.ListUsersRequest"""

    query: zitadel_v1.ListQuery | None = None
    sorting_column: int = 0
    queries: tuple[zitadel_user_v1.SearchQuery, ...] = ()


class ListUsersResponse(Message, frozen=True):
    """zitadel.management.v1.ListUsersResponse"""

    details: zitadel_v1.ListDetails | None = None
    sorting_column: zitadel_user_v1.UserFieldName = ""
    result: tuple[zitadel_user_v1.User, ...] = ()


class LockUserRequest(Message, frozen=True):
    """zitadel.management.v1.LockUserRequest"""

    id: str = ""


class LockUserResponse(Message, frozen=True):
    """zitadel.management.v1.LockUserResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ProviderQuery(Message, frozen=True):
    """zitadel.management.v1.ProviderQuery"""

    idp_id_query: zitadel_idp_v1.IDPIDQuery | None = None
    idp_name_query: zitadel_idp_v1.IDPNameQuery | None = None
    owner_type_query: zitadel_idp_v1.IDPOwnerTypeQuery | None = None


class ReactivateActionRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateActionRequest"""

    id: str = ""


class ReactivateActionResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateActionResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ReactivateAppRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateAppRequest"""

    project_id: str = ""
    app_id: str = ""


class ReactivateAppResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateAppResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ReactivateOrgRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateOrgRequest"""


class ReactivateOrgResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ReactivateProjectGrantRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateProjectGrantRequest"""

    project_id: str = ""
    grant_id: str = ""


class ReactivateProjectGrantResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateProjectGrantResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ReactivateProjectRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateProjectRequest"""

    id: str = ""


class ReactivateProjectResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateProjectResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ReactivateUserGrantRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateUserGrantRequest"""

    user_id: str = ""
    grant_id: str = ""


class ReactivateUserGrantResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateUserGrantResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ReactivateUserRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateUserRequest"""

    id: str = ""


class ReactivateUserResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateUserResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RegenerateAPIClientSecretRequest(Message, frozen=True):
    """zitadel.management.v1.RegenerateAPIClientSecretRequest"""

    project_id: str = ""
    app_id: str = ""


class RegenerateAPIClientSecretResponse(Message, frozen=True):
    """zitadel.management.v1.RegenerateAPIClientSecretResponse"""

    client_secret: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class RegenerateOIDCClientSecretRequest(Message, frozen=True):
    """zitadel.management.v1.RegenerateOIDCClientSecretRequest"""

    project_id: str = ""
    app_id: str = ""


class RegenerateOIDCClientSecretResponse(Message, frozen=True):
    """zitadel.management.v1.RegenerateOIDCClientSecretResponse"""

    client_secret: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class RemoveAppKeyRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveAppKeyRequest"""

    project_id: str = ""
    app_id: str = ""
    key_id: str = ""


class RemoveAppKeyResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveAppKeyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveAppRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveAppRequest"""

    project_id: str = ""
    app_id: str = ""


class RemoveAppResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveAppResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveHumanLinkedIDPRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveHumanLinkedIDPRequest"""

    user_id: str = ""
    idp_id: str = ""
    linked_user_id: str = ""


class RemoveHumanLinkedIDPResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveHumanLinkedIDPResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveHumanPhoneRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveHumanPhoneRequest"""

    user_id: str = ""


class RemoveHumanPhoneResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveHumanPhoneResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveIDPFromLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveIDPFromLoginPolicyRequest"""

    idp_id: str = ""


class RemoveIDPFromLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveIDPFromLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveMachineKeyRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveMachineKeyRequest"""

    user_id: str = ""
    key_id: str = ""


class RemoveMachineKeyResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveMachineKeyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveMachineSecretRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveMachineSecretRequest"""

    user_id: str = ""


class RemoveMachineSecretResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveMachineSecretResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveMultiFactorFromLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveMultiFactorFromLoginPolicyRequest"""

    type: int = 0


class RemoveMultiFactorFromLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveMultiFactorFromLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveOrgDomainRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgDomainRequest"""

    domain: str = ""


class RemoveOrgDomainResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgDomainResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveOrgMemberRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgMemberRequest"""

    user_id: str = ""


class RemoveOrgMemberResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveOrgMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgMetadataRequest"""

    key: str = ""


class RemoveOrgMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgMetadataResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveOrgRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgRequest"""


class RemoveOrgResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemovePersonalAccessTokenRequest(Message, frozen=True):
    """zitadel.management.v1.RemovePersonalAccessTokenRequest"""

    user_id: str = ""
    token_id: str = ""


class RemovePersonalAccessTokenResponse(Message, frozen=True):
    """zitadel.management.v1.RemovePersonalAccessTokenResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveProjectGrantMemberRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectGrantMemberRequest"""

    project_id: str = ""
    grant_id: str = ""
    user_id: str = ""


class RemoveProjectGrantMemberResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectGrantMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveProjectGrantRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectGrantRequest"""

    project_id: str = ""
    grant_id: str = ""


class RemoveProjectGrantResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectGrantResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveProjectMemberRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectMemberRequest"""

    project_id: str = ""
    user_id: str = ""


class RemoveProjectMemberResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveProjectRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectRequest"""

    id: str = ""


class RemoveProjectResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveProjectRoleRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectRoleRequest"""

    project_id: str = ""
    role_key: str = ""


class RemoveProjectRoleResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveProjectRoleResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveSecondFactorFromLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveSecondFactorFromLoginPolicyRequest"""

    type: int = 0


class RemoveSecondFactorFromLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveSecondFactorFromLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveUserGrantRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveUserGrantRequest"""

    user_id: str = ""
    grant_id: str = ""


class RemoveUserGrantResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveUserGrantResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveUserMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveUserMetadataRequest"""

    id: str = ""
    key: str = ""


class RemoveUserMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveUserMetadataResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveUserRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveUserRequest"""

    id: str = ""


class RemoveUserResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveUserResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ResendHumanEmailVerificationRequest(Message, frozen=True):
    """zitadel.management.v1.ResendHumanEmailVerificationRequest"""

    user_id: str = ""


class ResendHumanEmailVerificationResponse(Message, frozen=True):
    """zitadel.management.v1.ResendHumanEmailVerificationResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ResendHumanInitializationRequest(Message, frozen=True):
    """zitadel.management.v1.ResendHumanInitializationRequest"""

    user_id: str = ""
    email: str = ""


class ResendHumanInitializationResponse(Message, frozen=True):
    """zitadel.management.v1.ResendHumanInitializationResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ResendHumanPhoneVerificationRequest(Message, frozen=True):
    """zitadel.management.v1.ResendHumanPhoneVerificationRequest"""

    user_id: str = ""


class ResendHumanPhoneVerificationResponse(Message, frozen=True):
    """zitadel.management.v1.ResendHumanPhoneVerificationResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ResetLoginPolicyToDefaultRequest(Message, frozen=True):
    """zitadel.management.v1.ResetLoginPolicyToDefaultRequest"""


class ResetLoginPolicyToDefaultResponse(Message, frozen=True):
    """zitadel.management.v1.ResetLoginPolicyToDefaultResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SendHumanResetPasswordNotificationRequest(Message, frozen=True):
    """zitadel.management.v1.SendHumanResetPasswordNotificationRequest"""

    user_id: str = ""
    type: int = 0


class SendHumanResetPasswordNotificationResponse(Message, frozen=True):
    """zitadel.management.v1.SendHumanResetPasswordNotificationResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetHumanInitialPasswordRequest(Message, frozen=True):
    """zitadel.management.v1.SetHumanInitialPasswordRequest"""

    user_id: str = ""
    password: str = ""


class SetHumanInitialPasswordResponse(Message, frozen=True):
    """zitadel.management.v1.SetHumanInitialPasswordResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetHumanPasswordRequest(Message, frozen=True):
    """zitadel.management.v1.SetHumanPasswordRequest"""

    user_id: str = ""
    password: str = ""
    no_change_required: bool = False


class SetHumanPasswordResponse(Message, frozen=True):
    """zitadel.management.v1.SetHumanPasswordResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetOrgMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.SetOrgMetadataRequest"""

    key: str = ""
    value: Base64 = Base64("")


class SetOrgMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.SetOrgMetadataResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetPrimaryOrgDomainRequest(Message, frozen=True):
    """zitadel.management.v1.SetPrimaryOrgDomainRequest"""

    domain: str = ""


class SetPrimaryOrgDomainResponse(Message, frozen=True):
    """zitadel.management.v1.SetPrimaryOrgDomainResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetTriggerActionsRequest(Message, frozen=True):
    """zitadel.management.v1.SetTriggerActionsRequest"""

    flow_type: str = ""
    trigger_type: str = ""
    action_ids: tuple[str, ...] = ()


class SetTriggerActionsResponse(Message, frozen=True):
    """zitadel.management.v1.SetTriggerActionsResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetUserMetadataRequest(Message, frozen=True):
    """zitadel.management.v1.SetUserMetadataRequest"""

    id: str = ""
    key: str = ""
    value: Base64 = Base64("")


class SetUserMetadataResponse(Message, frozen=True):
    """zitadel.management.v1.SetUserMetadataResponse"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class UnlockUserRequest(Message, frozen=True):
    """zitadel.management.v1.UnlockUserRequest"""

    id: str = ""


class UnlockUserResponse(Message, frozen=True):
    """zitadel.management.v1.UnlockUserResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateAPIAppConfigRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateAPIAppConfigRequest"""

    project_id: str = ""
    app_id: str = ""
    auth_method_type: int = 0


class UpdateAPIAppConfigResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateAPIAppConfigResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateActionRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateActionRequest"""

    id: str = ""
    name: str = ""
    script: str = ""
    timeout: Duration = Duration("")
    allowed_to_fail: bool = False


class UpdateActionResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateActionResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateAppRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateAppRequest"""

    project_id: str = ""
    app_id: str = ""
    name: str = ""


class UpdateAppResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateAppResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateCustomLoginPolicyRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateCustomLoginPolicyRequest"""

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


class UpdateCustomLoginPolicyResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateCustomLoginPolicyResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateGenericOAuthProviderRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateGenericOAuthProviderRequest"""

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
    """zitadel.management.v1.UpdateGenericOAuthProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateGenericOIDCProviderRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateGenericOIDCProviderRequest"""

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
    """zitadel.management.v1.UpdateGenericOIDCProviderResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateHumanEmailRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateHumanEmailRequest"""

    user_id: str = ""
    email: str = ""
    is_email_verified: bool = False


class UpdateHumanEmailResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateHumanEmailResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateHumanPhoneRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateHumanPhoneRequest"""

    user_id: str = ""
    phone: str = ""
    is_phone_verified: bool = False


class UpdateHumanPhoneResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateHumanPhoneResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateHumanProfileRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateHumanProfileRequest"""

    user_id: str = ""
    first_name: str = ""
    last_name: str = ""
    nick_name: str = ""
    display_name: str = ""
    preferred_language: str = ""
    gender: int = 0


class UpdateHumanProfileResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateHumanProfileResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateMachineRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateMachineRequest"""

    user_id: str = ""
    description: str = ""
    name: str = ""
    access_token_type: int = 0


class UpdateMachineResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateMachineResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateOIDCAppConfigRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateOIDCAppConfigRequest"""

    project_id: str = ""
    app_id: str = ""
    redirect_uris: tuple[str, ...] = ()
    response_types: tuple[int, ...] = ()
    grant_types: tuple[int, ...] = ()
    app_type: int = 0
    auth_method_type: int = 0
    post_logout_redirect_uris: tuple[str, ...] = ()
    dev_mode: bool = False
    access_token_type: int = 0
    access_token_role_assertion: bool = False
    id_token_role_assertion: bool = False
    id_token_userinfo_assertion: bool = False
    clock_skew: Duration = Duration("")
    additional_origins: tuple[str, ...] = ()
    skip_native_app_success_page: bool = False
    back_channel_logout_uri: str = ""
    login_version: zitadel_app_v1.LoginVersion | None = None


class UpdateOIDCAppConfigResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateOIDCAppConfigResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateOrgMemberRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateOrgMemberRequest"""

    user_id: str = ""
    roles: tuple[str, ...] = ()


class UpdateOrgMemberResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateOrgMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateOrgRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateOrgRequest"""

    name: str = ""


class UpdateOrgResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateProjectGrantMemberRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectGrantMemberRequest"""

    project_id: str = ""
    grant_id: str = ""
    user_id: str = ""
    roles: tuple[str, ...] = ()


class UpdateProjectGrantMemberResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectGrantMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateProjectGrantRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectGrantRequest"""

    project_id: str = ""
    grant_id: str = ""
    role_keys: tuple[str, ...] = ()


class UpdateProjectGrantResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectGrantResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateProjectMemberRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectMemberRequest"""

    project_id: str = ""
    user_id: str = ""
    roles: tuple[str, ...] = ()


class UpdateProjectMemberResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateProjectRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectRequest"""

    id: str = ""
    name: str = ""
    project_role_assertion: bool = False
    project_role_check: bool = False
    has_project_check: bool = False
    private_labeling_setting: int = 0


class UpdateProjectResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateProjectRoleRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectRoleRequest"""

    project_id: str = ""
    role_key: str = ""
    display_name: str = ""
    group: str = ""


class UpdateProjectRoleResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateProjectRoleResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateSAMLAppConfigRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateSAMLAppConfigRequest"""

    project_id: str = ""
    app_id: str = ""
    metadata_xml: Base64 | None = None
    metadata_url: str | None = None
    login_version: zitadel_app_v1.LoginVersion | None = None


class UpdateSAMLAppConfigResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateSAMLAppConfigResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateUserGrantRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateUserGrantRequest"""

    user_id: str = ""
    grant_id: str = ""
    role_keys: tuple[str, ...] = ()


class UpdateUserGrantResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateUserGrantResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateUserNameRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateUserNameRequest"""

    user_id: str = ""
    user_name: str = ""


class UpdateUserNameResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateUserNameResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ValidateOrgDomainRequest(Message, frozen=True):
    """zitadel.management.v1.ValidateOrgDomainRequest"""

    domain: str = ""


class ValidateOrgDomainResponse(Message, frozen=True):
    """zitadel.management.v1.ValidateOrgDomainResponse"""

    details: zitadel_v1.ObjectDetails | None = None
