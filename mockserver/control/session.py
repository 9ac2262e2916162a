"""The session of a browser that was given the token once."""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie

from mockserver.control.server import Server
from mockserver.wire.http import HttpRequest


def session_of(server: Server) -> str:
    """What the cookie holds: good until the server ends, and nothing that the token could be told from."""
    return hmac.new(server.session_key, server.settings.admin_token.encode(), "sha256").hexdigest()


def has_session(request: HttpRequest, server: Server) -> bool:
    """Whether a request comes from a browser that is logged in."""
    try:
        cookies = SimpleCookie(request.text(b"cookie"))
    except CookieError:
        return False
    held = cookies.get(cookie_name(request))
    return held is not None and hmac.compare_digest(held.value.encode(), session_of(server).encode())


def cookie_name(request: HttpRequest) -> str:
    """Browsers keep one set of cookies for all ports of a host; several servers may run on one."""
    _, _, port = request.text(b"host").rpartition(":")
    return f"zitadel-mock-{port}" if port.isdigit() else "zitadel-mock"
