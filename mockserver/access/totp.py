"""Time-based one-time passwords, as apps make them: RFC 6238 with SHA-1, six digits, thirty seconds."""

from __future__ import annotations

import base64
import hashlib
import hmac
from random import Random
from urllib.parse import quote

from mockserver.access.keys import SYSTEM
from mockserver.domain.ids import Instant

_SECRET_BYTES = 20
_DIGITS = 6
_STEP_US = 30_000_000
_SKEW = 1
"""How many steps earlier or later a code may be from, the default of the real server's library."""


def new_secret(randomness: Random = SYSTEM) -> str:
    """A secret of 32 characters of base32."""
    return base64.b32encode(randomness.randbytes(_SECRET_BYTES)).decode("ascii")


def uri(secret: str, issuer: str, account: str) -> str:
    """The address by which an app takes a secret over."""
    return (
        f"otpauth://totp/{quote(issuer, safe='')}:{quote(account, safe='@')}"
        f"?algorithm=SHA1&digits={_DIGITS}&issuer={quote(issuer, safe='')}&period=30&secret={secret}"
    )


def code(secret: str, now: Instant, step: int = 0) -> str:
    """The code of a secret at an instant, or so many steps later.

    Raises: ValueError, where the secret is not base32.
    """
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, (now // _STEP_US + step).to_bytes(8), hashlib.sha1)
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}d}"


def is_right(secret: str, given: str, now: Instant) -> bool:
    """Whether a code is a secret's, now or a step away."""
    try:
        return any(hmac.compare_digest(code(secret, now, step), given) for step in range(-_SKEW, _SKEW + 1))
    except (ValueError, TypeError):
        return False
