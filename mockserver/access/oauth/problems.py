"""What the OAuth endpoints refuse, in OAuth's own form.

Statuses, errors and descriptions are the real server's, unless a row says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OAuthProblem:
    """One row: HTTP status, OAuth error code, description; an empty description is left out of the answer."""

    status: int
    error: str
    description: str


class OAuthRefused(Exception):
    """Raised with the problem that ends a request.

    Attributes:
        reason: what the answer hides and the server's log tells.
    """

    def __init__(self, problem: OAuthProblem, reason: str = "") -> None:
        super().__init__(problem, reason)
        self.problem = problem
        self.reason = reason


def invalid_request(description: str) -> OAuthProblem:
    """A parameter is missing or wrong."""
    return OAuthProblem(400, "invalid_request", description)


def ask_administrator(error: str, text: str) -> OAuthProblem:
    """What is told to a person in front of a browser, who can do nothing about it."""
    advice = "If you have any questions, you may contact the administrator of the application."
    return OAuthProblem(400, error, f"{text} {advice}")


# Any endpoint
FORM_UNREADABLE = invalid_request("error parsing form")
TOKEN_MISSING = invalid_request("token missing")

# Authorization
APP_NOT_FOUND = invalid_request("Errors.App.NotFound")
AUTHORIZATION_CLIENT_MISSING = invalid_request("auth request is missing client_id")
AUTHORIZATION_REDIRECT_URI_MISSING = OAuthProblem(500, "server_error", "auth request is missing redirect_uri")
RESPONSE_TYPE_MISSING = ask_administrator("invalid_request", "The response type is missing in your request.")
RESPONSE_TYPE_NOT_REGISTERED = ask_administrator(
    "unauthorized_client", "The requested response type is missing in the client configuration."
)
SCOPE_MISSING = ask_administrator(
    "invalid_request", "The scope of your request is missing. Please ensure some scopes are requested."
)
PROMPT_NONE_NOT_ALONE = invalid_request("The prompt parameter `none` must only be used as a single value")

# Grants
GRANT_TYPE_MISSING = invalid_request("grant_type missing")
ASSERTION_MISSING = invalid_request("assertion missing")
ASSERTION_BROKEN = OAuthProblem(500, "server_error", "Errors.Internal")
ASSERTION_KEY_NOT_FOUND = OAuthProblem(404, "invalid_request", "Errors.AuthNKey.NotFound")
CODE_MISSING = invalid_request("code missing")
CODE_REDIRECT_URI_MISSING = invalid_request("redirect_uri missing")
CODE_INVALID = invalid_request("Errors.User.Code.Invalid")
CODE_SPENT = invalid_request("Errors.AuthRequest.NoCode")
CODE_OF_OTHER_CLIENT = OAuthProblem(400, "invalid_grant", "")
CODE_REDIRECT_URI_DIFFERS = OAuthProblem(400, "invalid_grant", "redirect_uri does not correspond")
VERIFIER_REQUIRED = invalid_request("code_verifier required")
VERIFIER_INVALID = OAuthProblem(400, "invalid_grant", "invalid code_verifier")
VERIFIER_UNEXPECTED = invalid_request("code_verifier unexpectedly provided")
REFRESH_TOKEN_MISSING = invalid_request("refresh_token missing")
REFRESH_TOKEN_SPENT = invalid_request("Errors.OIDCSession.RefreshTokenInvalid")
REFRESH_TOKEN_INVALID = invalid_request("Errors.User.RefreshToken.Invalid")
TOKEN_EXCHANGE_DISABLED = invalid_request("Errors.TokenExchange.FeatureDisabled")
USER_NOT_ACTIVE = invalid_request("Errors.User.NotActive")
USER_NOT_FOUND = OAuthProblem(404, "invalid_request", "Errors.User.NotFound")
SCOPE_EXCEEDS_GRANT = OAuthProblem(400, "invalid_scope", "scope was not granted before")
"""The description is our own."""

# Clients
CLIENT_MISSING = invalid_request("client_id or client_assertion must be provided")
CLIENT_NOT_FOUND = OAuthProblem(400, "invalid_client", "client not found")
CLIENT_NOT_AUTHENTICATED = OAuthProblem(400, "invalid_client", "client must be authenticated")
CLIENT_NOT_ACTIVE = OAuthProblem(400, "invalid_client", "no active client not found")
CLIENT_SECRET_EMPTY = OAuthProblem(400, "invalid_client", "empty client secret")
CLIENT_SECRET_INVALID = OAuthProblem(400, "invalid_client", "invalid secret")
CLIENT_ASSERTION_EMPTY = OAuthProblem(400, "invalid_client", "empty client assertion")
CLIENT_ASSERTION_REFUSED = OAuthProblem(400, "invalid_client", "invalid assertion")
CLIENT_UNAUTHORISED = OAuthProblem(400, "unauthorized_client", "")
CLIENT_ASSERTION_INVALID = OAuthProblem(400, "invalid_client", "client_assertion invalid")
"""The description is our own."""
BASIC_INVALID = OAuthProblem(400, "invalid_client", "invalid basic auth header")
SECRET_NOT_EXISTING = invalid_request("Errors.User.Machine.Secret.NotExisting")
SECRET_INVALID = invalid_request("Errors.User.Machine.Secret.Invalid")
TOKEN_OF_OTHER_CLIENT = OAuthProblem(401, "invalid_client", "token was not issued for this client")

# Scripts
SCRIPT_FAILED = OAuthProblem(500, "server_error", "Errors.Internal")

# Userinfo
ACCESS_TOKEN_MISSING = OAuthProblem(401, "invalid_request", "access token missing")
ACCESS_TOKEN_INVALID = OAuthProblem(401, "access_denied", "access token invalid")

# Devices
DEVICE_CODE_MISSING = invalid_request("device_code missing")
DEVICE_CODE_UNKNOWN = OAuthProblem(400, "access_denied", "Errors.DeviceAuth.NotFound")
DEVICE_PENDING = OAuthProblem(400, "authorization_pending", "The user has not yet completed authorization.")
DEVICE_DENIED = OAuthProblem(400, "access_denied", "The authorization request was denied.")
DEVICE_EXPIRED = OAuthProblem(400, "expired_token", "The device_code has expired.")
"""Descriptions of these are our own."""

# Logout
CLIENT_IS_NOT_AZP = invalid_request("client_id does not match azp of id_token_hint")
HINT_INVALID = invalid_request("id_token_hint invalid")
POST_LOGOUT_REDIRECT_URI_INVALID = invalid_request("post_logout_redirect_uri invalid")


def grant_not_supported(grant: str) -> OAuthProblem:
    """A grant type that is not served."""
    return OAuthProblem(400, "unsupported_grant_type", f"{grant} not supported")


def grant_not_allowed(grant: str) -> OAuthProblem:
    """A grant type that an application did not register."""
    return OAuthProblem(400, "unauthorized_client", f'grant_type "{grant}" not allowed')
