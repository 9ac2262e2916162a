"""What is chosen from in forms: users, organisations, and what can be configured of applications."""

from __future__ import annotations

import itertools

from mockserver.control.console.view import Choice
from mockserver.domain.ids import OrganisationId
from mockserver.domain.state import InstanceState

_MOST_CHOICES = 200
"""Of more users or organisations than this the rest is given something by other means than a menu."""

APP_TYPES = (
    Choice("OIDC_APP_TYPE_USER_AGENT", "in a browser"),
    Choice("OIDC_APP_TYPE_WEB", "on a server"),
    Choice("OIDC_APP_TYPE_NATIVE", "on a device"),
)
AUTH_METHODS = (
    Choice("OIDC_AUTH_METHOD_TYPE_NONE", "PKCE alone"),
    Choice("OIDC_AUTH_METHOD_TYPE_BASIC", "a secret in the header"),
    Choice("OIDC_AUTH_METHOD_TYPE_POST", "a secret in the form"),
    Choice("OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT", "a key"),
)
API_AUTH_METHODS = (
    Choice("API_AUTH_METHOD_TYPE_BASIC", "a secret in the header"),
    Choice("API_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT", "a key"),
)
RESPONSE_TYPES = (
    Choice("OIDC_RESPONSE_TYPE_CODE", "code"),
    Choice("OIDC_RESPONSE_TYPE_ID_TOKEN", "id_token"),
    Choice("OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN", "id_token token"),
)
GRANT_TYPES = (
    Choice("OIDC_GRANT_TYPE_AUTHORIZATION_CODE", "authorization code"),
    Choice("OIDC_GRANT_TYPE_REFRESH_TOKEN", "refresh token"),
    Choice("OIDC_GRANT_TYPE_IMPLICIT", "implicit"),
    Choice("OIDC_GRANT_TYPE_DEVICE_CODE", "device code"),
    Choice("OIDC_GRANT_TYPE_TOKEN_EXCHANGE", "token exchange"),
)
TOKEN_TYPES = (Choice("OIDC_TOKEN_TYPE_BEARER", "opaque"), Choice("OIDC_TOKEN_TYPE_JWT", "JWT"))


def user_choices(state: InstanceState) -> list[Choice]:
    """The instance's users, as a menu has them."""
    return [Choice(user.id, f"{user.name} ({user.user_name})") for user in itertools.islice(state.users, _MOST_CHOICES)]


def other_organisations(state: InstanceState, own: OrganisationId) -> list[Choice]:
    """All organisations but one."""
    others = (row for row in state.organisations if row.id != own)
    return [Choice(row.id, row.name) for row in itertools.islice(others, _MOST_CHOICES)]
