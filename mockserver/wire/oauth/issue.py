"""From a grant to the token endpoint's answer."""

from __future__ import annotations

import msgspec

from mockserver.access.keys import new_token
from mockserver.access.oauth.grants import Grant, access_token, access_token_claims, id_token_claims
from mockserver.access.oauth.scopes import OFFLINE_ACCESS, OPENID
from mockserver.domain.ids import TokenId
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import answer
from mockserver.wire.oauth.call import Call


class TokenAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 6749, section 5.1, with what OpenID Connect adds."""

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str = ""
    id_token: str = ""


def issue(call: Call, grant: Grant) -> Response:
    """Record an access token and answer it, with an id_token and a refresh token where the scopes ask for them.

    `expires_in` is a second short of the lifetime, since on the real server time passes before the answer.

    Args:
        grant: of a user that exists.
    """
    instance, lifetimes = call.instance, call.settings.token_lifetimes
    token = TokenId(instance.ids.next())
    secret = _secret(call, grant, token)
    issued = call.oauth.access_tokens
    forgotten = issued.forget_expired(instance.state, instance.clock.now())
    instance.append(access_token(grant, token, secret, call.now, lifetimes), *forgotten)
    issued.add(secret)
    refresh_token = id_token = ""
    if OFFLINE_ACCESS in grant.scopes:
        idle_s = lifetimes.refresh_token_idle_s
        refresh_token = call.oauth.refresh_tokens.issue(grant, secret, call.now, idle_s, instance.randomness)
    if OPENID in grant.scopes:
        claims = id_token_claims(
            instance.state, grant, issuer=call.issuer, secret=secret, now=call.now, lifetimes=lifetimes
        )
        id_token = call.oauth.signing_key.sign(claims)
    return answer(TokenAnswer(secret, "Bearer", max(lifetimes.access_token_s - 1, 0), refresh_token, id_token))


def _secret(call: Call, grant: Grant, token: TokenId) -> str:
    """The access token itself: a JWT for users of that type, else opaque."""
    state = call.instance.state
    if not state.users[grant.user].access_token_type:
        return new_token(call.instance.randomness)
    lifetimes = call.settings.token_lifetimes
    claims = access_token_claims(state, grant, token, issuer=call.issuer, now=call.now, lifetimes=lifetimes)
    return call.oauth.signing_key.sign(claims)
