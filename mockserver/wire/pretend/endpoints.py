"""The endpoints of the pretend provider: discovery, the page, tokens, userinfo and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from mockserver.access.oauth.problems import OAuthProblem, OAuthRefused, invalid_request
from mockserver.access.oauth.redirects import broken_redirect_uri
from mockserver.access.oauth.signing import ALGORITHM
from mockserver.logins import pretending
from mockserver.logins.pretending import Asked, Pretended
from mockserver.wire.http import Response
from mockserver.wire.oauth import paths
from mockserver.wire.oauth.answers import answer
from mockserver.wire.oauth.basic import basic
from mockserver.wire.oauth.call import Call
from mockserver.wire.oauth.own_choice import is_own_choice
from mockserver.wire.oauth.sending import send
from mockserver.wire.pretend.choosing import FIELDS, MORE, VERIFIED, choosing_page, claims_typed, person_chosen

_INVALID_GRANT: Final = OAuthProblem(400, "invalid_grant", "there is no such code for this client")
_NO_SUCH_TOKEN: Final = OAuthProblem(401, "invalid_token", "there is no such token")
_TYPED: Final = (*(field.claim for field in FIELDS), *VERIFIED, MORE)


def serve(call: Call) -> Response:
    """Answer at one of the endpoints.

    Raises: OAuthRefused.
    """
    return _ENDPOINTS[call.request.path](call)


def _discovery(call: Call) -> Response:
    return answer(
        {
            "issuer": pretending.issuer_of(call.issuer),
            "authorization_endpoint": call.issuer + paths.PRETEND_AUTHORIZE,
            "token_endpoint": call.issuer + paths.PRETEND_TOKEN,
            "userinfo_endpoint": call.issuer + paths.PRETEND_USERINFO,
            "jwks_uri": call.issuer + paths.PRETEND_KEYS,
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }
    )


def _authorize(call: Call) -> Response:
    """Ask who comes, or send the browser back with whoever was chosen; what other sites chose does not count.

    Raises: OAuthRefused: invalid_request, where it is not known to whom the browser would be sent back.
    """
    redirect_uri = call.parameter("redirect_uri")
    readable = broken_redirect_uri(redirect_uri) is None
    if not readable or urlsplit(redirect_uri).scheme not in ("http", "https") or not call.parameter("client_id"):
        raise OAuthRefused(invalid_request("a client_id and a redirect_uri of http or https are needed"))
    typed: Mapping[str, str] = {}
    wrong = ""
    if call.request.method == "POST" and is_own_choice(call):
        state = call.parameter("state")
        if call.parameter("refuse"):
            return send(redirect_uri, {"error": "access_denied", "state": state}, "query")
        claims: Mapping[str, Any] | None = person_chosen(call.parameter("person"))
        if call.parameter("typed"):
            typed = {name: call.parameter(name) for name in _TYPED}
            claims, wrong = _typed_claims(typed)
        if claims is not None:
            code = call.instance.part(Pretended).code(_asked(call), claims)
            return send(redirect_uri, {"code": code, "state": state}, "query")
    return choosing_page(call.parameters, typed, wrong)


def _typed_claims(typed: Mapping[str, str]) -> tuple[dict[str, Any] | None, str]:
    """The claims that were typed, or what is wrong with them."""
    claims: dict[str, Any] = dict(claims_typed(typed))
    if not claims.get("sub"):
        return None, "nobody comes without an id: fill in sub"
    more = typed.get(MORE, "").strip()
    if more:
        try:
            claims |= msgspec.json.decode(more, type=dict[str, Any])
        except (msgspec.DecodeError, RecursionError) as error:
            return None, f"the further claims are no JSON object: {error}"
    return claims, ""


def _asked(call: Call) -> Asked:
    return Asked(
        client=call.parameter("client_id"),
        redirect_uri=call.parameter("redirect_uri"),
        scopes=tuple(call.parameter("scope").split()),
        nonce=call.parameter("nonce"),
        challenge=call.parameter("code_challenge"),
    )


def _token(call: Call) -> Response:
    """Tokens for a code, whatever the client's secret is.

    Raises: OAuthRefused: invalid_grant.
    """
    pair = basic(call.request.text(b"authorization"))
    tokens = pretending.redeemed(
        call.site,
        pair[0] if pair is not None else call.parameter("client_id"),
        call.parameter("redirect_uri"),
        call.parameter("code"),
        call.parameter("code_verifier"),
        pretending.issuer_of(call.issuer),
    )
    if tokens is None:
        raise OAuthRefused(_INVALID_GRANT)
    return answer(tokens)


def _userinfo(call: Call) -> Response:
    """What is told of whom a token was given for.

    Raises: OAuthRefused: invalid_token.
    """
    scheme, _, token = call.request.text(b"authorization").partition(" ")
    claims = call.instance.part(Pretended).users.get(token) if scheme.lower() == "bearer" else None
    if claims is None:
        raise OAuthRefused(_NO_SUCH_TOKEN)
    return answer(claims)


def _keys(call: Call) -> Response:
    return answer({"keys": [call.oauth.signing_key.public_jwk()]})


_ENDPOINTS: Final[Mapping[str, Callable[[Call], Response]]] = {
    paths.PRETEND_DISCOVERY: _discovery,
    paths.PRETEND_AUTHORIZE: _authorize,
    paths.PRETEND_TOKEN: _token,
    paths.PRETEND_USERINFO: _userinfo,
    paths.PRETEND_KEYS: _keys,
}
