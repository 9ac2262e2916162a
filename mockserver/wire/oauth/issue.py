"""From a grant to the token endpoint's answer."""

from __future__ import annotations

import msgspec

from mockserver.access.keys import new_token
from mockserver.access.oauth.grants import ACCESS_TOKEN_LIFETIME_S, Grant, access_token, id_token_claims
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
    state: str = ""


def issue(call: Call, grant: Grant, state: str = "") -> Response:
    """Record an access token and answer it, with an id_token and a refresh token where the scopes ask for them.

    Args:
        grant: of a user that exists.
        state: the client's own, from the authorization request.
    """
    instance = call.instance
    secret = new_token(instance.randomness)
    issued = call.oauth.access_tokens
    forgotten = issued.forget_expired(instance.state, instance.clock.now())
    instance.append(access_token(grant, TokenId(instance.ids.next()), secret, call.now), *forgotten)
    issued.add(secret)
    refresh_token = id_token = ""
    if OFFLINE_ACCESS in grant.scopes:
        refresh_token = call.oauth.refresh_tokens.issue(grant, secret, call.now, instance.randomness)
    if OPENID in grant.scopes:
        claims = id_token_claims(
            grant, issuer=call.issuer, zitadel_project=instance.state.id, secret=secret, now=call.now
        )
        id_token = call.oauth.signing_key.sign(claims)
    return answer(TokenAnswer(secret, "Bearer", ACCESS_TOKEN_LIFETIME_S, refresh_token, id_token, state))
