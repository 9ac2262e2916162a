"""Identity providers of organisations and of the instance: OpenID providers, and servers of OAuth."""

from __future__ import annotations

from mockserver.domain import identity_providers as decide
from mockserver.domain.rows.identity_providers import IdentityProvider, ProviderOptions, ProviderType
from mockserver.domain.tables import Stamp
from mockserver.domain.verbs import require
from mockserver.errors.catalogue import PROVIDER_NOT_FOUND
from mockserver.operations import details
from mockserver.operations.context import Context
from mockserver.operations.identity_provider_views import view, view_v2
from mockserver.operations.messages import zitadel_admin_v1 as admin
from mockserver.operations.messages import zitadel_idp_v2
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_idp_v1 import IDPOwnerTypeNumber, OptionsInput
from mockserver.operations.searching import Tests, equal, find, listed, text

_NumberOf = IDPOwnerTypeNumber
_OrganisationsOidc = messages.AddGenericOIDCProviderRequest | messages.UpdateGenericOIDCProviderRequest
_InstancesOidc = admin.AddGenericOIDCProviderRequest | admin.UpdateGenericOIDCProviderRequest
_OrganisationsOauth = messages.AddGenericOAuthProviderRequest | messages.UpdateGenericOAuthProviderRequest
_InstancesOauth = admin.AddGenericOAuthProviderRequest | admin.UpdateGenericOAuthProviderRequest


def add_generic_oidc_provider(
    context: Context, request: messages.AddGenericOIDCProviderRequest
) -> messages.AddGenericOIDCProviderResponse:
    """Add an OpenID provider of the organisation.

    Raises: OIDC_PROVIDER_WITHOUT_…
    """
    owner = context.organisation.id
    idp, stamp = _added(context, _oidc(context.instance.ids.next(), owner, request))
    return messages.AddGenericOIDCProviderResponse(details=details.created(stamp, owner), id=idp)


def update_generic_oidc_provider(
    context: Context, request: messages.UpdateGenericOIDCProviderRequest
) -> messages.UpdateGenericOIDCProviderResponse:
    """Change an OpenID provider of the organisation.

    Raises: OIDC_PROVIDER_TO_CHANGE_…
    """
    owner = context.organisation.id
    stamp = _changed(context, _oidc(request.id, owner, request))
    return messages.UpdateGenericOIDCProviderResponse(details=details.changed(stamp, owner))


def add_generic_o_auth_provider(
    context: Context, request: messages.AddGenericOAuthProviderRequest
) -> messages.AddGenericOAuthProviderResponse:
    """Add a server of OAuth of the organisation.

    Raises: OAUTH_PROVIDER_WITHOUT_…
    """
    owner = context.organisation.id
    idp, stamp = _added(context, _oauth(context.instance.ids.next(), owner, request))
    return messages.AddGenericOAuthProviderResponse(details=details.created(stamp, owner), id=idp)


def update_generic_o_auth_provider(
    context: Context, request: messages.UpdateGenericOAuthProviderRequest
) -> messages.UpdateGenericOAuthProviderResponse:
    """Change a server of OAuth of the organisation.

    Raises: OAUTH_PROVIDER_TO_CHANGE_…
    """
    owner = context.organisation.id
    stamp = _changed(context, _oauth(request.id, owner, request))
    return messages.UpdateGenericOAuthProviderResponse(details=details.changed(stamp, owner))


def get_provider_by_id(context: Context, request: messages.GetProviderByIDRequest) -> messages.GetProviderByIDResponse:
    """A provider of the organisation or of the instance.

    Raises: PROVIDER_NOT_FOUND.
    """
    found = decide.provider_of(context.state, request.id, context.organisation.id)
    return messages.GetProviderByIDResponse(idp=view(context.state, require(found, PROVIDER_NOT_FOUND)))


def list_providers(context: Context, request: messages.ListProvidersRequest) -> messages.ListProvidersResponse:
    """The providers of the organisation and of the instance for which all queries hold."""
    rows = decide.providers_for(context.state, context.organisation.id)
    about, page = listed(context, find(rows, request.queries, _tests(context)), request.query)
    return messages.ListProvidersResponse(details=about, result=tuple(view(context.state, row) for row in page))


def delete_provider(context: Context, request: messages.DeleteProviderRequest) -> messages.DeleteProviderResponse:
    """Remove a provider of the organisation.

    Raises: PROVIDER_TO_REMOVE_NOT_FOUND.
    """
    owner = context.organisation.id
    stamp = context.write(decide.remove_provider(context.state, request.id, owner))
    return messages.DeleteProviderResponse(details=details.changed(stamp, owner))


def admin_add_generic_oidc_provider(
    context: Context, request: admin.AddGenericOIDCProviderRequest
) -> admin.AddGenericOIDCProviderResponse:
    """Add an OpenID provider of the instance.

    Raises: INSTANCE_OIDC_PROVIDER_WITHOUT_…
    """
    owner = context.state.id
    idp, stamp = _added(context, _oidc(context.instance.ids.next(), owner, request))
    return admin.AddGenericOIDCProviderResponse(details=details.created(stamp, owner), id=idp)


def admin_update_generic_oidc_provider(
    context: Context, request: admin.UpdateGenericOIDCProviderRequest
) -> admin.UpdateGenericOIDCProviderResponse:
    """Change an OpenID provider of the instance.

    Raises: INSTANCE_OIDC_PROVIDER_TO_CHANGE_…
    """
    owner = context.state.id
    stamp = _changed(context, _oidc(request.id, owner, request))
    return admin.UpdateGenericOIDCProviderResponse(details=details.changed(stamp, owner))


def admin_add_generic_o_auth_provider(
    context: Context, request: admin.AddGenericOAuthProviderRequest
) -> admin.AddGenericOAuthProviderResponse:
    """Add a server of OAuth of the instance.

    Raises: INSTANCE_OAUTH_PROVIDER_WITHOUT_…
    """
    owner = context.state.id
    idp, stamp = _added(context, _oauth(context.instance.ids.next(), owner, request))
    return admin.AddGenericOAuthProviderResponse(details=details.created(stamp, owner), id=idp)


def admin_update_generic_o_auth_provider(
    context: Context, request: admin.UpdateGenericOAuthProviderRequest
) -> admin.UpdateGenericOAuthProviderResponse:
    """Change a server of OAuth of the instance.

    Raises: INSTANCE_OAUTH_PROVIDER_TO_CHANGE_…
    """
    owner = context.state.id
    stamp = _changed(context, _oauth(request.id, owner, request))
    return admin.UpdateGenericOAuthProviderResponse(details=details.changed(stamp, owner))


def admin_get_provider_by_id(context: Context, request: admin.GetProviderByIDRequest) -> admin.GetProviderByIDResponse:
    """A provider of the instance.

    Raises: PROVIDER_NOT_FOUND.
    """
    found = context.state.instance_identity_providers.get(request.id)
    return admin.GetProviderByIDResponse(idp=view(context.state, require(found, PROVIDER_NOT_FOUND)))


def admin_list_providers(context: Context, request: admin.ListProvidersRequest) -> admin.ListProvidersResponse:
    """The providers of the instance for which all queries hold."""
    rows = context.state.instance_identity_providers
    about, page = listed(context, find(rows, request.queries, _tests(context)), request.query)
    return admin.ListProvidersResponse(details=about, result=tuple(view(context.state, row) for row in page))


def admin_delete_provider(context: Context, request: admin.DeleteProviderRequest) -> admin.DeleteProviderResponse:
    """Remove a provider of the instance.

    Raises: INSTANCE_PROVIDER_TO_REMOVE_NOT_FOUND.
    """
    owner = context.state.id
    stamp = context.write(decide.remove_provider(context.state, request.id, owner))
    return admin.DeleteProviderResponse(details=details.changed(stamp, owner))


def v2_get_idp_by_id(context: Context, request: zitadel_idp_v2.GetIDPByIDRequest) -> zitadel_idp_v2.GetIDPByIDResponse:
    """A provider of whomever, which the caller may read.

    Raises: PROVIDER_NOT_FOUND, and what a missing permission does (the real server's source).
    """
    provider = require(decide.any_provider(context.state, request.id), PROVIDER_NOT_FOUND)
    of_instance = provider.owner == context.state.id
    context.require("iam.idp.read" if of_instance else "org.idp.read", provider.owner)
    return zitadel_idp_v2.GetIDPByIDResponse(view_v2(provider))


def _added(context: Context, provider: IdentityProvider) -> tuple[str, Stamp]:
    return provider.id, context.write(decide.add_provider(context.state, provider))


def _changed(context: Context, wanted: IdentityProvider) -> Stamp:
    before, events = decide.change_provider(context.state, wanted)
    return context.write(events, unchanged=before)


def _oidc(idp: str, owner: str, given: _OrganisationsOidc | _InstancesOidc) -> IdentityProvider:
    return IdentityProvider(
        id=idp,
        owner=owner,
        name=given.name,
        type=ProviderType.OIDC,
        client_id=given.client_id,
        client_secret=given.client_secret,
        scopes=given.scopes,
        options=_options(given.provider_options),
        issuer=given.issuer,
        is_id_token_mapping=given.is_id_token_mapping,
        use_pkce=given.use_pkce,
    )


def _oauth(idp: str, owner: str, given: _OrganisationsOauth | _InstancesOauth) -> IdentityProvider:
    return IdentityProvider(
        id=idp,
        owner=owner,
        name=given.name,
        type=ProviderType.OAUTH,
        client_id=given.client_id,
        client_secret=given.client_secret,
        scopes=given.scopes,
        options=_options(given.provider_options),
        use_pkce=given.use_pkce,
        authorization_endpoint=given.authorization_endpoint,
        token_endpoint=given.token_endpoint,
        user_endpoint=given.user_endpoint,
        id_attribute=given.id_attribute,
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
