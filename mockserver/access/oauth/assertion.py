"""JWTs by which machine users and applications prove who they are (RFC 7523), signed with a key of theirs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.access.oauth.problems import ASSERTION_BROKEN, ASSERTION_KEY_NOT_FOUND, OAuthRefused
from mockserver.access.oauth.signing import ALGORITHM
from mockserver.domain.app_keys import is_shown
from mockserver.domain.ids import Instant, KeyId, UserId
from mockserver.domain.rows.apps import App
from mockserver.domain.rows.users import User
from mockserver.domain.state import InstanceState
from mockserver.later import Later

if TYPE_CHECKING:
    from joserfc import errors, jwk, jws
else:
    errors, jwk, jws = Later("joserfc.errors"), Later("joserfc.jwk"), Later("joserfc.jws")

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

_MAX_AGE_S = 3600
_CLOCK_OFFSET_S = 1
"""How far `iat` may lie ahead, and how long at least an assertion must still be valid."""


class _Read(NamedTuple):
    """An assertion that nobody verified."""

    text: str
    claims: dict[str, Any]
    key: str


def issuer_of_assertion(assertion: str) -> str:
    """Who an assertion says that it is from.

    Raises: ASSERTION_BROKEN.
    """
    return str(_read(assertion).claims.get("iss", ""))


def user_of_assertion(state: InstanceState, assertion: str, *, issuer: str, now: Instant) -> User:
    """The machine user whose key signed an assertion.

    `iss` and `sub` are the user's id, header `kid` is the id of its key, `aud` contains the issuer, `exp` lies ahead,
    and `iat` is at most an hour old.

    Raises: ASSERTION_KEY_NOT_FOUND (unknown user, or a key that is unknown or expired), ASSERTION_BROKEN (all else;
        what exactly is in the exception's reason only, as on the real server).
    """
    read = _read(assertion)
    _require_claims(read.claims, issuer, now)
    user = state.users.get(UserId(str(read.claims["sub"])))
    key = state.machine_keys.get(KeyId(read.key))
    if user is None or key is None or key.user != user.id or key.expires <= now:
        reason = f"user {read.claims['sub']!r} has no valid key {read.key!r}"
        raise OAuthRefused(ASSERTION_KEY_NOT_FOUND, reason)
    _verify(read, key.public_key)
    return user


def require_assertion_of_app(state: InstanceState, app: App, assertion: str, *, issuer: str, now: Instant) -> None:
    """Let an application prove by one of its keys who it is; `iss` and `sub` are its client id.

    Raises: as `user_of_assertion`.
    """
    read = _read(assertion)
    _require_claims(read.claims, issuer, now)
    found = state.app_keys.get(KeyId(read.key))
    own = found is not None and found.app == app.id and is_shown(state, found) and found.expires > now
    if found is None or not own or read.claims["sub"] != app.client_id:
        raise OAuthRefused(ASSERTION_KEY_NOT_FOUND, f"client {app.client_id!r} has no valid key {read.key!r}")
    _verify(read, found.public_key)


def _read(assertion: str) -> _Read:
    try:
        signature = jws.extract_compact(assertion.encode(), registry=_any_header())
        claims = json.loads(signature.payload)
    except (errors.JoseError, ValueError, RecursionError) as error:
        raise _broken(f"not a JWT: {error}") from None
    if not isinstance(claims, dict):
        raise _broken("the payload is no JSON object")
    return _Read(assertion, claims, str(signature.headers().get("kid", "")))


def _verify(read: _Read, public_key: bytes) -> None:
    try:
        jws.deserialize_compact(read.text, jwk.RSAKey.import_key(public_key), registry=_any_header())
    except errors.JoseError as error:
        raise _broken(f"signature: {error}") from None


def _require_claims(claims: dict[str, Any], issuer: str, now: Instant) -> None:
    audience = claims.get("aud")
    if issuer not in (audience if isinstance(audience, list) else [audience]):
        raise _broken(f"aud {audience!r} does not contain {issuer!r}")
    now_s = now / 1_000_000
    # A number that is none (NaN) is on no side of a limit, so each limit says what is let through.
    if not _seconds(claims, "exp") > now_s + _CLOCK_OFFSET_S:
        raise _broken("exp has passed")
    if not now_s - _MAX_AGE_S <= _seconds(claims, "iat") <= now_s + _CLOCK_OFFSET_S:
        raise _broken("iat is more than an hour old, or lies ahead")
    if not claims.get("sub") or claims.get("iss") != claims["sub"]:
        raise _broken("iss is not sub")


def _seconds(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _broken(f"{name} is no number")
    return value


def _broken(reason: str) -> OAuthRefused:
    return OAuthRefused(ASSERTION_BROKEN, reason)


def _any_header() -> jws.JWSRegistry:
    """Takes headers of any form, as long as the algorithm is ours."""
    return jws.JWSRegistry(algorithms=[ALGORITHM], strict_check_header=False)
