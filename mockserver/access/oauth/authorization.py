"""What a client may ask of the authorization endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mockserver.access.oauth import pkce
from mockserver.access.oauth.problems import OAuthProblem, OAuthRefused, invalid_request
from mockserver.access.oauth.redirects import broken_redirect_uri
from mockserver.access.oauth.scopes import space_separated

RESPONSE_TYPES = ("code",)
RESPONSE_MODES = ("query", "fragment")

_PROMPTS = frozenset({"none", "login", "consent", "select_account", "create"})
_CHALLENGE_LENGTH = 43

LOGIN_REQUIRED = OAuthProblem(
    400,
    "login_required",
    "prompt is none, but nobody is logged in in this browser, and the server's setting auto_login is empty",
)


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks, and where the answer goes."""

    id: str
    redirect_uri: str
    mode: str
    state: str


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A readable request; empty text where a parameter did not come."""

    scopes: tuple[str, ...]
    nonce: str
    challenge: str
    prompts: frozenset[str]
    login_hint: str


def client_of(parameters: Mapping[str, str]) -> Client:
    """Whom the answer may be sent to; what is refused here is told to whoever looks at the browser instead.

    Raises: OAuthRefused: invalid_request with a description of our own.
    """
    client = parameters.get("client_id", "")
    if not client:
        raise OAuthRefused(invalid_request("client_id missing"))
    redirect_uri = parameters.get("redirect_uri", "")
    if not redirect_uri:
        raise OAuthRefused(invalid_request("redirect_uri missing"))
    broken = broken_redirect_uri(redirect_uri)
    if broken:
        raise OAuthRefused(invalid_request(f"redirect_uri {broken}"))
    mode = parameters.get("response_mode", "") or RESPONSE_MODES[0]
    if mode not in RESPONSE_MODES:
        raise OAuthRefused(invalid_request(f"response_mode must be one of {', '.join(RESPONSE_MODES)}"))
    return Client(client, redirect_uri, mode, parameters.get("state", ""))


def read_authorization(parameters: Mapping[str, str]) -> AuthorizationRequest:
    """What a client asks for.

    Raises: OAuthRefused, which the client is to learn: invalid_request, unsupported_response_type,
        request_not_supported. Descriptions are our own.
    """
    response_type = parameters.get("response_type", "")
    if not response_type:
        raise OAuthRefused(invalid_request("response_type missing"))
    if response_type not in RESPONSE_TYPES:
        raise OAuthRefused(OAuthProblem(400, "unsupported_response_type", f"{response_type} not supported"))
    if parameters.get("request") or parameters.get("request_uri"):
        raise OAuthRefused(OAuthProblem(400, "request_not_supported", "request objects are not supported"))
    scopes = space_separated(parameters.get("scope", ""))
    if not scopes:
        raise OAuthRefused(invalid_request("scope missing"))
    prompts = frozenset(space_separated(parameters.get("prompt", "")))
    if not prompts <= _PROMPTS:
        raise OAuthRefused(invalid_request(f"prompt must be of {', '.join(sorted(_PROMPTS))}"))
    if "none" in prompts and len(prompts) > 1:
        raise OAuthRefused(invalid_request("prompt none must stand alone"))
    return AuthorizationRequest(
        scopes, parameters.get("nonce", ""), _challenge(parameters), prompts, parameters.get("login_hint", "")
    )


def _challenge(parameters: Mapping[str, str]) -> str:
    challenge = parameters.get("code_challenge", "")
    method = parameters.get("code_challenge_method", "")
    if not challenge:
        if method:
            raise OAuthRefused(invalid_request("code_challenge missing"))
        return ""
    if method != pkce.METHOD:
        raise OAuthRefused(invalid_request(f"code_challenge_method must be {pkce.METHOD}"))
    if len(challenge) != _CHALLENGE_LENGTH:
        raise OAuthRefused(invalid_request(f"code_challenge must have {_CHALLENGE_LENGTH} characters"))
    return challenge
