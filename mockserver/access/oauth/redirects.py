"""Addresses that a browser is sent to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_PRINTABLE = re.compile(r"[!-~]+\Z")
_RUN_OR_READ_LOCALLY = frozenset(
    {"about", "blob", "data", "file", "filesystem", "javascript", "view-source", "vbscript"}
)
_MODES = {"query": "?", "fragment": "#"}


def broken_redirect_uri(uri: str) -> str | None:
    """What is wrong with a redirect URI; None for an absolute one without fragment, of http, https or an app's scheme.

    Every such one is good for a client that nobody registered; `registered_redirects` judges those of applications.
    """
    if not _PRINTABLE.match(uri):
        return "must be percent-encoded ASCII"
    try:
        parts = urlsplit(uri)
    except ValueError as error:
        return f"cannot be read: {error}"
    if not _SCHEME.match(parts.scheme):
        return "must be absolute"
    if parts.scheme in _RUN_OR_READ_LOCALLY:
        return f"must not have the scheme {parts.scheme}"
    if parts.scheme in {"http", "https"} and not parts.hostname:
        return "must name a host"
    if "#" in uri:
        return "must not have a fragment"
    return None


def with_parameters(uri: str, parameters: Mapping[str, str], mode: str = "query") -> str:
    """A redirect URI with an answer; parameters that are empty are left out, the others by name, as Go writes them.

    Args:
        mode: `query` or `fragment`, as the parameter `response_mode`; any other is a query here.
    """
    text = urlencode({name: value for name, value in sorted(parameters.items()) if value})
    separator = _MODES.get(mode, _MODES["query"])
    if separator in uri:
        separator = "&"
    return f"{uri}{separator}{text}" if text else uri
