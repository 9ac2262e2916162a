"""HTTP Basic, in which each of the two parts is URL-encoded (RFC 6749, section 2.3.1)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from urllib.parse import unquote_plus

from mockserver.access.oauth.problems import BASIC_INVALID, OAuthRefused

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def basic(header: str) -> tuple[str, str] | None:
    """Client id and secret of a header; None for one that is no Basic authentication.

    Raises: BASIC_INVALID.
    """
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    if not colon:
        return None
    if _BAD_ESCAPE.search(name) or _BAD_ESCAPE.search(secret):
        raise OAuthRefused(BASIC_INVALID)
    return unquote_plus(name), unquote_plus(secret)


def client_id_of(header: str, parameters: Mapping[str, str]) -> str:
    """The client id of a request, from its header or its parameters; empty for none.

    Raises: BASIC_INVALID.
    """
    pair = basic(header)
    return pair[0] if pair is not None else parameters.get("client_id", "")
