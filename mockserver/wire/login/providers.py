"""Identity providers on the pages of the built-in login: which there are, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final
from urllib.parse import urlencode

from mockserver.access.keys import new_token
from mockserver.access.oauth.scopes import after
from mockserver.domain.login_policies import providers_of
from mockserver.domain.rows.identity_providers import IdentityProvider
from mockserver.domain.rows.users import User
from mockserver.logins import pretending, provider_calls
from mockserver.logins.provider_calls import Exchange, Told
from mockserver.wire.login.visit import Visit
from mockserver.wire.oauth import paths

PROVIDER_PREFIX: Final = "urn:zitadel:iam:org:idp:id:"
"""A scope that names the provider to which somebody is sent unasked."""


def allowed(visit: Visit) -> Sequence[IdentityProvider]:
    """The providers that somebody can log in with."""
    policy = visit.policy
    return providers_of(visit.state, policy) if policy.allow_external_idp else ()


def allowed_provider(visit: Visit, idp: str) -> IdentityProvider | None:
    """One of them; None where it is none of them."""
    return next((provider for provider in allowed(visit) if provider.id == idp), None)


def requested_provider(visit: Visit) -> IdentityProvider | None:
    """The provider that the scopes name (ZITADEL's documentation of scopes)."""
    named = after(PROVIDER_PREFIX, visit.request.scopes)
    return allowed_provider(visit, named[0]) if named else None


def own_provider(visit: Visit, user: User) -> IdentityProvider | None:
    """The provider that a user is sent to: the first at which they have an account that counts here.

    Where there is no other way to log in, it is the first there is for somebody who has none.

    Source: recordings/logins.jsonl; the latter is the real server's source.
    """
    providers = allowed(visit)
    for link in visit.state.idp_links.where("user", user.id):
        for provider in providers:
            if provider.id == link.idp:
                return provider
    return providers[0] if providers and not visit.policy.allow_username_password else None


def provider_links(visit: Visit) -> str:
    """HTML of links to the providers; none while somebody is to be linked to a user who is here."""
    providers = () if visit.attempt.linking else allowed(visit)
    if not providers:
        return ""
    links = "\n".join(
        f'<li><a href="{escape(_start(visit, provider))}">{escape(provider.name)}</a></li>' for provider in providers
    )
    return f"<h2>Or log in with</h2>\n<ul>\n{links}\n</ul>"


def _start(visit: Visit, provider: IdentityProvider) -> str:
    parameters = {"authRequestID": visit.request.id, "idpConfigID": provider.id}
    return f"{paths.EXTERNAL_IDP}?{urlencode(parameters)}"


async def way_to(visit: Visit, provider: IdentityProvider) -> str:
    """Where a provider asks somebody who they are.

    Raises: ProviderFailed.
    """
    attempt = visit.attempt
    attempt.provider, attempt.verifier = provider.id, new_token(visit.call.instance.randomness)
    visit.touch()
    exchange = _exchange(visit)
    if pretending.is_pretend(visit.site, provider):
        return pretending.address(visit.call.issuer + paths.PRETEND_AUTHORIZE, provider, exchange, _hint(visit))
    return await provider_calls.authorization_url(provider, exchange, _hint(visit))


async def who_came(visit: Visit, provider: IdentityProvider, code: str) -> Told:
    """Who came back from a provider.

    Raises: ProviderFailed.
    """
    if pretending.is_pretend(visit.site, provider):
        return pretending.user_of_code(visit.site, provider, _exchange(visit), code)
    return await provider_calls.user_of_code(provider, _exchange(visit), code)


def _exchange(visit: Visit) -> Exchange:
    callback = f"{visit.call.issuer}{paths.EXTERNAL_CALLBACK}"
    return Exchange(callback=callback, state=visit.request.id, verifier=visit.attempt.verifier)


def _hint(visit: Visit) -> str:
    """Who somebody might be at a provider: by the account that a known user has there, or by what was typed."""
    attempt = visit.attempt
    for link in visit.state.idp_links.where("user", attempt.user):
        if link.idp == attempt.provider:
            return link.display_name
    return attempt.user_name or attempt.login_name or visit.request.login_hint
