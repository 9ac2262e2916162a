"""Whether a token is alive, and whose it is."""

from __future__ import annotations

from mockserver.access.oauth.claims import introspection, live_token
from mockserver.access.oauth.clients import authenticated_client
from mockserver.access.oauth.problems import TOKEN_MISSING, OAuthRefused
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import answer
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.credentials import credentials_of


def introspect(call: Call) -> Response:
    """`POST /oauth/v2/introspect` (RFC 7662); a token that is not alive is `{"active":false}`, not an error.

    On the real server only applications may ask, and only for tokens of their project. The mock has neither: a machine
    user asks, with its secret or an assertion, for any token.

    Raises: OAuthRefused: CLIENT_MISSING, CLIENT_NOT_AUTHENTICATED, CLIENT_UNAUTHORISED, BASIC_INVALID, TOKEN_MISSING.
    """
    state = call.instance.state
    authenticated_client(state, credentials_of(call), issuer=call.issuer, now=call.now)
    secret = call.parameter("token")
    if not secret:
        raise OAuthRefused(TOKEN_MISSING)
    token = live_token(state, secret, call.now)
    return answer({"active": False} if token is None else introspection(state, token, call.issuer))
