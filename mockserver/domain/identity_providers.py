"""Decisions on identity providers, of organisations and of the instance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mockserver.domain.events import RowAdded, RowForgotten
from mockserver.domain.rows.identity_providers import (
    IDENTITY_PROVIDERS,
    IDP_LINKS,
    INSTANCE_IDENTITY_PROVIDERS,
    IdentityProvider,
    ProviderType,
)
from mockserver.domain.state import InstanceState
from mockserver.domain.tables import Kind
from mockserver.domain.text import require_storable
from mockserver.domain.verbs import Events, change, remove, require, texts_of
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused

Blank = tuple[tuple[str, Problem], ...]
"""Fields that must not be blank, in the order in which they are looked at, and what is answered if they are."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is asked of providers of one type."""

    added: Blank
    changed: Blank
    not_found: Problem


_OIDC = _Rules(
    added=(
        ("name", problems.OIDC_PROVIDER_WITHOUT_NAME),
        ("issuer", problems.OIDC_PROVIDER_WITHOUT_ISSUER),
        ("client_id", problems.OIDC_PROVIDER_WITHOUT_CLIENT),
        ("client_secret", problems.OIDC_PROVIDER_WITHOUT_SECRET),
    ),
    changed=(
        ("name", problems.OIDC_PROVIDER_TO_CHANGE_WITHOUT_NAME),
        ("issuer", problems.OIDC_PROVIDER_TO_CHANGE_WITHOUT_ISSUER),
        ("client_id", problems.OIDC_PROVIDER_TO_CHANGE_WITHOUT_CLIENT),
    ),
    not_found=problems.OIDC_PROVIDER_TO_CHANGE_NOT_FOUND,
)
_OAUTH = _Rules(
    added=(
        ("name", problems.OAUTH_PROVIDER_WITHOUT_NAME),
        ("client_id", problems.OAUTH_PROVIDER_WITHOUT_CLIENT),
        ("client_secret", problems.OAUTH_PROVIDER_WITHOUT_SECRET),
        ("authorization_endpoint", problems.OAUTH_PROVIDER_WITHOUT_AUTHORIZATION),
        ("token_endpoint", problems.OAUTH_PROVIDER_WITHOUT_TOKEN),
        ("user_endpoint", problems.OAUTH_PROVIDER_WITHOUT_USER),
        ("id_attribute", problems.OAUTH_PROVIDER_WITHOUT_ATTRIBUTE),
    ),
    changed=(
        ("name", problems.OAUTH_PROVIDER_WITHOUT_NAME),
        ("client_id", problems.OAUTH_PROVIDER_WITHOUT_CLIENT),
        ("authorization_endpoint", problems.OAUTH_PROVIDER_WITHOUT_AUTHORIZATION),
        ("token_endpoint", problems.OAUTH_PROVIDER_WITHOUT_TOKEN),
        ("user_endpoint", problems.OAUTH_PROVIDER_WITHOUT_USER),
        ("id_attribute", problems.OAUTH_PROVIDER_TO_CHANGE_WITHOUT_ATTRIBUTE),
    ),
    not_found=problems.OAUTH_PROVIDER_TO_CHANGE_NOT_FOUND,
)
_INSTANCE_OIDC = _Rules(
    added=(
        ("name", problems.INSTANCE_OIDC_PROVIDER_WITHOUT_NAME),
        ("issuer", problems.INSTANCE_OIDC_PROVIDER_WITHOUT_ISSUER),
        ("client_id", problems.INSTANCE_OIDC_PROVIDER_WITHOUT_CLIENT),
        ("client_secret", problems.INSTANCE_OIDC_PROVIDER_WITHOUT_SECRET),
    ),
    changed=(
        ("name", problems.INSTANCE_OIDC_PROVIDER_TO_CHANGE_WITHOUT_NAME),
        ("issuer", problems.INSTANCE_OIDC_PROVIDER_TO_CHANGE_WITHOUT_ISSUER),
        ("client_id", problems.INSTANCE_OIDC_PROVIDER_TO_CHANGE_WITHOUT_CLIENT),
    ),
    not_found=problems.INSTANCE_OIDC_PROVIDER_TO_CHANGE_NOT_FOUND,
)
_INSTANCE_OAUTH = _Rules(
    added=(
        ("name", problems.INSTANCE_OAUTH_PROVIDER_WITHOUT_NAME),
        ("client_id", problems.INSTANCE_OAUTH_PROVIDER_WITHOUT_CLIENT),
        ("client_secret", problems.INSTANCE_OAUTH_PROVIDER_WITHOUT_SECRET),
        ("authorization_endpoint", problems.INSTANCE_OAUTH_PROVIDER_WITHOUT_AUTHORIZATION),
        ("token_endpoint", problems.INSTANCE_OAUTH_PROVIDER_WITHOUT_TOKEN),
        ("user_endpoint", problems.INSTANCE_OAUTH_PROVIDER_WITHOUT_USER),
        ("id_attribute", problems.INSTANCE_OAUTH_PROVIDER_WITHOUT_ATTRIBUTE),
    ),
    changed=(
        ("name", problems.INSTANCE_OAUTH_PROVIDER_TO_CHANGE_WITHOUT_NAME),
        ("client_id", problems.INSTANCE_OAUTH_PROVIDER_TO_CHANGE_WITHOUT_CLIENT),
        ("authorization_endpoint", problems.INSTANCE_OAUTH_PROVIDER_TO_CHANGE_WITHOUT_AUTHORIZATION),
        ("token_endpoint", problems.INSTANCE_OAUTH_PROVIDER_TO_CHANGE_WITHOUT_TOKEN),
        ("user_endpoint", problems.INSTANCE_OAUTH_PROVIDER_TO_CHANGE_WITHOUT_USER),
        ("id_attribute", problems.INSTANCE_OAUTH_PROVIDER_TO_CHANGE_WITHOUT_ATTRIBUTE),
    ),
    not_found=problems.INSTANCE_OAUTH_PROVIDER_TO_CHANGE_NOT_FOUND,
)
_RULES: Mapping[tuple[bool, int], _Rules] = {
    (False, ProviderType.OIDC): _OIDC,
    (False, ProviderType.OAUTH): _OAUTH,
    (True, ProviderType.OIDC): _INSTANCE_OIDC,
    (True, ProviderType.OAUTH): _INSTANCE_OAUTH,
}
"""By whether a provider is the instance's, and by its type."""


def provider_of(state: InstanceState, idp: str, owner: str) -> IdentityProvider | None:
    """A provider that an organisation has, or that the instance has for all."""
    found = state.identity_providers.get(idp)
    return found if found is not None and found.owner == owner else state.instance_identity_providers.get(idp)


def any_provider(state: InstanceState, idp: str) -> IdentityProvider | None:
    """A provider of whomever."""
    return state.identity_providers.get(idp) or state.instance_identity_providers.get(idp)


def providers_for(state: InstanceState, owner: str) -> Sequence[IdentityProvider]:
    """The providers that an organisation can use: its own ones, and the instance's."""
    own = [] if owner == state.id else state.identity_providers.where("owner", owner)
    return [*own, *state.instance_identity_providers]


def add_provider(state: InstanceState, provider: IdentityProvider) -> Events:
    """Add a provider; its texts lose the blanks around them.

    Raises: OIDC_PROVIDER_WITHOUT_…, OAUTH_PROVIDER_WITHOUT_…, those of the instance, NUL_IN_TEXT.
    Source: the real server's source.
    """
    judged = _not_blank(provider, _rules(state, provider).added)
    require_storable(*texts_of(judged))
    return (RowAdded(f"{_scope(state, provider)}.idp.added", _kind(state, provider), judged),)


def change_provider(state: InstanceState, wanted: IdentityProvider) -> tuple[IdentityProvider, Events]:
    """Change a provider; returns it as it was, with no events where nothing is new. An empty secret is the old one.

    Raises: OIDC_PROVIDER_TO_CHANGE_…, OAUTH_PROVIDER_TO_CHANGE_…, those of the instance, NUL_IN_TEXT.
    Source: facts of login flows (the secret); the rest is the real server's source.
    """
    rules, kind = _rules(state, wanted), _kind(state, wanted)
    judged = _not_blank(wanted, rules.changed)
    before = state.table(kind).get(wanted.id)
    if before is None or before.owner != wanted.owner or before.type != wanted.type:
        raise Refused(rules.not_found)
    after = replace(judged, client_secret=judged.client_secret or before.client_secret)
    return before, change(state, kind, before, after, name=f"{_scope(state, wanted)}.idp.changed")


def remove_provider(state: InstanceState, idp: str, owner: str) -> Events:
    """Remove a provider, and the links of users to it.

    Raises: PROVIDER_TO_REMOVE_NOT_FOUND, INSTANCE_PROVIDER_TO_REMOVE_NOT_FOUND.
    Source: the real server's source; that links go without events of their own is what its reads do.
    """
    of_instance = owner == state.id
    kind = INSTANCE_IDENTITY_PROVIDERS if of_instance else IDENTITY_PROVIDERS
    missing = problems.INSTANCE_PROVIDER_TO_REMOVE_NOT_FOUND if of_instance else problems.PROVIDER_TO_REMOVE_NOT_FOUND
    found = state.table(kind).get(idp)
    provider = require(found if found is not None and found.owner == owner else None, missing)
    links = tuple(RowForgotten(IDP_LINKS, link) for link in state.idp_links.where("idp", idp))
    return (*links, remove(kind, provider, name=f"{_scope(state, provider)}.idp.removed"))


def _kind(state: InstanceState, provider: IdentityProvider) -> Kind[IdentityProvider]:
    return INSTANCE_IDENTITY_PROVIDERS if provider.owner == state.id else IDENTITY_PROVIDERS


def _scope(state: InstanceState, provider: IdentityProvider) -> str:
    return "instance" if provider.owner == state.id else "org"


def _rules(state: InstanceState, provider: IdentityProvider) -> _Rules:
    return _RULES[provider.owner == state.id, provider.type]


def _not_blank(provider: IdentityProvider, fields: Blank) -> IdentityProvider:
    stripped = {name: getattr(provider, name).strip() for name, _ in fields}
    for name, otherwise in fields:
        if not stripped[name]:
            raise Refused(otherwise)
    return replace(provider, **stripped)
