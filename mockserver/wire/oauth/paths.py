"""Where the OAuth endpoints are, as on the real server."""

from __future__ import annotations

DISCOVERY = "/.well-known/openid-configuration"
AUTHORIZE = "/oauth/v2/authorize"
TOKEN = "/oauth/v2/token"  # noqa: S105 (a path)
INTROSPECT = "/oauth/v2/introspect"
REVOKE = "/oauth/v2/revoke"
KEYS = "/oauth/v2/keys"
USERINFO = "/oidc/v1/userinfo"
DEVICE_AUTHORIZATION = "/oauth/v2/device_authorization"
DEVICE = "/device"
LOGIN = "/ui/login/login"
LOGIN_V2 = "/ui/v2/login/login"
END_SESSION = "/oidc/v1/end_session"

SAME_FOR_ALL = frozenset({DISCOVERY})
"""What tells nothing of an instance but the host that it was asked under."""
FOR_NAVIGATION = frozenset({AUTHORIZE, END_SESSION, LOGIN, LOGIN_V2, DEVICE})
"""Where browsers are sent to; no page of another origin reads what is there, as on the real server behind a login."""
