"""Signatures of what targets are sent."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "ZITADEL-Signature"


def signature(body: bytes, key: str, seconds: int) -> str:
    """The value of the header for a body.

    Args:
        key: the target's signing key, whose text is the key.
        seconds: since 1970, when it is sent.

    Source: recordings/actions-v2-payloads.jsonl, case signing.
    """
    signed = hmac.new(key.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={signed.hexdigest()}"
