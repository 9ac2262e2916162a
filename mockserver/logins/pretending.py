"""A pretend identity provider: an OpenID provider of this server's own, at which one chooses who comes from outside.

It is one like any other, with discovery, codes, tokens, userinfo and keys, below `/pretend`. A provider whose issuer is
`/pretend` of this server is asked without the network, so that it works wherever the server does.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from mockserver.access.keys import new_token
from mockserver.domain.rows.identity_providers import PRETEND, IdentityProvider, ProviderType
from mockserver.logins.provider_calls import Exchange, ProviderFailed, Told, authorization_parameters, s256
from mockserver.logins.site import Site

_LIFETIME_S: Final = 3600
_MOST: Final = 1_000


class Person(NamedTuple):
    """Somebody who can be chosen.

    Attributes:
        about: what is special about them.
    """

    label: str
    about: str
    claims: Mapping[str, Any]


def _person(sub: str, given: str, family: str, about: str, **more: Any) -> Person:
    claims = {
        "sub": sub,
        "name": f"{given} {family}",
        "given_name": given,
        "family_name": family,
        "preferred_username": f"{given.lower()}@outside.example",
        "email": f"{given.lower()}@outside.example",
        "email_verified": True,
    }
    return Person(f"{given} {family}", about, {**claims, **more})


PEOPLE: Final[Sequence[Person]] = (
    _person("outside-1", "Ada", "Outside", "all that a provider usually tells", nickname="Ada", locale="en"),
    _person("outside-2", "Bela", "Outside", "an address that is not verified", email_verified=False),
    _person("outside-3", "Cleo", "Outside", "groups, for scripts", groups=["staff", "editors"], locale="fr"),
    _person(
        "outside-4", "Dora", "Outside", "a verified phone number", phone_number="+41441234567",
        phone_number_verified=True,
    ),
    Person("Nobody in particular", "an id and nothing else", {"sub": "outside-5"}),
)  # fmt: skip
"""Prepared people."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asked of the pretend provider."""

    client: str
    redirect_uri: str
    scopes: tuple[str, ...] = ()
    nonce: str = ""
    challenge: str = ""


@dataclass(slots=True)
class Pretended:
    """Codes and tokens of an instance's pretend provider, the newest of each; a part of an instance."""

    codes: dict[str, tuple[Asked, Mapping[str, Any]]] = field(default_factory=dict)
    users: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """What userinfo tells, by access token."""

    def code(self, asked: Asked, claims: Mapping[str, Any]) -> str:
        """A code for somebody."""
        code = secrets.token_urlsafe(16)
        _kept(self.codes)[code] = asked, claims
        return code


def issuer_of(server: str) -> str:
    """The pretend provider's issuer.

    Args:
        server: URL by which the server is known.
    """
    return f"{server}{PRETEND}"


def is_pretend(site: Site, provider: IdentityProvider) -> bool:
    """Whether a provider is the pretend one of this server.

    It is if its issuer is `/pretend` of the host that a client knows the server by, or of the instance's domain, which
    tells no port; the scheme does not matter.
    """
    if provider.type != ProviderType.OIDC:
        return False
    try:
        here, there = urlsplit(issuer_of(site.issuer)), urlsplit(provider.issuer.rstrip("/"))
    except ValueError:  # it is no URL, which who asks it will be told
        return False
    if there.netloc == site.state.external_domain:
        return there.path == PRETEND
    return (here.netloc, here.path) == (there.netloc, there.path)


def address(page: str, provider: IdentityProvider, exchange: Exchange, login_hint: str = "") -> str:
    """Where one chooses who comes.

    Args:
        page: URL of the page.
    """
    return f"{page}?{urlencode(authorization_parameters(provider, exchange, login_hint))}"


def user_of_code(site: Site, provider: IdentityProvider, exchange: Exchange, code: str) -> Told:
    """Who came back with a code.

    Raises: ProviderFailed.
    """
    if not code:
        raise ProviderFailed("no auth code provided")
    tokens = redeemed(site, provider.client_id, exchange.callback, code, exchange.verifier, provider.issuer)
    if tokens is None:
        raise ProviderFailed('oauth2: "invalid_grant" "there is no such code"')
    claims = site.oauth.signing_key.verified(tokens["id_token"]) or {}
    info = claims if provider.is_id_token_mapping else site.instance.part(Pretended).users[tokens["access_token"]]
    return Told(info, tokens["access_token"], tokens["refresh_token"], tokens["id_token"], claims)


def redeemed(
    site: Site, client: str, redirect_uri: str, code: str, verifier: str, issuer: str
) -> dict[str, str] | None:
    """The tokens for a code, which is good once; None for one that is not, or is another client's."""
    pretended = site.instance.part(Pretended)
    asked, told = pretended.codes.pop(code, (None, {}))
    if asked is None or (asked.client, asked.redirect_uri) != (client, redirect_uri):
        return None
    if asked.challenge and s256(verifier) != asked.challenge:
        return None
    # The clock of the instance is for its own tokens; clients of a provider have the world's.
    now = int(time.time())
    claims = {**told, "iss": issuer, "aud": client, "iat": now, "exp": now + _LIFETIME_S}
    if asked.nonce:
        claims["nonce"] = asked.nonce
    access = new_token(site.instance.randomness)
    _kept(pretended.users)[access] = told
    return {
        "access_token": access,
        "token_type": "Bearer",
        "refresh_token": new_token(site.instance.randomness),
        "id_token": site.oauth.signing_key.sign(claims),
    }


def _kept(held: dict[str, Any]) -> dict[str, Any]:
    """The same, with room for one more."""
    if len(held) >= _MOST:
        del held[next(iter(held))]
    return held
