"""Identity providers of organisations and of the instance: OpenID providers, and servers of OAuth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mockserver.domain import identity_providers as decide
from mockserver.domain.rows.identity_providers import IdentityProvider, ProviderOptions, ProviderType
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import PROVIDER_NOT_FOUND
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.identity_provider_views import view, view_v2
from mockserver.operations.messages import zitadel_admin_v1 as admin
from mockserver.operations.messages import zitadel_idp_v2
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_idp_v1 import IDPOwnerTypeNumber, OptionsInput, Provider
from mockserver.operations.messages.zitadel_v1 import ListDetails, ObjectDetails
from mockserver.operations.searching import Tests, equal, find, listed, text

_NumberOf = IDPOwnerTypeNumber
_Oidc = (
    messages.AddGenericOIDCProviderRequest
    | messages.UpdateGenericOIDCProviderRequest
    | admin.AddGenericOIDCProviderRequest
    | admin.UpdateGenericOIDCProviderRequest
)
_Oauth = (
    messages.AddGenericOAuthProviderRequest
    | messages.UpdateGenericOAuthProviderRequest
    | admin.AddGenericOAuthProviderRequest
    | admin.UpdateGenericOAuthProviderRequest
)


def add_generic_oidc_provider(
    context: Context, request: messages.AddGenericOIDCProviderRequest
) -> messages.AddGenericOIDCProviderResponse:
    """Add an OpenID provider of the organisation.

    Raises: OIDC_PROVIDER_WITHOUT_…
    """
    return messages.AddGenericOIDCProviderResponse(*_added(context, context.organisation.id, _oidc(request)))


def update_generic_oidc_provider(
    context: Context, request: messages.UpdateGenericOIDCProviderRequest
) -> messages.UpdateGenericOIDCProviderResponse:
    """Change an OpenID provider of the organisation.

    Raises: OIDC_PROVIDER_TO_CHANGE_…
    """
    return messages.UpdateGenericOIDCProviderResponse(
        _changed(context, context.organisation.id, request.id, _oidc(request))
    )


def add_generic_o_auth_provider(
    context: Context, request: messages.AddGenericOAuthProviderRequest
) -> messages.AddGenericOAuthProviderResponse:
    """Add a server of OAuth of the organisation.

    Raises: OAUTH_PROVIDER_WITHOUT_…
    """
    return messages.AddGenericOAuthProviderResponse(*_added(context, context.organisation.id, _oauth(request)))


def update_generic_o_auth_provider(
    context: Context, request: messages.UpdateGenericOAuthProviderRequest
) -> messages.UpdateGenericOAuthProviderResponse:
    """Change a server of OAuth of the organisation.

    Raises: OAUTH_PROVIDER_TO_CHANGE_…
    """
    return messages.UpdateGenericOAuthProviderResponse(
        _changed(context, context.organisation.id, request.id, _oauth(request))
    )


def get_provider_by_id(context: Context, request: messages.GetProviderByIDRequest) -> messages.GetProviderByIDResponse:
    """A provider of the organisation or of the instance.

    Raises: PROVIDER_NOT_FOUND.
    """
    found = decide.provider_of(context.state, request.id, context.organisation.id)
    return messages.GetProviderByIDResponse(idp=view(context.state, require(found, PROVIDER_NOT_FOUND)))


def list_providers(context: Context, request: messages.ListProvidersRequest) -> messages.ListProvidersResponse:
    """The providers of the organisation and of the instance for which all queries hold."""
    about, page = _found(context, decide.providers_for(context.state, context.organisation.id), request)
    return messages.ListProvidersResponse(details=about, result=page)


def delete_provider(context: Context, request: messages.DeleteProviderRequest) -> messages.DeleteProviderResponse:
    """Remove a provider of the organisation.

    Raises: PROVIDER_TO_REMOVE_NOT_FOUND.
    """
    return messages.DeleteProviderResponse(_removed(context, context.organisation.id, request.id))


def admin_add_generic_oidc_provider(
    context: Context, request: admin.AddGenericOIDCProviderRequest
) -> admin.AddGenericOIDCProviderResponse:
    """Add an OpenID provider of the instance.

    Raises: INSTANCE_OIDC_PROVIDER_WITHOUT_…
    """
    return admin.AddGenericOIDCProviderResponse(*_added(context, context.state.id, _oidc(request)))


def admin_update_generic_oidc_provider(
    context: Context, request: admin.UpdateGenericOIDCProviderRequest
) -> admin.UpdateGenericOIDCProviderResponse:
    """Change an OpenID provider of the instance.

    Raises: INSTANCE_OIDC_PROVIDER_TO_CHANGE_…
    """
    return admin.UpdateGenericOIDCProviderResponse(_changed(context, context.state.id, request.id, _oidc(request)))


def admin_add_generic_o_auth_provider(
    context: Context, request: admin.AddGenericOAuthProviderRequest
) -> admin.AddGenericOAuthProviderResponse:
    """Add a server of OAuth of the instance.

    Raises: INSTANCE_OAUTH_PROVIDER_WITHOUT_…
    """
    return admin.AddGenericOAuthProviderResponse(*_added(context, context.state.id, _oauth(request)))


def admin_update_generic_o_auth_provider(
    context: Context, request: admin.UpdateGenericOAuthProviderRequest
) -> admin.UpdateGenericOAuthProviderResponse:
    """Change a server of OAuth of the instance.

    Raises: INSTANCE_OAUTH_PROVIDER_TO_CHANGE_…
    """
    return admin.UpdateGenericOAuthProviderResponse(_changed(context, context.state.id, request.id, _oauth(request)))


def admin_get_provider_by_id(context: Context, request: admin.GetProviderByIDRequest) -> admin.GetProviderByIDResponse:
    """A provider of the instance.

    Raises: PROVIDER_NOT_FOUND.
    """
    found = context.state.instance_identity_providers.get(request.id)
    return admin.GetProviderByIDResponse(idp=view(context.state, require(found, PROVIDER_NOT_FOUND)))


def admin_list_providers(context: Context, request: admin.ListProvidersRequest) -> admin.ListProvidersResponse:
    """The providers of the instance for which all queries hold."""
    about, page = _found(context, context.state.instance_identity_providers, request)
    return admin.ListProvidersResponse(details=about, result=page)


def admin_delete_provider(context: Context, request: admin.DeleteProviderRequest) -> admin.DeleteProviderResponse:
    """Remove a provider of the instance.

    Raises: INSTANCE_PROVIDER_TO_REMOVE_NOT_FOUND.
    """
    return admin.DeleteProviderResponse(_removed(context, context.state.id, request.id))


def v2_get_idp_by_id(context: Context, request: zitadel_idp_v2.GetIDPByIDRequest) -> zitadel_idp_v2.GetIDPByIDResponse:
    """A provider of whomever, which the caller may read.

    Raises: PROVIDER_NOT_FOUND, and what a missing permission does (the real server's source).
    """
    provider = require(decide.any_provider(context.state, request.id), PROVIDER_NOT_FOUND)
    of_instance = provider.owner == context.state.id
    context.require("iam.idp.read" if of_instance else "org.idp.read", provider.owner)
    return zitadel_idp_v2.GetIDPByIDResponse(view_v2(provider))


def _added(context: Context, owner: str, wanted: IdentityProvider) -> tuple[ObjectDetails, str]:
    provider = replace(wanted, id=context.instance.ids.next(), owner=owner)
    return details.created(context.write(decide.add_provider(context.state, provider)), owner), provider.id


def _changed(context: Context, owner: str, idp: str, wanted: IdentityProvider) -> ObjectDetails:
    before, events = decide.change_provider(context.state, replace(wanted, id=idp, owner=owner))
    return details.changed(context.write(events, unchanged=before), owner)


def _removed(context: Context, owner: str, idp: str) -> ObjectDetails:
    return details.changed(context.write(decide.remove_provider(context.state, idp, owner)), owner)


def _found(
    context: Context,
    rows: Iterable[IdentityProvider],
    request: messages.ListProvidersRequest | admin.ListProvidersRequest,
) -> tuple[ListDetails, tuple[Provider, ...]]:
    about, page = listed(context, find(rows, request.queries, _tests(context)), request.query)
    return about, tuple(view(context.state, row) for row in page)


def _oidc(given: _Oidc) -> IdentityProvider:
    return replace(
        _client(given, ProviderType.OIDC), issuer=given.issuer, is_id_token_mapping=given.is_id_token_mapping
    )


def _oauth(given: _Oauth) -> IdentityProvider:
    return replace(
        _client(given, ProviderType.OAUTH),
        authorization_endpoint=given.authorization_endpoint,
        token_endpoint=given.token_endpoint,
        user_endpoint=given.user_endpoint,
        id_attribute=given.id_attribute,
    )


def _client(given: _Oidc | _Oauth, kind: ProviderType) -> IdentityProvider:
    """What both kinds have in common; whose the provider is, and which, comes later."""
    return IdentityProvider(
        id="",
        owner="",
        name=given.name,
        type=kind,
        client_id=given.client_id,
        client_secret=given.client_secret,
        scopes=given.scopes,
        options=_options(given.provider_options),
        use_pkce=given.use_pkce,
    )


def _options(given: OptionsInput | None) -> ProviderOptions:
    if given is None:
        return ProviderOptions()
    return ProviderOptions(
        is_linking_allowed=given.is_linking_allowed,
        is_creation_allowed=given.is_creation_allowed,
        is_auto_creation=given.is_auto_creation,
        is_auto_update=given.is_auto_update,
        auto_linking=given.auto_linking,
    )


def _tests(context: Context) -> Tests[IdentityProvider]:
    def owner_type(provider: IdentityProvider) -> int:
        return _NumberOf.IDP_OWNER_TYPE_SYSTEM if provider.owner == context.state.id else _NumberOf.IDP_OWNER_TYPE_ORG

    return {
        "idp_id_query": equal(lambda provider: provider.id, "id"),
        "idp_name_query": text(lambda provider: provider.name, "name"),
        "owner_type_query": equal(owner_type, "owner_type"),
    }
