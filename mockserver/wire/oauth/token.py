"""The token endpoint: what a client gets tokens for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mockserver.access.oauth.assertion import user_of_assertion
from mockserver.access.oauth.clients import as_issued_to, named_client, user_of_secret
from mockserver.access.oauth.grants import PASSWORD, Grant
from mockserver.access.oauth.problems import (
    ASSERTION_MISSING,
    CODE_MISSING,
    CODE_REDIRECT_URI_MISSING,
    GRANT_TYPE_MISSING,
    REFRESH_TOKEN_INVALID,
    REFRESH_TOKEN_MISSING,
    TOKEN_EXCHANGE_DISABLED,
    USER_NOT_FOUND,
    OAuthRefused,
    grant_not_supported,
)
from mockserver.access.oauth.scopes import space_separated
from mockserver.wire.http import Response
from mockserver.wire.oauth.call import Call, Endpoint
from mockserver.wire.oauth.credentials import credentials_of
from mockserver.wire.oauth.issue import issue


def token(call: Call) -> Response:
    """`POST /oauth/v2/token`.

    Raises: OAuthRefused: GRANT_TYPE_MISSING, TOKEN_EXCHANGE_DISABLED, unsupported_grant_type, and those of each grant.
    """
    grant_type = call.parameter("grant_type")
    if not grant_type:
        raise OAuthRefused(GRANT_TYPE_MISSING)
    granted = GRANTS.get(grant_type)
    if grant_type == _TOKEN_EXCHANGE:
        raise OAuthRefused(TOKEN_EXCHANGE_DISABLED)
    if granted is None:
        raise OAuthRefused(grant_not_supported(grant_type))
    return granted(call)


def jwt_bearer(call: Call) -> Response:
    """A machine user's signed assertion (RFC 7523); the client is the user, by its name.

    Raises: ASSERTION_MISSING, ASSERTION_KEY_NOT_FOUND, ASSERTION_BROKEN.
    """
    assertion = call.parameter("assertion")
    if not assertion:
        raise OAuthRefused(ASSERTION_MISSING)
    user = user_of_assertion(call.instance.state, assertion, issuer=call.issuer, now=call.now)
    return issue(call, Grant(user.id, user.user_name, _scopes(call), call.now, asserted=True))


def client_credentials(call: Call) -> Response:
    """A machine user's name and secret.

    Raises: CLIENT_MISSING, CLIENT_NOT_FOUND, SECRET_NOT_EXISTING, SECRET_INVALID, BASIC_INVALID.
    """
    credentials = credentials_of(call)
    credentials.require_any()
    user = user_of_secret(call.instance.state, credentials)
    return issue(call, Grant(user.id, credentials.client, _scopes(call), call.now, PASSWORD))


def authorization_code(call: Call) -> Response:
    """A code from the authorization endpoint.

    Raises: CLIENT_MISSING, CLIENT_ASSERTION_INVALID, CODE_MISSING, CODE_REDIRECT_URI_MISSING, USER_NOT_FOUND (removed
        meanwhile), and those of `AuthorizationCodes.redeem`.
    """
    client = _client(call)
    code = call.parameter("code")
    if not code:
        raise OAuthRefused(CODE_MISSING)
    redirect_uri = call.parameter("redirect_uri")
    if not redirect_uri:
        raise OAuthRefused(CODE_REDIRECT_URI_MISSING)
    verifier = call.parameter("code_verifier")
    redeemed = call.oauth.codes.redeem(code, client=client, redirect_uri=redirect_uri, verifier=verifier, now=call.now)
    if redeemed.grant.user not in call.instance.state.users:
        raise OAuthRefused(USER_NOT_FOUND)
    return issue(call, redeemed.grant)


def refresh_token(call: Call) -> Response:
    """A refresh token, in exchange for which a new one is given. The access token from before stays valid.

    Raises: CLIENT_MISSING, CLIENT_ASSERTION_INVALID, REFRESH_TOKEN_MISSING, REFRESH_TOKEN_INVALID,
        SCOPE_EXCEEDS_GRANT.
    """
    client = _client(call)
    secret = call.parameter("refresh_token")
    if not secret:
        raise OAuthRefused(REFRESH_TOKEN_MISSING)
    asked = _scopes(call)
    known = call.oauth.refresh_tokens.find(secret, call.now)
    if known is not None:
        client = as_issued_to(call.instance.state, client, known.grant.client)
    grant = call.oauth.refresh_tokens.redeem(secret, client=client, scopes=asked, now=call.now).grant
    if grant.user not in call.instance.state.users:
        raise OAuthRefused(REFRESH_TOKEN_INVALID)
    return issue(call, replace(grant, scopes=asked or grant.scopes, nonce=""))


GRANTS: Mapping[str, Endpoint] = {
    "authorization_code": authorization_code,
    "refresh_token": refresh_token,
    "client_credentials": client_credentials,
    "urn:ietf:params:oauth:grant-type:jwt-bearer": jwt_bearer,
}
"""By `grant_type`."""

_TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 (a name of RFC 8693)
"""Switched off on a real server that nobody switched it on for (runs-login)."""


def _scopes(call: Call) -> tuple[str, ...]:
    return space_separated(call.parameter("scope"))


def _client(call: Call) -> str:
    return named_client(call.instance.state, credentials_of(call), issuer=call.issuer, now=call.now)
