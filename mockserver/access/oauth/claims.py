"""What is told of a user to whom its token's scopes allow it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mockserver.access.oauth.scopes import (
    OF_PERSONAL_ACCESS_TOKENS,
    ORGANISATION_PREFIX,
    PROFILE,
    RESOURCE_OWNER,
    audience_of,
)
from mockserver.domain.ids import Instant
from mockserver.domain.rows.users import Token, User
from mockserver.domain.state import InstanceState
from mockserver.domain.text import unique_name

_MICROS = 1_000_000


def live_token(state: InstanceState, secret: str, now: Instant) -> Token | None:
    """A token that has neither expired nor been ended with its user's, whether or not the API takes it."""
    token = state.tokens.get(secret)
    if token is None or token.expires <= now:
        return None
    user = state.users.get(token.user)
    return None if user is not None and token.sequence < user.tokens_ended else token


def scopes_of(token: Token) -> tuple[str, ...]:
    """What a token is worth; a personal access token was issued to no client."""
    return token.scopes if token.client else OF_PERSONAL_ACCESS_TOKENS


def user_claims(state: InstanceState, user: User, scopes: Sequence[str]) -> dict[str, Any]:
    """Claims of userinfo. A machine user has neither address nor phone number, so those scopes add nothing."""
    claims: dict[str, Any] = {"sub": user.id}
    if PROFILE in scopes:
        claims["name"] = user.name
        claims["preferred_username"] = user.user_name
        claims["updated_at"] = user.changed // _MICROS
    return claims | organisation_claims(state, user, scopes)


def organisation_claims(state: InstanceState, user: User, scopes: Sequence[str]) -> dict[str, Any]:
    """Claims about organisations, which tokens have too; empty unless the scopes ask for them."""
    claims: dict[str, Any] = {}
    asked = [scope.removeprefix(ORGANISATION_PREFIX) for scope in scopes if scope.startswith(ORGANISATION_PREFIX)]
    if asked:
        claims["urn:zitadel:iam:org:id"] = asked[0]
    if asked or RESOURCE_OWNER in scopes:
        organisation = state.known_organisations[user.organisation]
        claims[f"{RESOURCE_OWNER}:id"] = organisation.id
        claims[f"{RESOURCE_OWNER}:name"] = organisation.name
        claims[f"{RESOURCE_OWNER}:primary_domain"] = organisation.primary_domain
    return claims


def access_audience(state: InstanceState, user: User, client: str, scopes: Sequence[str]) -> list[str]:
    """Whom an access token is for.

    A machine user that logs in by itself is its own client, known by its user name; that is part of the audience only
    where the scopes name no project.

    Source: runs-login, runs-endpoints.
    """
    audience = audience_of(client, scopes, state.id)
    own = unique_name(client) == unique_name(user.user_name)
    return audience[:-1] if own and len(audience) > 1 else audience


def introspection(state: InstanceState, token: Token, issuer: str) -> dict[str, Any]:
    """What RFC 7662 tells of a live token, with the claims of its user; the user's name is part of the profile."""
    scopes = scopes_of(token)
    user = state.users[token.user]
    audience = access_audience(state, user, token.client, scopes) if token.client else [state.id]
    return {
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
        **user_claims(state, user, scopes),
    }
