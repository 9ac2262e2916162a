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


# Any endpoint
FORM_UNREADABLE = invalid_request("error parsing form")
TOKEN_MISSING = invalid_request("token missing")

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
REFRESH_TOKEN_INVALID = invalid_request("Errors.User.RefreshToken.Invalid")
TOKEN_EXCHANGE_DISABLED = invalid_request("Errors.TokenExchange.FeatureDisabled")
USER_NOT_FOUND = OAuthProblem(404, "invalid_request", "Errors.User.NotFound")
SCOPE_EXCEEDS_GRANT = OAuthProblem(400, "invalid_scope", "scope was not granted before")
"""The description is our own."""

# Clients
CLIENT_MISSING = invalid_request("client_id or client_assertion must be provided")
CLIENT_NOT_FOUND = OAuthProblem(400, "invalid_client", "client not found")
CLIENT_NOT_AUTHENTICATED = OAuthProblem(400, "invalid_client", "client must be authenticated")
CLIENT_UNAUTHORISED = OAuthProblem(400, "unauthorized_client", "")
CLIENT_ASSERTION_INVALID = OAuthProblem(400, "invalid_client", "client_assertion invalid")
"""The description is our own."""
BASIC_INVALID = OAuthProblem(400, "invalid_client", "invalid basic auth header")
SECRET_NOT_EXISTING = invalid_request("Errors.User.Machine.Secret.NotExisting")
SECRET_INVALID = invalid_request("Errors.User.Machine.Secret.Invalid")
TOKEN_OF_OTHER_CLIENT = OAuthProblem(401, "invalid_client", "token was not issued for this client")

# Userinfo
ACCESS_TOKEN_MISSING = OAuthProblem(401, "invalid_request", "access token missing")
ACCESS_TOKEN_INVALID = OAuthProblem(401, "access_denied", "access token invalid")

# Logout
HINT_INVALID = invalid_request("id_token_hint invalid")
POST_LOGOUT_REDIRECT_URI_INVALID = invalid_request("post_logout_redirect_uri invalid")


def grant_not_supported(grant: str) -> OAuthProblem:
    """A grant type that is not served."""
    return OAuthProblem(400, "unsupported_grant_type", f"{grant} not supported")
