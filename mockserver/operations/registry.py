"""Which function serves which operation of the spec, by operationId.

A module is imported when one of its operations is first asked for: a start needs none of them, and there are hundreds.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Handler = Callable[..., Any]
"""`handler(context, request) -> response`; of operations without authentication, `handler(request) -> response`."""

_SERVED: Mapping[str, str] = {
    "actions": """
        CreateAction
        DeactivateAction
        DeleteAction
        GetAction
        ListActions
        ReactivateAction
        UpdateAction
    """,
    "actions_v2beta": """
        V2betaCreateTarget
        V2betaDeleteTarget
        V2betaGetTarget
        V2betaListExecutionFunctions
        V2betaListExecutionMethods
        V2betaListExecutionServices
        V2betaListExecutions
        V2betaListTargets
        V2betaSetExecution
        V2betaUpdateTarget
    """,
    "administrators_v2": """
        CreateAdministrator
        DeleteAdministrator
        ListAdministrators
        UpdateAdministrator
    """,
    "application_keys_v2": """
        CreateApplicationKey
        DeleteApplicationKey
        GetApplicationKey
        ListApplicationKeys
    """,
    "applications_v2": """
        CreateApplication
        DeactivateApplication
        DeleteApplication
        GenerateClientSecret
        GetApplication
        ListApplications
        ReactivateApplication
        UpdateApplication
    """,
    "app_keys": """
        AddAppKey
        GetAppKey
        ListAppKeys
        RemoveAppKey
    """,
    "apps": """
        AddAPIApp
        AddOIDCApp
        DeactivateApp
        GetAppByID
        ListApps
        ReactivateApp
        RegenerateAPIClientSecret
        RegenerateOIDCClientSecret
        RemoveApp
        UpdateAPIAppConfig
        UpdateApp
        UpdateOIDCAppConfig
    """,
    "authorizations_v2": """
        ActivateAuthorization
        CreateAuthorization
        DeactivateAuthorization
        DeleteAuthorization
        ListAuthorizations
        UpdateAuthorization
    """,
    "credentials_v2": """
        AddKey
        AddSecret
        ListKeys
        RemoveKey
        RemoveSecret
        V2AddPersonalAccessToken
        V2ListPersonalAccessTokens
        V2RemovePersonalAccessToken
    """,
    "domains": """
        AddOrgDomain
        GenerateOrgDomainValidation
        ListOrgDomains
        RemoveOrgDomain
        SetPrimaryOrgDomain
        ValidateOrgDomain
    """,
    "executions": """
        ListExecutionFunctions
        ListExecutionMethods
        ListExecutionServices
        ListExecutions
        SetExecution
    """,
    "flows": """
        ClearFlow
        GetFlow
        ListFlowTriggerTypes
        ListFlowTypes
        SetTriggerActions
    """,
    "health": """
        AdminHealthz
        AuthHealthz
        ManagementHealthz
    """,
    "human_parts_v2": """
        CreateInviteCode
        PasswordReset
        RemovePhone
        ResendEmailCode
        ResendInviteCode
        ResendPhoneCode
        SendEmailCode
        SetEmail
        SetPassword
        SetPhone
        VerifyEmail
        VerifyInviteCode
        VerifyPhone
    """,
    "humans": """
        GetHumanEmail
        GetHumanPhone
        GetHumanProfile
        ListHumanAuthFactors
        RemoveHumanPhone
        ResendHumanEmailVerification
        ResendHumanInitialization
        ResendHumanPhoneVerification
        SendHumanResetPasswordNotification
        SetHumanInitialPassword
        SetHumanPassword
        UpdateHumanEmail
        UpdateHumanPhone
        UpdateHumanProfile
    """,
    "identity_providers": """
        AddGenericOAuthProvider
        AddGenericOIDCProvider
        AdminAddGenericOAuthProvider
        AdminAddGenericOIDCProvider
        AdminDeleteProvider
        AdminGetProviderByID
        AdminListProviders
        AdminUpdateGenericOAuthProvider
        AdminUpdateGenericOIDCProvider
        DeleteProvider
        GetProviderByID
        ListProviders
        UpdateGenericOAuthProvider
        UpdateGenericOIDCProvider
        V2GetIDPByID
    """,
    "idp_links": """
        AddIDPLink
        ListHumanLinkedIDPs
        ListIDPLinks
        RemoveHumanLinkedIDP
        RemoveIDPLink
    """,
    "login_factors": """
        AddMultiFactorToLoginPolicy
        AddSecondFactorToLoginPolicy
        AdminAddMultiFactorToLoginPolicy
        AdminAddSecondFactorToLoginPolicy
        AdminListLoginPolicyMultiFactors
        AdminListLoginPolicySecondFactors
        AdminRemoveMultiFactorFromLoginPolicy
        AdminRemoveSecondFactorFromLoginPolicy
        ListLoginPolicyMultiFactors
        ListLoginPolicySecondFactors
        RemoveMultiFactorFromLoginPolicy
        RemoveSecondFactorFromLoginPolicy
    """,
    "login_policies": """
        AddCustomLoginPolicy
        AddIDPToLoginPolicy
        AdminAddIDPToLoginPolicy
        AdminGetLoginPolicy
        AdminListLoginPolicyIDPs
        AdminRemoveIDPFromLoginPolicy
        GetDefaultLoginPolicy
        GetLoginPolicy
        ListLoginPolicyIDPs
        RemoveIDPFromLoginPolicy
        ResetLoginPolicyToDefault
        UpdateCustomLoginPolicy
        UpdateLoginPolicy
    """,
    "machines": """
        AddMachineKey
        AddMachineUser
        AddPersonalAccessToken
        GenerateMachineSecret
        GetMachineKeyByIDs
        GetPersonalAccessTokenByIDs
        ListMachineKeys
        ListPersonalAccessTokens
        RemoveMachineKey
        RemoveMachineSecret
        RemovePersonalAccessToken
        UpdateMachine
    """,
    "me": """
        GetMyEmail
        GetMyMetadata
        GetMyPhone
        GetMyProfile
        GetMyUser
        ListMyAuthFactors
        ListMyMemberships
        ListMyMetadata
        ListMyProjectOrgs
        ListMyProjectPermissions
        ListMyRefreshTokens
        ListMyUserGrants
        ListMyUserSessions
        ListMyZitadelPermissions
    """,
    "members": """
        AddIAMMember
        AddOrgMember
        ListIAMMemberRoles
        ListIAMMembers
        ListOrgMemberRoles
        ListOrgMembers
        RemoveIAMMember
        RemoveOrgMember
        UpdateIAMMember
        UpdateOrgMember
    """,
    "memberships": """
        ListUserMemberships
    """,
    "metadata": """
        BulkRemoveOrgMetadata
        BulkRemoveUserMetadata
        BulkSetOrgMetadata
        BulkSetUserMetadata
        GetOrgMetadata
        GetUserMetadata
        ListOrgMetadata
        ListUserMetadata
        RemoveOrgMetadata
        RemoveUserMetadata
        SetOrgMetadata
        SetUserMetadata
    """,
    "metadata_v2": """
        DeleteUserMetadata
        V2ListUserMetadata
        V2SetUserMetadata
    """,
    "my_changes": """
        RemoveMyPhone
        RemoveMyUser
        SetMyEmail
        SetMyPhone
        UpdateMyPassword
        UpdateMyProfile
        UpdateMyUserName
    """,
    "new_humans": """
        AddHumanUser
        ImportHumanUser
    """,
    "oidc": """
        AuthorizeOrDenyDeviceAuthorization
        CreateCallback
        GetAuthRequest
        GetDeviceAuthorizationRequest
    """,
    "saml": """
        CreateResponse
        GetSAMLRequest
    """,
    "saml_apps": """
        AddSAMLApp
        UpdateSAMLAppConfig
    """,
    "organisations": """
        AddOrg
        AdminRemoveOrg
        DeactivateOrg
        GetDefaultOrg
        GetMyOrg
        GetOrgByDomainGlobal
        GetOrgByID
        IsOrgUnique
        ListOrgs
        ReactivateOrg
        RemoveOrg
        SetDefaultOrg
        UpdateOrg
    """,
    "organisation_setup": """
        SetUpOrg
    """,
    "organisations_v2": """
        AddOrganization
        ListOrganizations
    """,
    "policies": """
        AuthGetSupportedLanguages
        GetMyLabelPolicy
        GetMyLoginPolicy
        GetMyPasswordComplexityPolicy
        GetMyPrivacyPolicy
    """,
    "project_grants": """
        AddProjectGrant
        DeactivateProjectGrant
        GetGrantedProjectByID
        GetProjectGrantByID
        ListAllProjectGrants
        ListGrantedProjectRoles
        ListGrantedProjects
        ListProjectGrants
        ReactivateProjectGrant
        RemoveProjectGrant
        UpdateProjectGrant
    """,
    "project_grants_v2": """
        ActivateProjectGrant
        CreateProjectGrant
        DeleteProjectGrant
        V2DeactivateProjectGrant
        V2ListProjectGrants
        V2UpdateProjectGrant
    """,
    "project_members": """
        AddProjectGrantMember
        AddProjectMember
        ListProjectGrantMemberRoles
        ListProjectGrantMembers
        ListProjectMemberRoles
        ListProjectMembers
        RemoveProjectGrantMember
        RemoveProjectMember
        UpdateProjectGrantMember
        UpdateProjectMember
    """,
    "project_roles_v2": """
        V2AddProjectRole
        V2ListProjectRoles
        V2RemoveProjectRole
        V2UpdateProjectRole
    """,
    "projects": """
        AddProject
        AddProjectRole
        BulkAddProjectRoles
        DeactivateProject
        GetProjectByID
        ListProjectRoles
        ListProjects
        ReactivateProject
        RemoveProject
        RemoveProjectRole
        UpdateProject
        UpdateProjectRole
    """,
    "projects_v2": """
        ActivateProject
        CreateProject
        DeleteProject
        GetProject
        V2DeactivateProject
        V2ListProjects
        V2UpdateProject
    """,
    "second_factors_v2": """
        AddOTPEmail
        AddOTPSMS
        HumanMFAInitSkipped
        ListAuthenticationFactors
        ListPasskeys
        RegisterTOTP
        RemoveOTPEmail
        RemoveOTPSMS
        RemoveTOTP
        VerifyTOTPRegistration
    """,
    "sessions": """
        CreateSession
        DeleteSession
        GetSession
        ListSessions
        SetSession
    """,
    "settings": """
        GetActiveIdentityProviders
        GetBrandingSettings
        GetDomainSettings
        GetGeneralSettings
        GetLegalAndSupportSettings
        GetLockoutSettings
        GetLoginSettings
        GetPasswordComplexitySettings
        GetPasswordExpirySettings
        GetSecuritySettings
        ListOrganizationSettings
        SetOrganizationSettings
    """,
    "targets": """
        CreateTarget
        DeleteTarget
        GetTarget
        ListTargets
        UpdateTarget
    """,
    "user_grants": """
        AddUserGrant
        BulkRemoveUserGrant
        DeactivateUserGrant
        GetUserGrantByID
        ListUserGrants
        ReactivateUserGrant
        RemoveUserGrant
        UpdateUserGrant
    """,
    "users": """
        DeactivateUser
        GetUserByID
        GetUserByLoginNameGlobal
        IsUserUnique
        ListUsers
        LockUser
        ReactivateUser
        RemoveUser
        UnlockUser
        UpdateUserName
    """,
    "users_v2": """
        CreateUser
        DeleteUser
        UpdateHumanUser
        UpdateUser
        V2AddHumanUser
        V2DeactivateUser
        V2GetUserByID
        V2LockUser
        V2ReactivateUser
        V2UnlockUser
    """,
    "users_listed_v2": """
        ListAuthenticationMethodTypes
        V2ListUsers
    """,
}
"""The operations of each module, one a line; the function of `AddOrg` is `add_org` there."""

_WORD = re.compile(r"[A-Z]+s?(?![a-z0-9])|[A-Z][a-z0-9]*")


def function_name(operation_id: str) -> str:
    """What the function of an operation is called: `GetOrgByID` is `get_org_by_id`, `AddOIDCApp` is `add_oidc_app`."""
    return "_".join(word.lower() for word in _WORD.findall(operation_id))


class _Handlers(Mapping[str, Handler]):
    """Functions by operationId, each found when it is first asked for."""

    def __init__(self, served: Mapping[str, str]) -> None:
        self._modules = {name: module for module, names in served.items() for name in names.split()}

    def __getitem__(self, operation_id: str) -> Handler:
        """Raises: KeyError; ImportError and AttributeError where the module or its function is not there."""
        return _function(self._modules[operation_id], operation_id)

    def __contains__(self, operation_id: object) -> bool:
        return operation_id in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


@functools.cache
def _function(module: str, operation_id: str) -> Handler:
    handler: Handler = getattr(importlib.import_module(f"{__package__}.{module}"), function_name(operation_id))
    return handler


HANDLERS: Mapping[str, Handler] = _Handlers(_SERVED)
