"""Identity providers and links to them in answers."""

from __future__ import annotations

from mockserver.domain.identity_providers import any_provider
from mockserver.domain.login_policies import providers_of
from mockserver.domain.rows.identity_providers import AutoLinking, IdentityProvider, IdpLink, ProviderType
from mockserver.domain.rows.login_policies import LoginPolicy
from mockserver.domain.state import InstanceState
from mockserver.operations import details, details_v2
from mockserver.operations.enum_names import enum_name
from mockserver.operations.messages import zitadel_idp_v1, zitadel_idp_v2, zitadel_settings_v2

_OIDC = ProviderType.OIDC


def view(state: InstanceState, provider: IdentityProvider) -> zitadel_idp_v1.Provider:
    """A provider as the services of v1 tell it; nobody is told its secret. Source: facts of login flows."""
    options = provider.options
    is_oidc = provider.type == _OIDC
    return zitadel_idp_v1.Provider(
        id=provider.id,
        details=details.of_row(provider, provider.owner),
        state="IDP_STATE_ACTIVE",
        name=provider.name,
        owner="IDP_OWNER_TYPE_SYSTEM" if provider.owner == state.id else "IDP_OWNER_TYPE_ORG",
        type="PROVIDER_TYPE_OIDC" if is_oidc else "PROVIDER_TYPE_OAUTH",
        config=zitadel_idp_v1.ProviderConfig(
            options=zitadel_idp_v1.Options(
                is_linking_allowed=options.is_linking_allowed,
                is_creation_allowed=options.is_creation_allowed,
                is_auto_creation=options.is_auto_creation,
                is_auto_update=options.is_auto_update,
                auto_linking=enum_name(zitadel_idp_v1.AutoLinkingOptionNumber, options.auto_linking),
            ),
            oidc=zitadel_idp_v1.GenericOIDCConfig(
                issuer=provider.issuer,
                client_id=provider.client_id,
                scopes=provider.scopes,
                is_id_token_mapping=provider.is_id_token_mapping,
                use_pkce=provider.use_pkce,
            )
            if is_oidc
            else None,
            oauth=None
            if is_oidc
            else zitadel_idp_v1.OAuthConfig(
                client_id=provider.client_id,
                authorization_endpoint=provider.authorization_endpoint,
                token_endpoint=provider.token_endpoint,
                user_endpoint=provider.user_endpoint,
                scopes=provider.scopes,
                id_attribute=provider.id_attribute,
                use_pkce=provider.use_pkce,
            ),
        ),
    )


def view_v2(provider: IdentityProvider) -> zitadel_idp_v2.IDP:
    """A provider as the service of v2 tells it (that its fields are filled as in v1 is assumed)."""
    is_oidc = provider.type == _OIDC
    return zitadel_idp_v2.IDP(
        id=provider.id,
        details=details_v2.of_row(provider, provider.owner),
        state="IDP_STATE_ACTIVE",
        name=provider.name,
        type="IDP_TYPE_OIDC" if is_oidc else "IDP_TYPE_OAUTH",
        config=zitadel_idp_v2.IDPConfig(
            options=_options_v2(provider),
            oidc=zitadel_idp_v2.GenericOIDCConfig(
                issuer=provider.issuer,
                client_id=provider.client_id,
                scopes=provider.scopes,
                is_id_token_mapping=provider.is_id_token_mapping,
            )
            if is_oidc
            else None,
            oauth=None
            if is_oidc
            else zitadel_idp_v2.OAuthConfig(
                client_id=provider.client_id,
                authorization_endpoint=provider.authorization_endpoint,
                token_endpoint=provider.token_endpoint,
                user_endpoint=provider.user_endpoint,
                scopes=provider.scopes,
                id_attribute=provider.id_attribute,
            ),
        ),
    )


def active(provider: IdentityProvider) -> zitadel_settings_v2.IdentityProvider:
    """A provider as the settings service tells of those that people can log in with (assumed)."""
    return zitadel_settings_v2.IdentityProvider(
        id=provider.id,
        name=provider.name,
        type="IDENTITY_PROVIDER_TYPE_OIDC" if provider.type == _OIDC else "IDENTITY_PROVIDER_TYPE_OAUTH",
        options=_options_v2(provider),
    )


def login_links(state: InstanceState, policy: LoginPolicy) -> list[zitadel_idp_v1.IDPLoginPolicyLink]:
    """The providers of a policy. Source: facts of login flows."""
    return [
        zitadel_idp_v1.IDPLoginPolicyLink(idp_id=provider.id, idp_name=provider.name, idp_type=_type(provider))
        for provider in providers_of(state, policy)
    ]


def user_link(state: InstanceState, link: IdpLink) -> zitadel_idp_v1.IDPUserLink:
    """A user's account at a provider. Source: recordings/logins.jsonl: servers of OAuth have no type there."""
    provider = any_provider(state, link.idp)
    return zitadel_idp_v1.IDPUserLink(
        user_id=link.user,
        idp_id=link.idp,
        idp_name="" if provider is None else provider.name,
        provided_user_id=link.external_user,
        provided_user_name=link.display_name,
        idp_type="" if provider is None else _type(provider),
    )


def _type(provider: IdentityProvider) -> zitadel_idp_v1.IDPType:
    return "IDP_TYPE_OIDC" if provider.type == _OIDC else ""


def _options_v2(provider: IdentityProvider) -> zitadel_idp_v2.Options:
    options = provider.options
    linking: zitadel_idp_v2.AutoLinkingOption = ""
    if options.auto_linking:
        by_name = options.auto_linking == AutoLinking.USER_NAME
        linking = "AUTO_LINKING_OPTION_USERNAME" if by_name else "AUTO_LINKING_OPTION_EMAIL"
    return zitadel_idp_v2.Options(
        is_linking_allowed=options.is_linking_allowed,
        is_creation_allowed=options.is_creation_allowed,
        is_auto_creation=options.is_auto_creation,
        is_auto_update=options.is_auto_update,
        auto_linking=linking,
    )
