"""Asking identity providers: where to send a browser, and who came back from there.

OpenID providers tell where everything is by discovery; servers of OAuth are configured. All calls are bounded in time
and in size, and their library is imported by the first of them.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import hashlib
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

import msgspec

from mockserver.domain.rows.identity_providers import IdentityProvider, ProviderType
from mockserver.later import Later

if TYPE_CHECKING:
    import httpx
    from joserfc import errors, jwk, jwt
else:
    httpx = Later("httpx")
    errors, jwk, jwt = Later("joserfc.errors"), Later("joserfc.jwk"), Later("joserfc.jwt")

TIMEOUT_S: Final = 15.0
"""Of all that one step of a login asks a provider."""
MAX_ANSWER_BYTES: Final = 1_000_000
_ALGORITHMS = ("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA")
_LEEWAY_S = 60
_OK, _BAD = 200, 400


class ProviderFailed(Exception):
    """A provider refused, or answered nothing that can be used; the message is shown to who logs in."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a provider told of somebody.

    Attributes:
        info: who it is: userinfo, the claims of the ID token, or what the user endpoint answers.
        claims: of the ID token; None where there is none.
    """

    info: Mapping[str, Any]
    access_token: str
    refresh_token: str = ""
    id_token: str = ""
    claims: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What ties the two halves of a login at a provider together.

    Attributes:
        callback: to which the provider sends the browser back.
        state: that comes back with it.
        verifier: of PKCE; sent only to providers that are configured for it.
    """

    callback: str
    state: str
    verifier: str


async def authorization_url(provider: IdentityProvider, exchange: Exchange, login_hint: str = "") -> str:
    """Where a provider asks somebody who they are.

    Raises: ProviderFailed.
    Source: the real server's source for `prompt`.
    """
    if provider.type == ProviderType.OIDC:
        async with _client() as client:
            endpoint = _endpoint(await _discovered(client, provider.issuer), "authorization_endpoint")
        more = {"prompt": "select_account"}
    else:
        endpoint, more = provider.authorization_endpoint, {}
    parameters = authorization_parameters(provider, exchange, login_hint) | more
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(parameters)}"


def authorization_parameters(provider: IdentityProvider, exchange: Exchange, login_hint: str) -> dict[str, str]:
    """What a provider is asked with, wherever it is."""
    parameters = {
        "client_id": provider.client_id,
        "redirect_uri": exchange.callback,
        "response_type": "code",
        "scope": " ".join(provider.scopes),
        "state": exchange.state,
    }
    if login_hint:
        parameters["login_hint"] = login_hint
    if provider.use_pkce:
        parameters |= {"code_challenge": s256(exchange.verifier), "code_challenge_method": "S256"}
    return parameters


async def user_of_code(provider: IdentityProvider, exchange: Exchange, code: str) -> Told:
    """Who came back from a provider with a code.

    Raises: ProviderFailed.
    Source: recordings/logins.jsonl.
    """
    if not code:
        raise ProviderFailed("no auth code provided")
    async with _client() as client:
        if provider.type != ProviderType.OIDC:
            tokens = await _tokens(client, provider, provider.token_endpoint, exchange, code)
            info = await _user(client, provider.user_endpoint, tokens.access_token)
            return Told(info, tokens.access_token, tokens.refresh_token)
        places = await _discovered(client, provider.issuer)
        tokens = await _tokens(client, provider, _endpoint(places, "token_endpoint"), exchange, code)
        keys = await _answer(client, "GET", _endpoint(places, "jwks_uri"))
        claims = verified_claims(provider, tokens.id_token, keys)
        info = claims
        if not provider.is_id_token_mapping:
            info = await _user(client, _endpoint(places, "userinfo_endpoint"), tokens.access_token)
            if info.get("sub") != claims.get("sub"):
                raise ProviderFailed("sub from userinfo does not match the sub from the id_token")
        return Told(info, tokens.access_token, tokens.refresh_token, tokens.id_token, claims)


def verified_claims(provider: IdentityProvider, id_token: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The claims of an ID token that a provider signed for this server, not long ago.

    Raises: ProviderFailed.
    """
    try:
        claims = jwt.decode(id_token, jwk.KeySet.import_key_set(dict(keys)), list(_ALGORITHMS)).claims  # type: ignore[arg-type]  # the library judges what is in it
    except (errors.JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise ProviderFailed(f"the id_token cannot be verified: {error}") from error
    audience = claims.get("aud")
    if claims.get("iss") != provider.issuer.rstrip("/") and claims.get("iss") != provider.issuer:
        raise ProviderFailed("issuer does not match")
    if provider.client_id not in (audience if isinstance(audience, list) else [audience]):
        raise ProviderFailed("audience is not valid")
    expires = claims.get("exp")
    if not isinstance(expires, int | float) or expires + _LEEWAY_S < time.time():
        raise ProviderFailed("token has expired")
    try:
        msgspec.json.encode(claims)
    except (ValueError, RecursionError) as error:
        raise ProviderFailed(f"the id_token cannot be read: {error}") from error
    return dict(claims)


class _Tokens(msgspec.Struct):
    access_token: str = ""
    refresh_token: str = ""
    id_token: str = ""


@functools.cache
def _authorities() -> ssl.SSLContext:
    """Whom to trust; reading them takes a while."""
    return ssl.create_default_context()


class _Bounded:
    """A client whose every use must be over in time."""

    def __init__(self) -> None:
        self._client = httpx.AsyncClient(
            verify=_authorities(),
            trust_env=False,
            max_redirects=3,
            timeout=None,
            # Of what is packed nobody knows how much it will be.
            headers={"accept": "application/json", "accept-encoding": "identity"},
        )
        self._limit = asyncio.timeout(TIMEOUT_S)

    async def __aenter__(self) -> httpx.AsyncClient:
        await self._limit.__aenter__()
        return await self._client.__aenter__()

    async def __aexit__(self, *failure: Any) -> None:
        try:
            await self._client.__aexit__(*failure)
            await self._limit.__aexit__(*failure)
        except TimeoutError as error:
            raise ProviderFailed(f"the identity provider did not answer within {TIMEOUT_S:g} s") from error


def _client() -> _Bounded:
    return _Bounded()


async def _discovered(client: httpx.AsyncClient, issuer: str) -> Mapping[str, Any]:
    """What an OpenID provider says of itself. Raises: ProviderFailed."""
    return await _answer(client, "GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")


def _endpoint(places: Mapping[str, Any], name: str) -> str:
    found = places.get(name)
    if not isinstance(found, str) or not found:
        raise ProviderFailed(f"the discovery document of the identity provider has no {name}")
    return found


async def _tokens(
    client: httpx.AsyncClient, provider: IdentityProvider, endpoint: str, exchange: Exchange, code: str
) -> _Tokens:
    """The tokens for a code: with the secret in a header, or else, where that is refused, in the form.

    Raises: ProviderFailed, in the words of the real server's library.
    """
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": exchange.callback}
    if provider.use_pkce:
        form["code_verifier"] = exchange.verifier
    pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    basic = {"authorization": f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"}
    status, body = await _sent(client, "POST", endpoint, form, basic)
    if status != _OK:
        credentials = {"client_id": provider.client_id, "client_secret": provider.client_secret}
        status, body = await _sent(client, "POST", endpoint, form | credentials)
    if status != _OK:
        raise ProviderFailed(_refusal(status, body))
    try:
        tokens = msgspec.json.decode(body, type=_Tokens)
    except (ValueError, RecursionError) as error:
        raise ProviderFailed(f"oauth2: cannot parse json: {error}") from error
    if not tokens.access_token:
        raise ProviderFailed("oauth2: server response missing access_token")
    return tokens


def _refusal(status: int, body: bytes) -> str:
    """Why there are no tokens, as Go's library for OAuth says it."""
    try:
        told = msgspec.json.decode(body)
    except (ValueError, RecursionError):
        told = None
    error = told.get("error") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(error, str):
        shown = body[:1000].decode("utf-8", "replace")
        return f"oauth2: cannot fetch token: {status}\nResponse: {shown}"
    more = [told[name] for name in ("error_description", "error_uri") if isinstance(told.get(name), str) and told[name]]
    return "oauth2: " + " ".join(msgspec.json.encode(part).decode() for part in (error, *more))


async def _user(client: httpx.AsyncClient, endpoint: str, access_token: str) -> Mapping[str, Any]:
    return await _answer(client, "GET", endpoint, {"authorization": f"Bearer {access_token}"})


async def _answer(
    client: httpx.AsyncClient, method: str, url: str, headers: Mapping[str, str] | None = None
) -> Mapping[str, Any]:
    """The JSON object that a provider answers. Raises: ProviderFailed."""
    status, body = await _sent(client, method, url, headers=headers)
    if status >= _BAD or status < _OK:
        raise ProviderFailed(f"{url} answered with status {status}")
    try:
        decoded = msgspec.json.decode(body)
    except (ValueError, RecursionError) as error:
        raise ProviderFailed(f"{url} answered no JSON: {error}") from error
    if not isinstance(decoded, dict):
        raise ProviderFailed(f"{url} answered no JSON object")
    return decoded


async def _sent(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, bytes]:
    try:
        # A form has the client's secret, which is for this address only.
        followed = method == "GET"
        async with client.stream(method, url, data=form, headers=headers, follow_redirects=followed) as response:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise ProviderFailed(f"{url} answered in an encoding that was not asked for")
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > MAX_ANSWER_BYTES:
                    raise ProviderFailed(f"{url} answered more than {MAX_ANSWER_BYTES} bytes")
            return response.status_code, bytes(body)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OverflowError) as error:
        raise ProviderFailed(f"{url} cannot be reached: {type(error).__name__}: {error}") from error


def s256(verifier: str) -> str:
    """The challenge of PKCE for a verifier (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
