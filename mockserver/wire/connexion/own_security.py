"""Security schemes of a document of the user's own: what shows a token shows one that this mock issued."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from connexion.exceptions import Unauthorized
from connexion.lifecycle import ConnexionRequest
from connexion.security import AbstractSecurityHandler

from mockserver.access.oauth.claims import live_token
from mockserver.wire.connexion.visit import arrival_of
from mockserver.wire.http import HttpRequest

_BEARER = "bearer"
_AUTHORIZATION = "authorization"
_MISSING = "this operation needs a token that this mock issued: send `Authorization: Bearer TOKEN`"
_UNKNOWN = "the token is none that this mock issued, or it has expired; log in again, or take that of --admin-pat"

Judge = Callable[[ConnexionRequest], Awaitable[dict[str, Any]]]


class IssuedToken(AbstractSecurityHandler):
    """Lets a request pass whose token the mock issued, whatever it was issued for."""

    def get_fn(self, security_scheme: Mapping[str, Any], required_scopes: list[str]) -> Judge:
        """The function that judges each request; scopes are not asked for, as personal access tokens have none."""
        del security_scheme, required_scopes
        return _issued


class Shown(AbstractSecurityHandler):
    """Lets a request pass that shows any credential, where nobody here can know which ones are good."""

    def get_fn(self, security_scheme: Mapping[str, Any], required_scopes: list[str]) -> Judge:
        """The function that judges each request; an API key in the header of tokens is a token."""
        del required_scopes
        place, name = security_scheme.get("in", "header"), security_scheme.get("name", _AUTHORIZATION)
        if security_scheme["type"] == "apiKey" and place == "header" and name.lower() == _AUTHORIZATION:
            return _issued
        what = f"an API key in the {place} {name!r}" if "in" in security_scheme else f"the header {name!r}"

        async def shown(request: ConnexionRequest) -> dict[str, Any]:
            if not _credential(arrival_of(request.scope).request, request, place, name):
                raise Unauthorized(detail=f"this operation needs {what}; any value passes")
            return {"sub": None}

        return shown


def handlers(schemes: Mapping[str, Mapping[str, Any]]) -> dict[str, type[AbstractSecurityHandler]]:
    """Connexion's `security_map` for the schemes of a document."""
    named = (str(scheme.get("scheme", "")).lower() for scheme in schemes.values())
    found: dict[str, type[AbstractSecurityHandler]] = dict.fromkeys(("apiKey", "basic", *named), Shown)
    return found | dict.fromkeys((_BEARER, "oauth2", "openIdConnect"), IssuedToken)


async def _issued(request: ConnexionRequest) -> dict[str, Any]:
    """What Connexion calls token info. Raises: Unauthorized."""
    arrival = arrival_of(request.scope)
    instance = arrival.instance_of(arrival.request)
    kind, _, secret = arrival.request.text(b"authorization").strip().partition(" ")
    if kind.lower() != _BEARER or not secret.strip():
        raise Unauthorized(detail=_MISSING)
    token = live_token(instance.state, secret.strip(), instance.clock.now())
    if token is None or token.user not in instance.state.users:
        raise Unauthorized(detail=_UNKNOWN)
    return {"sub": token.user}


def _credential(arrived: HttpRequest, request: ConnexionRequest, place: str, name: str) -> str:
    if place == "query":
        return parse_qs(arrived.query.decode("latin-1")).get(name, [""])[0]
    if place == "cookie":
        return str(request.cookies.get(name, ""))
    return arrived.text(name.lower().encode("latin-1", "replace"))
