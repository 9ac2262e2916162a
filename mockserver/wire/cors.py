"""CORS as the real server answers it: any origin, with credentials.

Source: recordings/wire.jsonl; the lists are the real server's, with the headers that let a request fail on purpose.
"""

from __future__ import annotations

from mockserver.wire.http import Headers
from mockserver.wire.oauth.paths import FOR_NAVIGATION

_METHODS = frozenset({b"OPTIONS", b"GET", b"HEAD", b"POST", b"PUT", b"PATCH", b"DELETE"})
_REQUEST_HEADERS = frozenset(
    {
        "accept",
        "accept-language",
        "authorization",
        "connect-protocol-version",
        "connect-timeout-ms",
        "content-type",
        "grpc-timeout",
        "origin",
        "prefer",
        "x-grpc-web",
        "x-mock-delay",
        "x-requested-with",
        "x-user-agent",
        "x-zitadel-orgid",
    }
)
_EXPOSE = (
    b"access-control-expose-headers",
    b"Location, Content-Length, Grpc-Status, Grpc-Message, Grpc-Status-Details-Bin",
)
_OWN = frozenset({b"x-mock-injected", b"x-mock-warning"})
_LONGEST_ORIGIN = 1024
"""Browsers send a scheme, a host and a port."""
VARY_PREFLIGHT = (b"vary", b"Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
_CREDENTIALS = (b"access-control-allow-credentials", b"true")


def is_preflight(method: str, headers: dict[bytes, bytes]) -> bool:
    """Whether a request asks what another one may do."""
    return method == "OPTIONS" and bool(headers.get(b"access-control-request-method"))


def is_readable(path: str, origin: bytes) -> bool:
    """Whether a page of another origin may read what is at a path: all but where browsers are sent for a login.

    A page that could read these could choose a user, and so log itself in; the real server asks for a password there.
    """
    return 0 < len(origin) <= _LONGEST_ORIGIN and path not in FOR_NAVIGATION


def preflight_headers(headers: dict[bytes, bytes], *, any_header: bool = False) -> Headers:
    """Headers of the answer to a preflight; a refused one says nothing but `Vary`.

    The asked headers must be in lower case and sorted, as browsers send them.

    Args:
        any_header: whether a request may have other headers than those that ZITADEL takes.
    """
    origin = headers.get(b"origin")
    method = headers[b"access-control-request-method"]
    asked = headers.get(b"access-control-request-headers", b"")
    if not origin or method not in _METHODS or not (any_header or _allowed(asked.decode("latin-1"))):
        return [VARY_PREFLIGHT]
    allowed = [(b"access-control-allow-headers", asked)] if asked else []
    return [
        VARY_PREFLIGHT,
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", method),
        *allowed,
        _CREDENTIALS,
    ]


def simple_headers(method: str, origin: bytes, given: Headers) -> Headers:
    """What CORS adds to any answer to a request from a page of another origin.

    Args:
        given: the answer's own headers; one that exposes headers itself keeps doing so.
    """
    if method.encode() not in _METHODS:
        return []
    names = {name for name, _ in given}
    exposed = [] if _EXPOSE[0] in names else [_EXPOSE]
    own = sorted(_OWN & names)
    if own and exposed:
        exposed = [(_EXPOSE[0], b", ".join([_EXPOSE[1], *own]))]
    return [(b"access-control-allow-origin", origin), _CREDENTIALS, *exposed]


def _allowed(asked: str) -> bool:
    names = [name.strip(" ") for name in asked.split(",")] if asked else []
    return names == sorted(names) and _REQUEST_HEADERS.issuperset(names)
