"""What was granted, and the claims of the tokens that it is worth."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mockserver.access.oauth.applications import AS_JWT, project_of
from mockserver.access.oauth.claims import access_audience
from mockserver.access.oauth.clients import Client
from mockserver.access.oauth.scopes import API_AUDIENCE, audience_of
from mockserver.access.oauth.user_info import Asking, Claims, Purpose, UserInfo
from mockserver.domain.events import RowIssued
from mockserver.domain.ids import Instant, TokenId, UserId
from mockserver.domain.rows.users import Token, User
from mockserver.domain.state import InstanceState
from mockserver.domain.users import token_issued
from mockserver.settings import TokenLifetimes

PASSWORD = ("pwd",)
"""`amr` of a login with a secret (RFC 8176); a signed assertion has no value there."""

_MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Grant:
    """A user let a client act for it.

    Attributes:
        client: its id.
        scopes: what the client asked for.
        authenticated: when the user logged in.
        methods: how, as in the claim `amr`.
        nonce: the client's own, for its id_token; empty for none.
        session: id of the session, the claim `sid`; empty where no browser logged in.
        asserted: whether the user proved with a signed assertion of its own who it is.
        audience: whom the tokens of an application are for, as it was when the login began; empty for other clients.
    """

    user: UserId
    client: str
    scopes: tuple[str, ...]
    authenticated: Instant
    methods: tuple[str, ...] = ()
    nonce: str = ""
    session: str = ""
    asserted: bool = False
    audience: tuple[str, ...] = ()


def access_token(
    state: InstanceState, grant: Grant, token: TokenId, secret: str, now: Instant, lifetimes: TokenLifetimes
) -> RowIssued:
    """Issue an access token that has the user's roles; the API takes it only if the grant's scopes ask for that."""
    row = Token(
        id=token,
        secret=secret,
        user=grant.user,
        expires=Instant(now + lifetimes.access_token_s * _MICROS),
        for_api=API_AUDIENCE in grant.scopes or state.id in grant.audience,
        client=grant.client,
        scopes=grant.scopes,
        authenticated=grant.authenticated,
        methods=grant.methods,
        audience=grant.audience,
    )
    return token_issued(row)


def wants_jwt(user: User, client: Client) -> bool:
    """Whether an access token is a JWT: the application decides, of a machine user that is its own client the user."""
    return client.oidc.access_token_type == AS_JWT if client.oidc is not None else bool(user.access_token_type)


def asking_for_token(state: InstanceState, grant: Grant, client: Client, purpose: Purpose) -> Asking:
    """How much a token tells of its user: of a registered application what it asserts, of any other roles only."""
    app, user = client.oidc, state.users[grant.user]
    project = project_of(state, client.id) if client.app is not None else None
    if app is None:
        return Asking(purpose=purpose, user=user, client=grant.client, scopes=grant.scopes, profile=False)
    asserted = app.access_token_role_assertion if purpose is Purpose.ACCESS_TOKEN else app.id_token_role_assertion
    return Asking(
        purpose=purpose,
        user=user,
        client=grant.client,
        scopes=grant.scopes,
        project=project.id if project is not None else "",
        project_asserts_roles=project is not None and project.role_assertion,
        profile=app.id_token_userinfo_assertion,
        roles=asserted,
    )


def asking_for_userinfo(state: InstanceState, user: User, client: str, scopes: tuple[str, ...]) -> Asking:
    """How much userinfo tells a client of a user."""
    project = project_of(state, client)
    return Asking(
        purpose=Purpose.USERINFO,
        user=user,
        client=client,
        scopes=scopes,
        project=project.id if project is not None else "",
        project_asserts_roles=project is not None and project.role_assertion,
    )


def access_token_claims(
    state: InstanceState,
    grant: Grant,
    token: TokenId,
    told: UserInfo,
    *,
    issuer: str,
    now: Instant,
    lifetimes: TokenLifetimes,
    skew_s: int = 0,
) -> Claims:
    """Claims of an access token that is a JWT: no profile, which userinfo and introspection have.

    Source: runs-login, runs-context-of-machines.
    """
    user = state.users[grant.user]
    issued = now // _MICROS - skew_s
    return {
        **told.claims,
        "iss": issuer,
        "sub": user.id,
        "aud": list(grant.audience) or access_audience(state, user, grant.client, grant.scopes),
        "exp": now // _MICROS + lifetimes.access_token_s,
        "iat": issued,
        "nbf": issued,
        "client_id": grant.client,
        "jti": token,
    }


_READABLE: Mapping[str, Callable[[Any], bool]] = {
    "amr": lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    "auth_time": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "act": lambda value: isinstance(value, dict),
    **dict.fromkeys(("scope", "nonce", "azp", "acr"), lambda value: isinstance(value, str)),
}
"""What the real server must find in claims of an access token to read it again; null is always good."""


def is_readable(claims: Claims) -> bool:
    """Whether the real server can read an access token again whose claims scripts added to.

    Source: recordings/runs-claims-of-people.jsonl; that of `acr` is the real server's source.
    """
    return all(claims.get(name) is None or is_right(claims[name]) for name, is_right in _READABLE.items())


def id_token_claims(
    state: InstanceState,
    grant: Grant,
    told: UserInfo,
    *,
    issuer: str,
    secret: str,
    now: Instant,
    lifetimes: TokenLifetimes,
    skew_s: int = 0,
) -> Claims:
    """Claims of an id_token (OpenID Connect Core, section 2).

    It ends as it begins where the grant is an assertion, a quirk of the real server.

    Args:
        secret: the access token that comes with it, for `at_hash`; empty for none.
        skew_s: how far the application's clock may lie behind; how it shows is the real server's source.
    """
    at = now // _MICROS
    claims: Claims = {
        **told.claims,
        **told.standard,
        "iss": issuer,
        "sub": grant.user,
        "aud": list(grant.audience) or audience_of(grant.client, grant.scopes, state.id),
        "exp": at if grant.asserted else at + lifetimes.id_token_s,
        "iat": at - skew_s,
        "auth_time": grant.authenticated // _MICROS - skew_s,
        "azp": grant.client,
        "client_id": grant.client,
    }
    if secret:
        claims["at_hash"] = _half_hash(secret)
    if grant.methods:
        claims["amr"] = list(grant.methods)
    if grant.nonce:
        claims["nonce"] = grant.nonce
    if grant.session:
        claims["sid"] = grant.session
    return claims


def _half_hash(text: str) -> str:
    half = hashlib.sha256(text.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode("ascii")
