"""Who may use the control API: programs and people on this machine, or who has the token; no page of another origin."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from mockserver.control.problems import ControlProblem
from mockserver.control.receiving import PATH as HOOK
from mockserver.control.server import Server
from mockserver.control.session import has_session
from mockserver.store.hosts import is_loopback, is_loopback_address, name_of
from mockserver.wire.http import HttpRequest
from mockserver.wire.peer import FORWARDED, NAMING_CLIENTS, VIA

_SAME_ORIGIN = frozenset({"", "none", "same-origin"})
_LOGIN_PATH = "/__admin/console/login"
_STATIC_PATH = "/__admin/console/static/"


def admit(request: HttpRequest, server: Server) -> None:
    """Let a request pass.

    Raises: ControlProblem: 401 without the token, 403 for all else.
    """
    host = request.text(b"host")
    _require_own_page(request, host)
    if server.settings.admin_token:
        if not _is_way_in(request) and not has_session(request, server):
            _require_token(request, server.settings.admin_token)
    else:
        _require_own_host(host, server.settings.external_domain)
        _require_loopback(request)


def _require_own_page(request: HttpRequest, host: str) -> None:
    """Refuse what a page of another origin sends: it must be able neither to read nor to change anything."""
    origin = request.text(b"origin")
    if origin and not _is_of(origin, host):
        raise ControlProblem(403, f"a page of {origin} may not use the control API", fix=f"open it at http://{host}")
    navigates = request.method == "GET" and request.text(b"sec-fetch-mode") == "navigate"
    if request.text(b"sec-fetch-site") not in _SAME_ORIGIN and not navigates:
        raise ControlProblem(403, "a page of another site may not use the control API", fix=f"open it at http://{host}")


def _is_of(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def _is_way_in(request: HttpRequest) -> bool:
    """Whether a request is for what a browser needs before it has a session: the form, and how it looks.

    Calls of targets are let in as well: the real server gives them no token, and they can only be kept.
    """
    if request.method == "POST" and HOOK.fullmatch(request.path):
        return True
    return request.path == _LOGIN_PATH or request.path.startswith(_STATIC_PATH)


def _require_token(request: HttpRequest, token: str) -> None:
    given = request.headers.get(b"authorization", b"")
    if not hmac.compare_digest(given, f"Bearer {token}".encode()):
        raise ControlProblem(
            401,
            "the control API asks for the token that the server was started with",
            field="Authorization",
            fix="send Authorization: Bearer TOKEN, with the TOKEN of --admin-token",
        )


def _require_own_host(host: str, external_domain: str) -> None:
    """Refuse a name that only a rebound DNS entry can have led here: such a page is of one origin with us.

    A host does not count as known because an instance is served under it: any host gets one by asking.
    """
    name = name_of(host)
    # An address is no name that could be bound to another one.
    if is_loopback(name) or name.endswith(".localhost") or name == external_domain.lower():
        return
    raise ControlProblem(
        403,
        f"the control API is not offered under the host {host}",
        field="Host",
        fix=f"use localhost with ?host={name} for the instance of {name}, or start the server with --admin-token",
    )


def _require_loopback(request: HttpRequest) -> None:
    """Refuse what comes from another machine, be it through a proxy on this one; one that tells nobody's address may
    have been asked by anybody."""
    clients = [client for name in NAMING_CLIENTS for client in _listed(request.text(name))]
    clients.extend(map(_forwarded_for, _listed(request.text(FORWARDED))))
    if not clients and request.text(VIA):
        clients.append("")
    if not all(map(is_loopback_address, [request.peer, *clients])):
        raise ControlProblem(
            403,
            "without --admin-token only this machine may use the control API",
            fix="start the server with --admin-token TOKEN and send Authorization: Bearer TOKEN",
        )


def _listed(header: str) -> list[str]:
    return [part.strip() for part in header.split(",") if part.strip()]


def _forwarded_for(element: str) -> str:
    """The client's address in an element of `Forwarded` (RFC 7239), `for="[::1]:8080";proto=http`; empty for none."""
    for pair in element.split(";"):
        name, _, value = pair.strip().partition("=")
        if name.lower() == "for":
            node = value.strip('"')
            return node[1:].partition("]")[0] if node.startswith("[") else node.partition(":")[0]
    return ""
