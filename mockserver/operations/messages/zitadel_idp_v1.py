"""Messages of zitadel.idp.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Duration

AutoLinkingOption = Literal["", "AUTO_LINKING_OPTION_USERNAME", "AUTO_LINKING_OPTION_EMAIL"]
"""zitadel.idp.v1.AutoLinkingOption; empty stands for the zero value"""
AzureADTenantType = Literal["", "AZURE_AD_TENANT_TYPE_ORGANISATIONS", "AZURE_AD_TENANT_TYPE_CONSUMERS"]
"""zitadel.idp.v1.AzureADTenantType; empty stands for the zero value"""
AzureADTenantTypeName = Literal[
    "AZURE_AD_TENANT_TYPE_COMMON", "AZURE_AD_TENANT_TYPE_ORGANISATIONS", "AZURE_AD_TENANT_TYPE_CONSUMERS"
]
"""zitadel.idp.v1.AzureADTenantType"""
IDPOwnerType = Literal["", "IDP_OWNER_TYPE_SYSTEM", "IDP_OWNER_TYPE_ORG"]
"""zitadel.idp.v1.IDPOwnerType; empty stands for the zero value"""
IDPState = Literal["", "IDP_STATE_ACTIVE", "IDP_STATE_INACTIVE"]
"""zitadel.idp.v1.IDPState; empty stands for the zero value"""
IDPType = Literal["", "IDP_TYPE_OIDC", "IDP_TYPE_JWT"]
"""zitadel.idp.v1.IDPType; empty stands for the zero value"""
ProviderType = Literal[
    "",
    "PROVIDER_TYPE_OIDC",
    "PROVIDER_TYPE_JWT",
    "PROVIDER_TYPE_LDAP",
    "PROVIDER_TYPE_OAUTH",
    "PROVIDER_TYPE_AZURE_AD",
    "PROVIDER_TYPE_GITHUB",
    "PROVIDER_TYPE_GITHUB_ES",
    "PROVIDER_TYPE_GITLAB",
    "PROVIDER_TYPE_GITLAB_SELF_HOSTED",
    "PROVIDER_TYPE_GOOGLE",
    "PROVIDER_TYPE_APPLE",
    "PROVIDER_TYPE_SAML",
]
"""zitadel.idp.v1.ProviderType; empty stands for the zero value"""
SAMLBinding = Literal["", "SAML_BINDING_POST", "SAML_BINDING_REDIRECT", "SAML_BINDING_ARTIFACT"]
"""zitadel.idp.v1.SAMLBinding; empty stands for the zero value"""
SAMLNameIDFormat = Literal[
    "", "SAML_NAME_ID_FORMAT_EMAIL_ADDRESS", "SAML_NAME_ID_FORMAT_PERSISTENT", "SAML_NAME_ID_FORMAT_TRANSIENT"
]
"""zitadel.idp.v1.SAMLNameIDFormat; empty stands for the zero value"""
SAMLSignatureAlgorithm = Literal[
    "", "SAML_SIGNATURE_RSA_SHA1", "SAML_SIGNATURE_RSA_SHA256", "SAML_SIGNATURE_RSA_SHA512"
]
"""zitadel.idp.v1.SAMLSignatureAlgorithm; empty stands for the zero value"""
SAMLSignatureAlgorithmName = Literal[
    "SAML_SIGNATURE_UNSPECIFIED", "SAML_SIGNATURE_RSA_SHA1", "SAML_SIGNATURE_RSA_SHA256", "SAML_SIGNATURE_RSA_SHA512"
]
"""zitadel.idp.v1.SAMLSignatureAlgorithm"""


class AutoLinkingOptionNumber:
    """zitadel.idp.v1.AutoLinkingOption"""

    AUTO_LINKING_OPTION_UNSPECIFIED: Final = 0
    AUTO_LINKING_OPTION_USERNAME: Final = 1
    AUTO_LINKING_OPTION_EMAIL: Final = 2


class IDPOwnerTypeNumber:
    """zitadel.idp.v1.IDPOwnerType"""

    IDP_OWNER_TYPE_UNSPECIFIED: Final = 0
    IDP_OWNER_TYPE_SYSTEM: Final = 1
    IDP_OWNER_TYPE_ORG: Final = 2


class AppleConfig(Message, frozen=True):
    """zitadel.idp.v1.AppleConfig"""

    client_id: str = ""
    team_id: str = ""
    key_id: str = ""
    scopes: tuple[str, ...] = ()


class AzureADConfig(Message, frozen=True):
    """zitadel.idp.v1.AzureADConfig"""

    client_id: str = ""
    tenant: AzureADTenant | None = None
    email_verified: bool = False
    scopes: tuple[str, ...] = ()


class AzureADTenant(Message, frozen=True):
    """zitadel.idp.v1.AzureADTenant"""

    tenant_type: AzureADTenantTypeName | None = None
    tenant_id: str | None = None


class GenericOIDCConfig(Message, frozen=True):
    """zitadel.idp.v1.GenericOIDCConfig"""

    issuer: str = ""
    client_id: str = ""
    scopes: tuple[str, ...] = ()
    is_id_token_mapping: bool = False
    use_pkce: bool = False


class GitHubConfig(Message, frozen=True):
    """zitadel.idp.v1.GitHubConfig"""

    client_id: str = ""
    scopes: tuple[str, ...] = ()


class GitHubEnterpriseServerConfig(Message, frozen=True):
    """zitadel.idp.v1.GitHubEnterpriseServerConfig"""

    client_id: str = ""
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    user_endpoint: str = ""
    scopes: tuple[str, ...] = ()


class GitLabConfig(Message, frozen=True):
    """zitadel.idp.v1.GitLabConfig"""

    client_id: str = ""
    scopes: tuple[str, ...] = ()


class GitLabSelfHostedConfig(Message, frozen=True):
    """zitadel.idp.v1.GitLabSelfHostedConfig"""

    issuer: str = ""
    client_id: str = ""
    scopes: tuple[str, ...] = ()


class GoogleConfig(Message, frozen=True):
    """zitadel.idp.v1.GoogleConfig"""

    client_id: str = ""
    scopes: tuple[str, ...] = ()


class IDPIDQuery(Message, frozen=True):
    """zitadel.idp.v1.IDPIDQuery"""

    id: str = ""


class IDPLoginPolicyLink(Message, frozen=True):
    """zitadel.idp.v1.IDPLoginPolicyLink"""

    idp_id: str = ""
    idp_name: str = ""
    idp_type: IDPType = ""


class IDPNameQuery(Message, frozen=True):
    """zitadel.idp.v1.IDPNameQuery"""

    name: str = ""
    method: int = 0


class IDPOwnerTypeQuery(Message, frozen=True):
    """zitadel.idp.v1.IDPOwnerTypeQuery"""

    owner_type: int = 0


class IDPUserLink(Message, frozen=True):
    """zitadel.idp.v1.IDPUserLink"""

    user_id: str = ""
    idp_id: str = ""
    idp_name: str = ""
    provided_user_id: str = ""
    provided_user_name: str = ""
    idp_type: IDPType = ""


class JWTConfig(Message, frozen=True):
    """zitadel.idp.v1.JWTConfig"""

    jwt_endpoint: str = ""
    issuer: str = ""
    keys_endpoint: str = ""
    header_name: str = ""


class LDAPAttributes(Message, frozen=True):
    """zitadel.idp.v1.LDAPAttributes"""

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


class LDAPConfig(Message, frozen=True):
    """zitadel.idp.v1.LDAPConfig"""

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
    """zitadel.idp.v1.OAuthConfig"""

    client_id: str = ""
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    user_endpoint: str = ""
    scopes: tuple[str, ...] = ()
    id_attribute: str = ""
    use_pkce: bool = False


class OptionsInput(Message, frozen=True):
    """zitadel.idp.v1.Options"""

    is_linking_allowed: bool = False
    is_creation_allowed: bool = False
    is_auto_creation: bool = False
    is_auto_update: bool = False
    auto_linking: int = 0


class Options(Message, frozen=True):
    """zitadel.idp.v1.Options"""

    is_linking_allowed: bool = False
    is_creation_allowed: bool = False
    is_auto_creation: bool = False
    is_auto_update: bool = False
    auto_linking: AutoLinkingOption = ""


class Provider(Message, frozen=True):
    """zitadel.idp.v1.Provider"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    state: IDPState = ""
    name: str = ""
    owner: IDPOwnerType = ""
    type: ProviderType = ""
    config: ProviderConfig | None = None


class ProviderConfig(Message, frozen=True):
    """zitadel.idp.v1.ProviderConfig"""

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


class SAMLConfig(Message, frozen=True):
    """zitadel.idp.v1.SAMLConfig"""

    metadata_xml: Base64 = Base64("")
    binding: SAMLBinding = ""
    with_signed_request: bool = False
    name_id_format: SAMLNameIDFormat = ""
    transient_mapping_attribute_name: str | None = None
    federated_logout_enabled: bool | None = None
    signature_algorithm: SAMLSignatureAlgorithmName | None = None
