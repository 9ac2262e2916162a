"""The cookie by which a browser is known again."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from mockserver.access.oauth.sessions import LIFETIME_S
from mockserver.wire.http import Header
from mockserver.wire.oauth.call import Call

NAME = "zitadel.useragent"


def session_secret(call: Call) -> str:
    """The secret that the browser shows; empty where it shows none."""
    try:
        cookie = SimpleCookie(call.request.text(b"cookie")).get(NAME)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def remember(call: Call, secret: str) -> Header:
    """Have the browser keep a secret, for frames of other sites too where TLS allows that."""
    return _cookie(call, f"{secret}; Max-Age={LIFETIME_S}")


def forget(call: Call) -> Header:
    """Have the browser drop its secret."""
    return _cookie(call, "; Max-Age=0")


def _cookie(call: Call, value: str) -> Header:
    shared = "SameSite=None; Secure" if call.request.origin.startswith("https:") else "SameSite=Lax"
    return b"set-cookie", f"{NAME}={value}; Path=/; HttpOnly; {shared}".encode("ascii")
