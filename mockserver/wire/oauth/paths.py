"""Where the OAuth endpoints are, as on the real server."""

from __future__ import annotations

DISCOVERY = "/.well-known/openid-configuration"
AUTHORIZE = "/oauth/v2/authorize"
TOKEN = "/oauth/v2/token"  # noqa: S105 (a path)
INTROSPECT = "/oauth/v2/introspect"
REVOKE = "/oauth/v2/revoke"
KEYS = "/oauth/v2/keys"
USERINFO = "/oidc/v1/userinfo"
END_SESSION = "/oidc/v1/end_session"
