"""What is wrong with a URL before any route is looked for."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

from mockserver.wire.http import Response
from mockserver.wire.responses import BAD_PREFIX, BAD_URL, PAGE_NOT_FOUND, moved

_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
ASTERISK = Response(301, [(b"location", b"/%2A")], b"")
"""The answer of the real server's router to a target that is no path but `*`."""
SERVER_OPTIONS = Response(200, [], b"", added=())
"""The answer to `OPTIONS *` over HTTP/1.1.

Assumed from Go's `net/http`, which answers it before any handler; over HTTP/2 without TLS the real server's handler
stands alone, and its router answers as to any `*`.
"""
REST_PREFIXES = ("/management/v1/", "/admin/v1/", "/auth/v1/", "/v2/", "/v2beta/")
"""Below these paths a content type means nothing (recordings/wire.jsonl)."""
SERVICE_PREFIXES = ("/management/v1", "/admin/v1", "/auth/v1")
_MOUNTED = (*SERVICE_PREFIXES, "/debug")
_MOUNTED_RAW = tuple(prefix.encode() for prefix in _MOUNTED)
_SERVICE_ROOTS = tuple(f"{prefix}/" for prefix in SERVICE_PREFIXES)


def refused_url(raw_path: bytes, path: str, query: bytes) -> Response | None:
    """The answer to a URL that the real server's HTTP server or router does not let through; None for all others.

    Broken percent-encoding is a plain 400; a path that is not clean is redirected to the clean one; a service's prefix
    without a slash behind it is a 400. What is mounted below a prefix is found by the path as it came: with an escape
    in the prefix there is no such page. Further on in the path, and in `/v2`, escapes are decoded.
    Source: the real server's router; recordings/edges-paths-1.jsonl.
    """
    if raw_path == b"*":
        return ASTERISK
    if b"%" in raw_path and _BAD_ESCAPE.search(raw_path):
        return BAD_URL
    if "//" in path or "/." in path:
        clean = _clean(path)
        if clean != path:
            location = quote(clean, safe="/:@!$&'()*+,;=~").encode() + (b"?" + query if query else b"")
            return moved(301, location)
    if b"%" in raw_path and path.startswith(_MOUNTED) and not raw_path.startswith(_MOUNTED_RAW):
        return PAGE_NOT_FOUND
    if path.startswith(SERVICE_PREFIXES) and not path.startswith(_SERVICE_ROOTS):
        return BAD_PREFIX
    return None


def _clean(path: str) -> str:
    clean = posixpath.normpath("/" + path.lstrip("/"))
    return clean + "/" if path.endswith("/") and clean != "/" else clean
