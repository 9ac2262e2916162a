"""Claims of tokens and of introspection that tell of the token; what tells of its user is in user_info.py."""

from __future__ import annotations

from collections.abc import Sequence

from mockserver.access.oauth.scopes import OF_PERSONAL_ACCESS_TOKENS, PROFILE, audience_of
from mockserver.access.oauth.user_info import Claims, UserInfo
from mockserver.domain.ids import Instant
from mockserver.domain.rows.apps import App
from mockserver.domain.rows.users import Token, User
from mockserver.domain.state import InstanceState
from mockserver.domain.text import unique_name

_MICROS = 1_000_000


def live_token(state: InstanceState, secret: str, now: Instant) -> Token | None:
    """A token that has not expired and whose user was not locked since, whether or not the API takes it."""
    token = state.tokens.get(secret)
    if token is None or token.expires <= now:
        return None
    user = state.users.get(token.user)
    return token if user is not None and token.sequence >= user.tokens_ended else None


def scopes_of(token: Token) -> tuple[str, ...]:
    """What a token is worth; a personal access token was issued to no client, and has no scopes but of its own kind."""
    return token.scopes if token.client or token.scopes else OF_PERSONAL_ACCESS_TOKENS


def access_audience(state: InstanceState, user: User, client: str, scopes: Sequence[str]) -> list[str]:
    """Whom an access token is for that no application asked for.

    A machine user that logs in by itself is its own client, known by its user name; that is part of the audience only
    where the scopes name no project.

    Source: runs-login, runs-endpoints.
    """
    audience = audience_of(client, scopes, state.id)
    own = unique_name(client) == unique_name(user.user_name)
    return audience[:-1] if own and len(audience) > 1 else audience


def audience_of_token(state: InstanceState, token: Token, asking: App | None) -> list[str]:
    """Whom a token is for, as an application is told: a personal access token for whoever asks.

    Args:
        asking: the application; None for any other client, to whom a personal access token is for the API.

    Source: recordings/runs-endpoints.jsonl.
    """
    if token.audience:
        return list(token.audience)
    if not token.client:
        return [state.id] if asking is None else [asking.client_id, asking.project]
    return access_audience(state, state.users[token.user], token.client, token.scopes)


def introspection(state: InstanceState, token: Token, told: UserInfo, audience: list[str], issuer: str) -> Claims:
    """What RFC 7662 tells of a live token, with what is told of its user; the user's name is part of the profile."""
    scopes = scopes_of(token)
    user = state.users[token.user]
    return {
        **told.claims,
        **told.standard,
        "active": True,
        "scope": " ".join(scopes),
        **({"client_id": token.client} if token.client else {}),
        "token_type": "Bearer",
        "exp": token.expires // _MICROS,
        "iat": token.created // _MICROS,
        **({"auth_time": token.authenticated // _MICROS} if token.client else {}),
        "nbf": token.created // _MICROS,
        "sub": user.id,
        "aud": audience,
        **({"amr": list(token.methods)} if token.methods else {}),
        "iss": issuer,
        "jti": token.id,
        **({"username": user.user_name} if PROFILE in scopes else {}),
    }
