"""What was granted, and the tokens that it is worth."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from mockserver.access.oauth.scopes import API_AUDIENCE, audience_of
from mockserver.domain.events import TokenAdded
from mockserver.domain.ids import Instant, TokenId, UserId

ACCESS_TOKEN_LIFETIME_S = 43_199
PASSWORD = ("pwd",)
"""`amr` of a login with a secret (RFC 8176); a signed assertion has no value there."""

_MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Grant:
    """A user let a client act for it.

    Attributes:
        scopes: what the client asked for.
        authenticated: when the user logged in.
        methods: how, as in the claim `amr`.
        nonce: the client's own, for its id_token; empty for none.
    """

    user: UserId
    client: str
    scopes: tuple[str, ...]
    authenticated: Instant
    methods: tuple[str, ...] = ()
    nonce: str = ""


def access_token(grant: Grant, token: TokenId, secret: str, now: Instant) -> TokenAdded:
    """Issue an access token that has the user's roles; the API takes it only if the grant's scopes ask for that."""
    return TokenAdded(
        grant.user,
        token,
        secret,
        Instant(now + ACCESS_TOKEN_LIFETIME_S * _MICROS),
        for_api=API_AUDIENCE in grant.scopes,
        client=grant.client,
        scopes=grant.scopes,
    )


def id_token_claims(grant: Grant, *, issuer: str, zitadel_project: str, secret: str, now: Instant) -> dict[str, Any]:
    """Claims of an id_token (OpenID Connect Core, section 2).

    Args:
        secret: the access token that comes with it, for `at_hash`.
    """
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": grant.user,
        "aud": audience_of(grant.client, grant.scopes, zitadel_project),
        "exp": now // _MICROS + ACCESS_TOKEN_LIFETIME_S,
        "iat": now // _MICROS,
        "auth_time": grant.authenticated // _MICROS,
        "azp": grant.client,
        "client_id": grant.client,
        "at_hash": _half_hash(secret),
    }
    if grant.methods:
        claims["amr"] = list(grant.methods)
    if grant.nonce:
        claims["nonce"] = grant.nonce
    return claims


def _half_hash(text: str) -> str:
    half = hashlib.sha256(text.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode("ascii")
