"""People who come from the pretend provider of the server itself."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from mockserver.domain.rows.identity_providers import IDENTITY_PROVIDERS, IdentityProvider, ProviderOptions
from mockserver.domain.rows.login_policies import LOGIN_POLICIES, LoginPolicy
from mockserver.domain.rows.users import Human, User
from mockserver.wire.http import Response
from tests.oauth.provider import Provider, header
from tests.oauth.registered import Page, add, add_app, add_project, home, open_login

IDP = "700000000000000100"
ANYTHING = ProviderOptions(is_linking_allowed=True, is_creation_allowed=True, is_auto_creation=True)
ASKS = replace(ANYTHING, is_auto_creation=False)
LOGIN = "http://localhost:8080/ui/login/login/externalidp/callback"


def client_with_provider(provider: Provider, options: ProviderOptions = ANYTHING, **policy: Any) -> str:
    """The client id of an application, whose organisation lets people come from the pretend provider."""
    add_project(provider)
    row = IdentityProvider(
        id=IDP,
        owner=home(provider),
        name="Outside",
        type=1,
        client_id="here",
        client_secret="secret",
        options=options,
        issuer="http://localhost:8080/pretend",
        use_pkce=True,
    )
    add(provider, "org.idp.added", IDENTITY_PROVIDERS, row)
    usual = {"allow_username_password": True, "allow_register": True, "allow_external_idp": True, "idps": (IDP,)}
    add(provider, "org.policy.login.added", LOGIN_POLICIES, LoginPolicy(owner=home(provider), **{**usual, **policy}))
    return add_app(provider).client_id


def scoped(provider: Provider) -> str:
    """The scopes of a login in the organisation."""
    return f"openid profile urn:zitadel:iam:org:id:{home(provider)}"


def follow(provider: Provider, address: str) -> Response:
    """Follow a link or a redirect on this server."""
    url = urlsplit(unescape(address))
    return provider.call("GET", url.path, query=dict(parse_qsl(url.query)))


def go_outside(provider: Provider, client: str) -> Page:
    """The page of the pretend provider, by the link on the page of the login."""
    shown = open_login(provider, client, scope=scoped(provider))
    (link,) = re.findall(r'href="([^"]*/externalidp[^"]*)"', shown.text)
    return Page(follow(provider, header(follow(provider, link), "location")))


def come(provider: Provider, outside: Page, **chosen: str) -> Response:
    """Come back from there as somebody; returns what the login answers."""
    action, fields = outside.form()
    answer = provider.call("POST", action, form={**fields, **chosen})
    assert header(answer, "location").startswith(f"{LOGIN}?")
    return follow(provider, header(answer, "location"))


def come_typed(provider: Provider, client: str, **claims: str) -> Response:
    """Come from outside as somebody whose claims are typed."""
    return come(provider, go_outside(provider, client), person="", typed="true", **claims)


def people(provider: Provider) -> dict[str, tuple[User, Human]]:
    """All people of the instance by user name."""
    return {user.user_name: (user, user.human) for user in provider.instance.state.users if user.human is not None}


def links(provider: Provider) -> list[tuple[str, str, str]]:
    """All links: user, account, name there."""
    return [(link.user, link.external_user, link.display_name) for link in provider.instance.state.idp_links]
