"""What login endpoints are called where rules of faults name them."""

from __future__ import annotations

from collections.abc import Mapping

from mockserver.wire.oauth import paths

LOGIN_NAMES_BY_PATH: Mapping[str, str] = {
    paths.DISCOVERY: "discovery",
    paths.KEYS: "keys",
    paths.AUTHORIZE: "authorize",
    paths.TOKEN: "token",
    paths.INTROSPECT: "introspect",
    paths.REVOKE: "revoke",
    paths.DEVICE_AUTHORIZATION: "device_authorization",
    paths.LOGIN: "login",
    paths.LOGIN_V2: "login",
    paths.DEVICE: "device",
    paths.USERINFO: "userinfo",
    paths.END_SESSION: "end_session",
}
"""Those of the functions that serve them; rules write `oauth.` before a name."""
LOGIN_NAMES = tuple(dict.fromkeys(LOGIN_NAMES_BY_PATH.values()))
