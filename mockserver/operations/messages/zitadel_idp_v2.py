"""Messages of zitadel.idp.v2, written by `make derived`."""

from __future__ import annotations

from typing import Literal

from mockserver.operations.messages import zitadel_object_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Duration

AutoLinkingOption = Literal["", "AUTO_LINKING_OPTION_USERNAME", "AUTO_LINKING_OPTION_EMAIL"]
"""zitadel.idp.v2.AutoLinkingOption; empty stands for the zero value"""
AzureADTenantType = Literal["", "AZURE_AD_TENANT_TYPE_ORGANISATIONS", "AZURE_AD_TENANT_TYPE_CONSUMERS"]
"""zitadel.idp.v2.AzureADTenantType; empty stands for the zero value"""
AzureADTenantTypeName = Literal[
    "AZURE_AD_TENANT_TYPE_COMMON", "AZURE_AD_TENANT_TYPE_ORGANISATIONS", "AZURE_AD_TENANT_TYPE_CONSUMERS"
]
"""zitadel.idp.v2.AzureADTenantType"""
IDPState = Literal["", "IDP_STATE_ACTIVE", "IDP_STATE_INACTIVE", "IDP_STATE_REMOVED", "IDP_STATE_MIGRATED"]
"""zitadel.idp.v2.IDPState; empty stands for the zero value"""
IDPType = Literal[
    "",
    "IDP_TYPE_OIDC",
    "IDP_TYPE_JWT",
    "IDP_TYPE_LDAP",
    "IDP_TYPE_OAUTH",
    "IDP_TYPE_AZURE_AD",
    "IDP_TYPE_GITHUB",
    "IDP_TYPE_GITHUB_ES",
    "IDP_TYPE_GITLAB",
    "IDP_TYPE_GITLAB_SELF_HOSTED",
    "IDP_TYPE_GOOGLE",
    "IDP_TYPE_APPLE",
    "IDP_TYPE_SAML",
]
"""zitadel.idp.v2.IDPType; empty stands for the zero value"""
SAMLBinding = Literal["", "SAML_BINDING_POST", "SAML_BINDING_REDIRECT", "SAML_BINDING_ARTIFACT"]
"""zitadel.idp.v2.SAMLBinding; empty stands for the zero value"""
SAMLNameIDFormat = Literal[
    "", "SAML_NAME_ID_FORMAT_EMAIL_ADDRESS", "SAML_NAME_ID_FORMAT_PERSISTENT", "SAML_NAME_ID_FORMAT_TRANSIENT"
]
"""zitadel.idp.v2.SAMLNameIDFormat; empty stands for the zero value"""
SAMLSignatureAlgorithm = Literal[
    "", "SAML_SIGNATURE_RSA_SHA1", "SAML_SIGNATURE_RSA_SHA256", "SAML_SIGNATURE_RSA_SHA512"
]
"""zitadel.idp.v2.SAMLSignatureAlgorithm; empty stands for the zero value"""


class AppleConfig(Message, frozen=True):
    """zitadel.idp.v2.AppleConfig"""

    client_id: str = ""
    team_id: str = ""
    key_id: str = ""
    scopes: tuple[str, ...] = ()


class AzureADConfig(Message, frozen=True):
    """zitadel.idp.v2.AzureADConfig"""

    client_id: str = ""
    tenant: AzureADTenant | None = None
    email_verified: bool = False
    scopes: tuple[str, ...] = ()


class AzureADTenant(Message, frozen=True):
    """zitadel.idp.v2.AzureADTenant"""

    tenant_type: AzureADTenantTypeName | None = None
    tenant_id: str | None = None


class GenericOIDCConfig(Message, frozen=True):
    """zitadel.idp.v2.GenericOIDCConfig"""

    issuer: str = ""
    client_id: str = ""
    scopes: tuple[str, ...] = ()
    is_id_token_mapping: bool = False


class GetIDPByIDRequest(Message, frozen=True):
    """zitadel.idp.v2.GetIDPByIDRequest"""

    id: str = ""


class GetIDPByIDResponse(Message, frozen=True):
    """zitadel.idp.v2.GetIDPByIDResponse"""

    idp: IDP | None = None


class GitHubConfig(Message, frozen=True):
    """zitadel.idp.v2.GitHubConfig"""

    client_id: str = ""
    scopes: tuple[str, ...] = ()


class GitHubEnterpriseServerConfig(Message, frozen=True):
    """zitadel.idp.v2.GitHubEnterpriseServerConfig"""

    client_id: str = ""
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    user_endpoint: str = ""
    scopes: tuple[str, ...] = ()


class GitLabConfig(Message, frozen=True):
    """zitadel.idp.v2.GitLabConfig"""

    client_id: str = ""
    scopes: tuple[str, ...] = ()


class GitLabSelfHostedConfig(Message, frozen=True):
    """zitadel.idp.v2.GitLabSelfHostedConfig"""

    issuer: str = ""
    client_id: str = ""
    scopes: tuple[str, ...] = ()


class GoogleConfig(Message, frozen=True):
    """zitadel.idp.v2.GoogleConfig"""

    client_id: str = ""
    scopes: tuple[str, ...] = ()


class IDP(Message, frozen=True):
    """zitadel.idp.v2.IDP"""

    id: str = ""
    details: zitadel_object_v2.Details | None = None
    state: IDPState = ""
    name: str = ""
    type: IDPType = ""
    config: IDPConfig | None = None


class IDPConfig(Message, frozen=True):
    """zitadel.idp.v2.IDPConfig"""

    options: Options | None = None
    ldap: LDAPConfig | None = None
    google: GoogleConfig | None = None
    oauth: OAuthConfig | None = None
    oidc: GenericOIDCConfig | None = None
    jwt: JWTConfig | None = None
    github: GitHubConfig | None = None
    github_es: GitHubEnterpriseServerConfig | None = None
    gitlab: GitLabConfig | None = None
    gitlab_self_hosted: GitLabSelfHostedConfig | None = None
    azure_ad: AzureADConfig | None = None
    apple: AppleConfig | None = None
    saml: SAMLConfig | None = None


class JWTConfig(Message, frozen=True):
    """zitadel.idp.v2.JWTConfig"""

    jwt_endpoint: str = ""
    issuer: str = ""
    keys_endpoint: str = ""
    header_name: str = ""


class LDAPAttributes(Message, frozen=True):
    """zitadel.idp.v2.LDAPAttributes"""

    id_attribute: str = ""
    first_name_attribute: str = ""
    last_name_attribute: str = ""
    display_name_attribute: str = ""
    nick_name_attribute: str = ""
    preferred_username_attribute: str = ""
    email_attribute: str = ""
    email_verified_attribute: str = ""
    phone_attribute: str = ""
    phone_verified_attribute: str = ""
    preferred_language_attribute: str = ""
    avatar_url_attribute: str = ""
    profile_attribute: str = ""
    root_ca: str = ""


class LDAPConfig(Message, frozen=True):
    """zitadel.idp.v2.LDAPConfig"""

    servers: tuple[str, ...] = ()
    start_tls: bool = False
    base_dn: str = ""
    bind_dn: str = ""
    user_base: str = ""
    user_object_classes: tuple[str, ...] = ()
    user_filters: tuple[str, ...] = ()
    timeout: Duration = Duration("")
    attributes: LDAPAttributes | None = None
    root_ca: Base64 = Base64("")


class OAuthConfig(Message, frozen=True):
    """zitadel.idp.v2.OAuthConfig"""

    client_id: str = ""
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    user_endpoint: str = ""
    scopes: tuple[str, ...] = ()
    id_attribute: str = ""


class Options(Message, frozen=True):
    """zitadel.idp.v2.Options"""

    is_linking_allowed: bool = False
    is_creation_allowed: bool = False
    is_auto_creation: bool = False
    is_auto_update: bool = False
    auto_linking: AutoLinkingOption = ""


class SAMLConfig(Message, frozen=True):
    """zitadel.idp.v2.SAMLConfig"""

    metadata_xml: Base64 = Base64("")
    binding: SAMLBinding = ""
    with_signed_request: bool = False
    name_id_format: SAMLNameIDFormat = ""
    transient_mapping_attribute_name: str | None = None
    federated_logout_enabled: bool | None = None
    signature_algorithm: SAMLSignatureAlgorithm = ""
