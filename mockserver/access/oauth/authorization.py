"""What a client may ask of the authorization endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mockserver.access.oauth import applications, pkce
from mockserver.access.oauth.problems import (
    AUTHORIZATION_CLIENT_MISSING,
    AUTHORIZATION_REDIRECT_URI_MISSING,
    PROMPT_NONE_NOT_ALONE,
    RESPONSE_TYPE_MISSING,
    RESPONSE_TYPE_NOT_REGISTERED,
    SCOPE_MISSING,
    OAuthProblem,
    OAuthRefused,
    invalid_request,
)
from mockserver.access.oauth.redirects import broken_redirect_uri
from mockserver.access.oauth.registered_redirects import require_redirect_uri
from mockserver.access.oauth.scopes import space_separated
from mockserver.domain.rows.apps import App, OidcConfiguration
from mockserver.domain.state import InstanceState

CODE = "code"
RESPONSE_TYPES = applications.RESPONSE_TYPES
RESPONSE_MODES = ("query", "fragment", "form_post")

_PROMPTS = frozenset({"none", "login", "consent", "select_account", "create"})
_CHALLENGE_LENGTH = 43

LOGIN_REQUIRED = OAuthProblem(
    400,
    "login_required",
    "prompt is none, but nobody is logged in in this browser, and the server's setting auto_login is empty",
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where the answer goes.

    Attributes:
        app: its registration; None for a client that nobody registered.
    """

    id: str
    redirect_uri: str
    mode: str
    state: str
    app: App | None = None
    oidc: OidcConfiguration | None = None


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A readable request; empty text where a parameter did not come."""

    response_type: str
    scopes: tuple[str, ...]
    nonce: str
    challenge: str
    prompts: tuple[str, ...]
    login_hint: str
    ui_locales: tuple[str, ...]
    max_age: int | None


def asker_of(state: InstanceState, parameters: Mapping[str, str], *, open_clients: bool) -> Asker:
    """Whom the answer may be sent to; what is refused here is told to whoever looks at the browser instead.

    Raises: OAuthRefused: AUTHORIZATION_CLIENT_MISSING, APP_NOT_FOUND, AUTHORIZATION_REDIRECT_URI_MISSING, what
        `require_redirect_uri` raises, invalid_request with a description of our own.
    Source: recordings/runs-login.jsonl.
    """
    client = parameters.get("client_id", "")
    if not client:
        raise OAuthRefused(AUTHORIZATION_CLIENT_MISSING)
    app, oidc = applications.for_login(state, client, open_clients=open_clients) or (None, None)
    redirect_uri = parameters.get("redirect_uri", "")
    if not redirect_uri:
        raise OAuthRefused(AUTHORIZATION_REDIRECT_URI_MISSING)
    response_type = parameters.get("response_type", "")
    if oidc is None:
        broken = broken_redirect_uri(redirect_uri)
        if broken:
            raise OAuthRefused(invalid_request(f"redirect_uri {broken}"))
    else:
        _require_scope(parameters)
        require_redirect_uri(oidc, redirect_uri, response_type)
        _require_response_type(oidc, response_type)
    mode = parameters.get("response_mode", "") or ("query" if response_type in {"", CODE} else "fragment")
    if mode not in RESPONSE_MODES:
        raise OAuthRefused(invalid_request(f"response_mode must be one of {', '.join(RESPONSE_MODES)}"))
    return Asker(client, redirect_uri, mode, parameters.get("state", ""), app, oidc)


def read_authorization(parameters: Mapping[str, str], asker: Asker) -> AuthorizationRequest:
    """What a client asks for; a request to log in anew stands for a login of this moment.

    Raises: OAuthRefused, which the client is to learn: invalid_request, unsupported_response_type,
        request_not_supported. Descriptions are our own. Of a registered application less is asked, as on the real
        server: no scope, and no challenge where a method for one is named.
    Source: recordings/id-auth-requests.jsonl, runs-login.jsonl.
    """
    response_type = parameters.get("response_type", "")
    if not response_type:
        raise OAuthRefused(invalid_request("response_type missing"))
    if response_type not in RESPONSE_TYPES:
        raise OAuthRefused(OAuthProblem(400, "unsupported_response_type", f"{response_type} not supported"))
    if parameters.get("request") or parameters.get("request_uri"):
        raise OAuthRefused(OAuthProblem(400, "request_not_supported", "request objects are not supported"))
    scopes = space_separated(parameters.get("scope", ""))
    if not scopes and asker.app is None:
        raise OAuthRefused(invalid_request("scope missing"))
    prompts = space_separated(parameters.get("prompt", ""))
    if not _PROMPTS.issuperset(prompts):
        raise OAuthRefused(invalid_request(f"prompt must be of {', '.join(sorted(_PROMPTS))}"))
    if "none" in prompts and len(prompts) > 1:
        raise OAuthRefused(PROMPT_NONE_NOT_ALONE)
    return AuthorizationRequest(
        response_type=response_type,
        scopes=scopes,
        nonce=parameters.get("nonce", ""),
        challenge=_challenge(parameters, registered=asker.app is not None),
        prompts=prompts,
        login_hint=parameters.get("login_hint", ""),
        ui_locales=space_separated(parameters.get("ui_locales", "")),
        max_age=0 if "login" in prompts else _max_age(parameters),
    )


def _require_scope(parameters: Mapping[str, str]) -> None:
    """An empty scope will do, none will not. Source: recordings/runs-login.jsonl; the latter is the real server's."""
    if "scope" not in parameters:
        raise OAuthRefused(SCOPE_MISSING)


def _require_response_type(oidc: OidcConfiguration, response_type: str) -> None:
    if not response_type:
        raise OAuthRefused(RESPONSE_TYPE_MISSING)
    if response_type not in {RESPONSE_TYPES[number] for number in oidc.response_types}:
        raise OAuthRefused(RESPONSE_TYPE_NOT_REGISTERED)


def _max_age(parameters: Mapping[str, str]) -> int | None:
    text = parameters.get("max_age", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > len(str(2**63)):
        raise OAuthRefused(invalid_request("max_age must be a number of seconds"))
    return int(text)


def _challenge(parameters: Mapping[str, str], *, registered: bool) -> str:
    challenge = parameters.get("code_challenge", "")
    method = parameters.get("code_challenge_method", "")
    if not challenge:
        if method and not registered:
            raise OAuthRefused(invalid_request("code_challenge missing"))
        return ""
    if method != pkce.METHOD:
        raise OAuthRefused(invalid_request(f"code_challenge_method must be {pkce.METHOD}"))
    if len(challenge) != _CHALLENGE_LENGTH:
        raise OAuthRefused(invalid_request(f"code_challenge must have {_CHALLENGE_LENGTH} characters"))
    return challenge
