"""Messages of zitadel.settings.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_filter_v2, zitadel_idp_v2, zitadel_object_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Duration, Timestamp, Uint64

IdentityProviderType = Literal[
    "",
    "IDENTITY_PROVIDER_TYPE_OIDC",
    "IDENTITY_PROVIDER_TYPE_JWT",
    "IDENTITY_PROVIDER_TYPE_LDAP",
    "IDENTITY_PROVIDER_TYPE_OAUTH",
    "IDENTITY_PROVIDER_TYPE_AZURE_AD",
    "IDENTITY_PROVIDER_TYPE_GITHUB",
    "IDENTITY_PROVIDER_TYPE_GITHUB_ES",
    "IDENTITY_PROVIDER_TYPE_GITLAB",
    "IDENTITY_PROVIDER_TYPE_GITLAB_SELF_HOSTED",
    "IDENTITY_PROVIDER_TYPE_GOOGLE",
    "IDENTITY_PROVIDER_TYPE_SAML",
    "IDENTITY_PROVIDER_TYPE_APPLE",
]
"""zitadel.settings.v2.IdentityProviderType; empty stands for the zero value"""
MultiFactorType = Literal["", "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION"]
"""zitadel.settings.v2.MultiFactorType; empty stands for the zero value"""
MultiFactorTypeName = Literal["MULTI_FACTOR_TYPE_UNSPECIFIED", "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION"]
"""zitadel.settings.v2.MultiFactorType"""
PasskeysType = Literal["", "PASSKEYS_TYPE_ALLOWED"]
"""zitadel.settings.v2.PasskeysType; empty stands for the zero value"""
ResourceOwnerType = Literal["", "RESOURCE_OWNER_TYPE_INSTANCE", "RESOURCE_OWNER_TYPE_ORG"]
"""zitadel.settings.v2.ResourceOwnerType; empty stands for the zero value"""
SecondFactorType = Literal[
    "",
    "SECOND_FACTOR_TYPE_OTP",
    "SECOND_FACTOR_TYPE_TOTP",
    "SECOND_FACTOR_TYPE_U2F",
    "SECOND_FACTOR_TYPE_OTP_EMAIL",
    "SECOND_FACTOR_TYPE_OTP_SMS",
    "SECOND_FACTOR_TYPE_RECOVERY_CODES",
]
"""zitadel.settings.v2.SecondFactorType; empty stands for the zero value"""
SecondFactorTypeName = Literal[
    "SECOND_FACTOR_TYPE_UNSPECIFIED",
    "SECOND_FACTOR_TYPE_OTP",
    "SECOND_FACTOR_TYPE_TOTP",
    "SECOND_FACTOR_TYPE_U2F",
    "SECOND_FACTOR_TYPE_OTP_EMAIL",
    "SECOND_FACTOR_TYPE_OTP_SMS",
    "SECOND_FACTOR_TYPE_RECOVERY_CODES",
]
"""zitadel.settings.v2.SecondFactorType"""
ThemeMode = Literal["", "THEME_MODE_AUTO", "THEME_MODE_LIGHT", "THEME_MODE_DARK"]
"""zitadel.settings.v2.ThemeMode; empty stands for the zero value"""


class OrganizationSettingsFieldNameNumber:
    """zitadel.settings.v2.OrganizationSettingsFieldName"""

    ORGANIZATION_SETTINGS_FIELD_NAME_UNSPECIFIED: Final = 0
    ORGANIZATION_SETTINGS_FIELD_NAME_ORGANIZATION_ID: Final = 1
    ORGANIZATION_SETTINGS_FIELD_NAME_CREATION_DATE: Final = 2
    ORGANIZATION_SETTINGS_FIELD_NAME_CHANGE_DATE: Final = 3


class BrandingSettings(Message, frozen=True):
    """zitadel.settings.v2.BrandingSettings"""

    light_theme: Theme | None = None
    dark_theme: Theme | None = None
    font_url: str = ""
    hide_login_name_suffix: bool = False
    disable_watermark: bool = False
    resource_owner_type: ResourceOwnerType = ""
    theme_mode: ThemeMode = ""


class DomainSettings(Message, frozen=True):
    """zitadel.settings.v2.DomainSettings"""

    login_name_includes_domain: bool = False
    require_org_domain_verification: bool = False
    smtp_sender_address_matches_instance_domain: bool = False
    resource_owner_type: ResourceOwnerType = ""


class EmbeddedIframeSettings(Message, frozen=True):
    """zitadel.settings.v2.EmbeddedIframeSettings"""

    enabled: bool = False
    allowed_origins: tuple[str, ...] = ()


class GetActiveIdentityProvidersRequest(Message, frozen=True):
    """zitadel.settings.v2.GetActiveIdentityProvidersRequest"""

    ctx: zitadel_object_v2.RequestContext | None = None
    creation_allowed: bool | None = None
    linking_allowed: bool | None = None
    auto_creation: bool | None = None
    auto_linking: bool | None = None


class GetActiveIdentityProvidersResponse(Message, frozen=True):
    """zitadel.settings.v2.GetActiveIdentityProvidersResponse"""

    details: zitadel_object_v2.ListDetails | None = None
    identity_providers: tuple[IdentityProvider, ...] = ()


class GetBrandingSettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetBrandingSettingsRequest"""

    ctx: zitadel_object_v2.RequestContext | None = None


class GetBrandingSettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetBrandingSettingsResponse"""

    details: zitadel_object_v2.Details | None = None
    settings: BrandingSettings | None = None


class GetDomainSettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetDomainSettingsRequest"""

    ctx: zitadel_object_v2.RequestContext | None = None


class GetDomainSettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetDomainSettingsResponse"""

    details: zitadel_object_v2.Details | None = None
    settings: DomainSettings | None = None


class GetGeneralSettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetGeneralSettingsRequest"""


class GetGeneralSettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetGeneralSettingsResponse"""

    default_org_id: str = ""
    default_language: str = ""
    supported_languages: tuple[str, ...] = ()
    default_organization_id: str = ""


class GetLegalAndSupportSettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetLegalAndSupportSettingsRequest"""

    ctx: zitadel_object_v2.RequestContext | None = None


class GetLegalAndSupportSettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetLegalAndSupportSettingsResponse"""

    details: zitadel_object_v2.Details | None = None
    settings: LegalAndSupportSettings | None = None


class GetLockoutSettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetLockoutSettingsRequest"""

    ctx: zitadel_object_v2.RequestContext | None = None


class GetLockoutSettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetLockoutSettingsResponse"""

    details: zitadel_object_v2.Details | None = None
    settings: LockoutSettings | None = None


class GetLoginSettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetLoginSettingsRequest"""

    ctx: zitadel_object_v2.RequestContext | None = None


class GetLoginSettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetLoginSettingsResponse"""

    details: zitadel_object_v2.Details | None = None
    settings: LoginSettings | None = None


class GetPasswordComplexitySettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetPasswordComplexitySettingsRequest"""

    ctx: zitadel_object_v2.RequestContext | None = None


class GetPasswordComplexitySettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetPasswordComplexitySettingsResponse"""

    details: zitadel_object_v2.Details | None = None
    settings: PasswordComplexitySettings | None = None


class GetPasswordExpirySettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetPasswordExpirySettingsRequest"""

    ctx: zitadel_object_v2.RequestContext | None = None


class GetPasswordExpirySettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetPasswordExpirySettingsResponse"""

    details: zitadel_object_v2.Details | None = None
    settings: PasswordExpirySettings | None = None


class GetSecuritySettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.GetSecuritySettingsRequest"""


class GetSecuritySettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.GetSecuritySettingsResponse"""

    details: zitadel_object_v2.Details | None = None
    settings: SecuritySettings | None = None


class IdentityProvider(Message, frozen=True):
    """zitadel.settings.v2.IdentityProvider"""

    id: str = ""
    name: str = ""
    type: IdentityProviderType = ""
    options: zitadel_idp_v2.Options | None = None


class LegalAndSupportSettings(Message, frozen=True):
    """zitadel.settings.v2.LegalAndSupportSettings"""

    tos_link: str = ""
    privacy_policy_link: str = ""
    help_link: str = ""
    support_email: str = ""
    resource_owner_type: ResourceOwnerType = ""
    docs_link: str = ""
    custom_link: str = ""
    custom_link_text: str = ""


class ListOrganizationSettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.ListOrganizationSettingsRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[OrganizationSettingsSearchFilter, ...] = ()


class ListOrganizationSettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.ListOrganizationSettingsResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    organization_settings: tuple[OrganizationSettings, ...] = ()


class LockoutSettings(Message, frozen=True):
    """zitadel.settings.v2.LockoutSettings"""

    max_password_attempts: Uint64 = Uint64("")
    resource_owner_type: ResourceOwnerType = ""
    max_otp_attempts: Uint64 = Uint64("")


class LoginSettings(Message, frozen=True):
    """zitadel.settings.v2.LoginSettings"""

    allow_username_password: bool = False
    allow_local_authentication: bool = False
    allow_register: bool = False
    allow_external_idp: bool = False
    force_mfa: bool = False
    passkeys_type: PasskeysType = ""
    hide_password_reset: bool = False
    ignore_unknown_usernames: bool = False
    default_redirect_uri: str = ""
    password_check_lifetime: Duration = Duration("")
    external_login_check_lifetime: Duration = Duration("")
    mfa_init_skip_lifetime: Duration = Duration("")
    second_factor_check_lifetime: Duration = Duration("")
    multi_factor_check_lifetime: Duration = Duration("")
    second_factors: tuple[SecondFactorTypeName, ...] = ()
    multi_factors: tuple[MultiFactorTypeName, ...] = ()
    allow_domain_discovery: bool = False
    disable_login_with_email: bool = False
    disable_login_with_phone: bool = False
    resource_owner_type: ResourceOwnerType = ""
    force_mfa_local_only: bool = False


class OrganizationScopedUsernamesFilter(Message, frozen=True):
    """zitadel.settings.v2.OrganizationScopedUsernamesFilter"""

    organization_scoped_usernames: bool = False


class OrganizationSettings(Message, frozen=True):
    """zitadel.settings.v2.OrganizationSettings"""

    organization_id: str = ""
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    organization_scoped_usernames: bool = False


class OrganizationSettingsSearchFilter(Message, frozen=True):
    """zitadel.settings.v2.OrganizationSettingsSearchFilter"""

    in_organization_ids_filter: zitadel_filter_v2.InIDsFilter | None = None
    organization_scoped_usernames_filter: OrganizationScopedUsernamesFilter | None = None


class PasswordComplexitySettings(Message, frozen=True):
    """zitadel.settings.v2.PasswordComplexitySettings"""

    min_length: Uint64 = Uint64("")
    requires_uppercase: bool = False
    requires_lowercase: bool = False
    requires_number: bool = False
    requires_symbol: bool = False
    resource_owner_type: ResourceOwnerType = ""


class PasswordExpirySettings(Message, frozen=True):
    """zitadel.settings.v2.PasswordExpirySettings"""

    max_age_days: Uint64 = Uint64("")
    expire_warn_days: Uint64 = Uint64("")
    resource_owner_type: ResourceOwnerType = ""


class SecuritySettings(Message, frozen=True):
    """zitadel.settings.v2.SecuritySettings"""

    embedded_iframe: EmbeddedIframeSettings | None = None
    enable_impersonation: bool = False


class SetOrganizationSettingsRequest(Message, frozen=True):
    """zitadel.settings.v2.SetOrganizationSettingsRequest"""

    organization_id: str = ""
    organization_scoped_usernames: bool | None = None


class SetOrganizationSettingsResponse(Message, frozen=True):
    """zitadel.settings.v2.SetOrganizationSettingsResponse"""

    set_date: Timestamp = Timestamp("")


class Theme(Message, frozen=True):
    """zitadel.settings.v2.Theme"""

    primary_color: str = ""
    background_color: str = ""
    warn_color: str = ""
    font_color: str = ""
    logo_url: str = ""
    icon_url: str = ""
