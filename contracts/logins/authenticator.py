"""The codes of an authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

_STEP_S = 30


def code_of(secret: str) -> str:
    """The code that an app with this secret (base32) shows now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, (int(time.time()) // _STEP_S).to_bytes(8, "big"), hashlib.sha1)
    offset = digest[-1] & 0x0F
    return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
