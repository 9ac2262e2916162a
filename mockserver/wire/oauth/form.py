"""Parameters of a request, from its form and its query."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from mockserver.access.oauth.problems import FORM_UNREADABLE, OAuthRefused
from mockserver.wire.http import HttpRequest

_FORM = "application/x-www-form-urlencoded"
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})|;")
_MAX_FIELDS = 1000


def parameters_of(request: HttpRequest) -> dict[str, str]:
    """Form fields, then those of the query; of a name that comes twice the first counts.

    Raises: FORM_UNREADABLE.
    """
    sources = [request.query]
    media_type = request.text(b"content-type").partition(";")[0].strip().lower()
    if request.method == "POST" and media_type == _FORM:
        sources.insert(0, request.body)
    found: dict[str, str] = {}
    for source in sources:
        for name, value in _pairs(source):
            found.setdefault(name, value)
    return found


def _pairs(source: bytes) -> list[tuple[str, str]]:
    if _BAD_ESCAPE.search(source):
        raise OAuthRefused(FORM_UNREADABLE)
    try:
        return parse_qsl(source.decode("latin-1"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError:
        raise OAuthRefused(FORM_UNREADABLE) from None
