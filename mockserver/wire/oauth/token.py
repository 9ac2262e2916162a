"""The token endpoint: what a client gets tokens for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mockserver.access.oauth.assertion import user_of_assertion
from mockserver.access.oauth.auth_requests import Progress
from mockserver.access.oauth.clients import Client, as_issued_to, user_of_secret
from mockserver.access.oauth.grants import PASSWORD, Grant
from mockserver.access.oauth.problems import (
    ASSERTION_MISSING,
    CODE_MISSING,
    CODE_REDIRECT_URI_MISSING,
    DEVICE_CODE_MISSING,
    GRANT_TYPE_MISSING,
    REFRESH_TOKEN_INVALID,
    REFRESH_TOKEN_MISSING,
    TOKEN_EXCHANGE_DISABLED,
    OAuthRefused,
    grant_not_supported,
)
from mockserver.access.oauth.scopes import space_separated
from mockserver.domain.oidc_compliance import AuthMethod
from mockserver.wire.http import Answer
from mockserver.wire.oauth.call import Call, Endpoint
from mockserver.wire.oauth.credentials import client_of, credentials_of
from mockserver.wire.oauth.issue import issue
from mockserver.wire.oauth.revoke import revoke_access_token


def token(call: Call) -> Answer:
    """`POST /oauth/v2/token`.

    Raises: OAuthRefused: GRANT_TYPE_MISSING, unsupported_grant_type, and those of each grant.
    """
    grant_type = call.parameter("grant_type")
    if not grant_type:
        raise OAuthRefused(GRANT_TYPE_MISSING)
    granted = _ALL.get(grant_type)
    if granted is None:
        raise OAuthRefused(grant_not_supported(grant_type))
    return granted(call)


def jwt_bearer(call: Call) -> Answer:
    """A machine user's signed assertion (RFC 7523); the client is the user, by its name.

    Raises: ASSERTION_MISSING, ASSERTION_KEY_NOT_FOUND, ASSERTION_BROKEN, USER_NOT_ACTIVE.
    """
    assertion = call.parameter("assertion")
    if not assertion:
        raise OAuthRefused(ASSERTION_MISSING)
    user = user_of_assertion(call.instance.state, assertion, issuer=call.issuer, now=call.now)
    grant = Grant(user.id, user.user_name, _scopes(call), call.now, asserted=True)
    return issue(call, grant, Client(user.user_name))


def client_credentials(call: Call) -> Answer:
    """A machine user's name and secret.

    Raises: CLIENT_MISSING, CLIENT_NOT_FOUND, SECRET_NOT_EXISTING, SECRET_INVALID, BASIC_INVALID, USER_NOT_ACTIVE.
    """
    credentials = credentials_of(call)
    credentials.require_any()
    user = user_of_secret(call.instance.state, credentials)
    grant = Grant(user.id, credentials.client, _scopes(call), call.now, PASSWORD)
    return issue(call, grant, Client(credentials.client))


def authorization_code(call: Call) -> Answer:
    """A code from the authorization endpoint.

    Raises: those of `named_client`, unauthorized_client, CODE_MISSING, CODE_REDIRECT_URI_MISSING, USER_NOT_FOUND
        (removed meanwhile), USER_NOT_ACTIVE, and those of `AuthorizationCodes.redeem`.
    """
    client = _client(call)
    code = call.parameter("code")
    if not code:
        raise OAuthRefused(CODE_MISSING)
    redirect_uri = call.parameter("redirect_uri")
    if not redirect_uri:
        raise OAuthRefused(CODE_REDIRECT_URI_MISSING)
    redeemed = call.oauth.codes.redeem(
        code,
        client=client.id,
        redirect_uri=redirect_uri,
        verifier=call.parameter("code_verifier"),
        now=call.now,
        confidential=client.oidc is not None and client.oidc.auth_method != AuthMethod.NONE,
    )
    call.oauth.requests.advance(redeemed.request, Progress.DONE)
    return issue(call, redeemed.grant, client)


def refresh_token(call: Call) -> Answer:
    """A refresh token, in exchange for which a new one is given; the access token from before is good no more.

    Scopes that are asked for must have been granted; the tokens have all that were, as on the real server.

    Raises: those of `named_client`, unauthorized_client, REFRESH_TOKEN_MISSING, REFRESH_TOKEN_INVALID,
        REFRESH_TOKEN_SPENT, SCOPE_EXCEEDS_GRANT, USER_NOT_ACTIVE.
    Source: recordings/runs-login.jsonl, runs-endpoints.jsonl.
    """
    client = _client(call)
    secret = call.parameter("refresh_token")
    if not secret:
        raise OAuthRefused(REFRESH_TOKEN_MISSING)
    asked = _scopes(call)
    known = call.oauth.refresh_tokens.find(secret, call.now)
    name = as_issued_to(call.instance.state, client.id, known.grant.client) if known is not None else client.id
    refresh = call.oauth.refresh_tokens.redeem(secret, client=name, scopes=asked, now=call.now)
    grant = refresh.grant
    if grant.user not in call.instance.state.users:
        raise OAuthRefused(REFRESH_TOKEN_INVALID)
    revoke_access_token(call, refresh.access_token)
    return issue(call, grant, replace(client, id=name))


def device_code(call: Call) -> Answer:
    """A device that somebody let in (RFC 8628).

    Raises: those of `named_client`, unauthorized_client, DEVICE_CODE_MISSING, and those of `Devices.redeem`.
    """
    client = _client(call)
    secret = call.parameter("device_code")
    if not secret:
        raise OAuthRefused(DEVICE_CODE_MISSING)
    grant = call.oauth.devices.redeem(secret, client=client.id, now=call.now)
    return issue(call, grant, client)


def token_exchange(call: Call) -> Answer:
    """Nothing: it is switched off on a real server that nobody switched it on for (runs-login).

    Raises: those of `named_client`, unauthorized_client, TOKEN_EXCHANGE_DISABLED.
    """
    if credentials_of(call).client or call.parameter("client_assertion"):
        _client(call)
    raise OAuthRefused(TOKEN_EXCHANGE_DISABLED)


GRANTS: Mapping[str, Endpoint] = {
    "authorization_code": authorization_code,
    "refresh_token": refresh_token,
    "client_credentials": client_credentials,
    "urn:ietf:params:oauth:grant-type:jwt-bearer": jwt_bearer,
    "urn:ietf:params:oauth:grant-type:device_code": device_code,
}
"""By `grant_type`."""

_ALL = {**GRANTS, "urn:ietf:params:oauth:grant-type:token-exchange": token_exchange}


def _scopes(call: Call) -> tuple[str, ...]:
    return space_separated(call.parameter("scope"))


def _client(call: Call) -> Client:
    """The client, which may use the grant that it asks with.

    Raises: those of `named_client`, unauthorized_client.
    """
    client = client_of(call)
    client.require_grant(call.parameter("grant_type"))
    return client
