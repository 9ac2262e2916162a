"""What was granted, and the tokens that it is worth."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from mockserver.access.oauth.claims import access_audience, organisation_claims
from mockserver.access.oauth.scopes import API_AUDIENCE, audience_of
from mockserver.domain.events import RowAdded
from mockserver.domain.ids import Instant, TokenId, UserId
from mockserver.domain.rows.users import Token
from mockserver.domain.state import InstanceState
from mockserver.domain.users import token_added
from mockserver.settings import TokenLifetimes

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
        session: id of the browser's session, the claim `sid`; empty where no browser logged in.
        asserted: whether the user proved with a signed assertion of its own who it is.
    """

    user: UserId
    client: str
    scopes: tuple[str, ...]
    authenticated: Instant
    methods: tuple[str, ...] = ()
    nonce: str = ""
    session: str = ""
    asserted: bool = False


def access_token(grant: Grant, token: TokenId, secret: str, now: Instant, lifetimes: TokenLifetimes) -> RowAdded:
    """Issue an access token that has the user's roles; the API takes it only if the grant's scopes ask for that."""
    row = Token(
        id=token,
        secret=secret,
        user=grant.user,
        expires=Instant(now + lifetimes.access_token_s * _MICROS),
        for_api=API_AUDIENCE in grant.scopes,
        client=grant.client,
        scopes=grant.scopes,
        authenticated=grant.authenticated,
        methods=grant.methods,
    )
    return token_added(row)


def access_token_claims(
    state: InstanceState, grant: Grant, token: TokenId, *, issuer: str, now: Instant, lifetimes: TokenLifetimes
) -> dict[str, Any]:
    """Claims of an access token that is a JWT: no profile, which userinfo and introspection have.

    Source: runs-login, runs-context-of-machines.
    """
    user = state.users[grant.user]
    return {
        "iss": issuer,
        "sub": user.id,
        "aud": access_audience(state, user, grant.client, grant.scopes),
        "exp": now // _MICROS + lifetimes.access_token_s,
        "iat": now // _MICROS,
        "nbf": now // _MICROS,
        "client_id": grant.client,
        "jti": token,
        **organisation_claims(state, user, grant.scopes),
    }


def id_token_claims(
    state: InstanceState, grant: Grant, *, issuer: str, secret: str, now: Instant, lifetimes: TokenLifetimes
) -> dict[str, Any]:
    """Claims of an id_token (OpenID Connect Core, section 2).

    It ends as it begins where the grant is an assertion, a quirk of the real server.

    Args:
        secret: the access token that comes with it, for `at_hash`.
    """
    issued = now // _MICROS
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": grant.user,
        "aud": audience_of(grant.client, grant.scopes, state.id),
        "exp": issued if grant.asserted else issued + lifetimes.id_token_s,
        "iat": issued,
        "auth_time": grant.authenticated // _MICROS,
        "azp": grant.client,
        "client_id": grant.client,
        "at_hash": _half_hash(secret),
    }
    if grant.methods:
        claims["amr"] = list(grant.methods)
    if grant.nonce:
        claims["nonce"] = grant.nonce
    if grant.session:
        claims["sid"] = grant.session
    return claims | organisation_claims(state, state.users[grant.user], grant.scopes)


def _half_hash(text: str) -> str:
    half = hashlib.sha256(text.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode("ascii")
