"""Who the user of a token is."""

from __future__ import annotations

from mockserver.access.oauth.claims import live_token, scopes_of
from mockserver.access.oauth.grants import asking_for_userinfo
from mockserver.access.oauth.problems import ACCESS_TOKEN_INVALID, ACCESS_TOKEN_MISSING, OAuthRefused
from mockserver.logins.script_failures import ClaimUnwritable
from mockserver.logins.telling import told_of
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import answer, unwritten
from mockserver.wire.oauth.call import Call

_BEARER = "Bearer "


async def userinfo(call: Call) -> Response:
    """`GET` or `POST /oidc/v1/userinfo`, with the token in the header or in the parameter `access_token`.

    A token that the API refuses for want of a scope is good here.

    Raises: OAuthRefused: ACCESS_TOKEN_MISSING, ACCESS_TOKEN_INVALID, and those of failing scripts.
    """
    parts = call.request.text(b"authorization").split(_BEARER)
    secret = parts[1] if len(parts) == 2 else call.parameter("access_token")
    if not secret:
        raise OAuthRefused(ACCESS_TOKEN_MISSING)
    state = call.instance.state
    token = live_token(state, secret, call.now)
    if token is None:
        raise OAuthRefused(ACCESS_TOKEN_INVALID)
    asking = asking_for_userinfo(state, state.users[token.user], token.client, scopes_of(token))
    try:
        told = await told_of(call.site, asking)
    except ClaimUnwritable as unwritable:
        return unwritten("UserInfo", unwritable.cause)
    return answer({**told.claims, **told.standard, "sub": token.user})
