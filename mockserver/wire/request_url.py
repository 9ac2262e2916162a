"""What is wrong with a URL before any route is looked for."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

from mockserver.wire.http import Response
from mockserver.wire.responses import BAD_PREFIX, BAD_URL

_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ASTERISK = Response(301, [(b"location", b"/%2A")], b"")
_SERVICE_PREFIXES = ("/management/v1", "/admin/v1", "/auth/v1")
_SERVICE_ROOTS = tuple(f"{prefix}/" for prefix in _SERVICE_PREFIXES)


def refused_url(raw_path: bytes, path: str, query: bytes) -> Response | None:
    """The answer to a URL that the real server's HTTP server or router does not let through; None for all others.

    Broken percent-encoding is a plain 400; a path that is not clean is redirected to the clean one; a service's prefix
    without a slash behind it is a 400.
    Source: the real server's router.
    """
    if raw_path == b"*":
        return _ASTERISK
    if b"%" in raw_path and _BAD_ESCAPE.search(raw_path):
        return BAD_URL
    if "//" in path or "/." in path:
        clean = _clean(path)
        if clean != path:
            location = quote(clean, safe="/:@!$&'()*+,;=~").encode() + (b"?" + query if query else b"")
            return Response(301, [(b"location", location)], b"")
    if path.startswith(_SERVICE_PREFIXES) and not path.startswith(_SERVICE_ROOTS):
        return BAD_PREFIX
    return None


def _clean(path: str) -> str:
    clean = posixpath.normpath("/" + path.lstrip("/"))
    return clean + "/" if path.endswith("/") and clean != "/" else clean
