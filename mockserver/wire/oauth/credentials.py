"""What an HTTP request says of its client."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_plus

from mockserver.access.oauth.clients import ClientCredentials
from mockserver.access.oauth.problems import BASIC_INVALID, OAuthRefused
from mockserver.wire.oauth.call import Call

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def credentials_of(call: Call) -> ClientCredentials:
    """Client id and secret from HTTP Basic, where each is URL-encoded, otherwise from the form.

    A header that is no Basic authentication is left aside.

    Raises: BASIC_INVALID.
    """
    basic = _basic(call.request.text(b"authorization"))
    client, secret = basic or (call.parameter("client_id"), call.parameter("client_secret"))
    return ClientCredentials(
        client, secret, call.parameter("client_assertion"), call.parameter("client_assertion_type")
    )


def _basic(header: str) -> tuple[str, str] | None:
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
