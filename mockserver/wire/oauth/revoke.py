"""Taking tokens back."""

from __future__ import annotations

from mockserver.access.oauth.claims import live_token
from mockserver.access.oauth.clients import as_issued_to
from mockserver.access.oauth.problems import TOKEN_MISSING, TOKEN_OF_OTHER_CLIENT, OAuthRefused
from mockserver.domain.ids import UserId
from mockserver.domain.users import token_forgotten
from mockserver.wire.http import Response
from mockserver.wire.oauth.answers import empty
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.credentials import client_of


def revoke(call: Call) -> Response:
    """`POST /oauth/v2/revoke` (RFC 7009). A refresh token takes its access token with it; an unknown token is no error.

    Raises: OAuthRefused: those of `named_client`, BASIC_INVALID, TOKEN_MISSING, TOKEN_OF_OTHER_CLIENT (personal access
        tokens, which belong to none, included).
    """
    client = client_of(call).id
    secret = call.parameter("token")
    if not secret:
        raise OAuthRefused(TOKEN_MISSING)
    refresh_tokens = call.oauth.refresh_tokens
    refresh = refresh_tokens.find(secret, call.now)
    if refresh is None:
        _revoke_access_token(call, secret, client)
    else:
        client = as_issued_to(call.instance.state, client, refresh.grant.client)
        refresh_tokens.revoke(secret, client=client)
        _revoke_access_token(call, refresh.access_token, client)
    return empty()


def revoke_all(call: Call, user: UserId, client: str) -> None:
    """Take back all tokens that a user let a client have."""
    call.oauth.refresh_tokens.revoke_all(user, client)
    tokens = call.instance.state.tokens.where("user", user)
    gone = [token_forgotten(token) for token in tokens if token.client == client]
    if gone:
        call.instance.append_all(gone)


def revoke_access_token(call: Call, secret: str) -> None:
    """Take back an access token, if it is alive."""
    token = live_token(call.instance.state, secret, call.now)
    if token is not None:
        call.instance.append(token_forgotten(token))


def _revoke_access_token(call: Call, secret: str, client: str) -> None:
    token = live_token(call.instance.state, secret, call.now)
    if token is None:
        return
    if token.client != as_issued_to(call.instance.state, client, token.client):
        raise OAuthRefused(TOKEN_OF_OTHER_CLIENT)
    call.instance.append(token_forgotten(token))
