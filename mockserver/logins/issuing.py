"""From a grant to tokens."""

from __future__ import annotations

from typing import NamedTuple

from mockserver.access.keys import new_token
from mockserver.access.oauth.applications import GRANT_TYPES
from mockserver.access.oauth.clients import Client
from mockserver.access.oauth.grants import (
    Grant,
    access_token,
    access_token_claims,
    asking_for_token,
    id_token_claims,
    is_readable,
    wants_jwt,
)
from mockserver.access.oauth.problems import USER_NOT_ACTIVE, USER_NOT_FOUND, OAuthRefused
from mockserver.access.oauth.scopes import OFFLINE_ACCESS, OPENID
from mockserver.access.oauth.user_info import Purpose
from mockserver.domain.ids import TokenId
from mockserver.domain.rows.users import UserState
from mockserver.logins.site import Site
from mockserver.logins.telling import told_of

_NANOS = 1_000_000_000
_REFRESH_TOKEN = GRANT_TYPES.index("refresh_token")


class Issued(NamedTuple):
    """Tokens; empty text for what there is none of.

    Attributes:
        expires_in: seconds, one short of the lifetime, since on the real server time passes before the answer.
    """

    access_token: str
    expires_in: int
    refresh_token: str = ""
    id_token: str = ""


def require_user(site: Site, grant: Grant) -> None:
    """Refuse tokens of a user who is not there, or cannot log in.

    Raises: USER_NOT_FOUND, USER_NOT_ACTIVE (the real server's source).
    """
    user = site.state.users.get(grant.user)
    if user is None:
        raise OAuthRefused(USER_NOT_FOUND)
    if user.state not in {UserState.ACTIVE, UserState.INITIAL}:
        raise OAuthRefused(USER_NOT_ACTIVE)


async def issue(site: Site, grant: Grant, client: Client) -> Issued:
    """Issue an access token, with an ID token and a refresh token where scopes and client ask for them.

    Raises: as `require_user`.
    """
    require_user(site, grant)
    secret = await issue_access_token(site, grant, client)
    id_token = await sign_id_token(site, grant, client, secret) if OPENID in grant.scopes else ""
    refresh_token = ""
    if OFFLINE_ACCESS in grant.scopes and (client.oidc is None or _REFRESH_TOKEN in client.oidc.grant_types):
        idle_s, randomness = site.lifetimes.refresh_token_idle_s, site.instance.randomness
        refresh_token = site.oauth.refresh_tokens.issue(grant, secret, site.now, idle_s, randomness)
    return Issued(secret, max(site.lifetimes.access_token_s - 1, 0), refresh_token, id_token)


async def issue_access_token(site: Site, grant: Grant, client: Client) -> str:
    """Record an access token; returns it: a JWT where the client or the user is of that type, else opaque.

    A JWT that the server could not read again is recorded nowhere, so that no endpoint knows it.

    Raises: those of failing scripts.
    """
    instance, lifetimes = site.instance, site.lifetimes
    token = TokenId(instance.ids.next())
    if wants_jwt(site.state.users[grant.user], client):
        told = await told_of(site, asking_for_token(site.state, grant, client, Purpose.ACCESS_TOKEN))
        claims = access_token_claims(
            site.state, grant, token, told, issuer=site.issuer, now=site.now, lifetimes=lifetimes, skew_s=_skew(client)
        )
        secret = site.oauth.signing_key.sign(claims)
        if not is_readable(claims):
            return secret
    else:
        secret = new_token(instance.randomness)
    issued = site.oauth.access_tokens
    forgotten = issued.forget_expired(instance.state, instance.clock.now())
    instance.append(access_token(site.state, grant, token, secret, site.now, lifetimes), *forgotten)
    issued.add(secret)
    return secret


async def sign_id_token(site: Site, grant: Grant, client: Client, secret: str = "") -> str:
    """An ID token.

    Args:
        secret: the access token that comes with it; empty for none.
    """
    told = await told_of(site, asking_for_token(site.state, grant, client, Purpose.ID_TOKEN))
    claims = id_token_claims(
        site.state,
        grant,
        told,
        issuer=site.issuer,
        secret=secret,
        now=site.now,
        lifetimes=site.lifetimes,
        skew_s=_skew(client),
    )
    return site.oauth.signing_key.sign(claims)


def _skew(client: Client) -> int:
    return client.oidc.clock_skew // _NANOS if client.oidc is not None else 0
