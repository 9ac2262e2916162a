"""Signatures of what targets are sent."""

from __future__ import annotations

import hashlib
import hmac
import re

from mockserver.store.delivery_faults import Signed

_HOUR_S = 3_600
HEADER = "ZITADEL-Signature"
_FORM = re.compile(r"t=([0-9]{1,12}),v1=[0-9a-f]{64}", re.ASCII)


def signature(body: bytes, key: str, seconds: int) -> str:
    """The value of the header for a body.

    Args:
        key: the target's signing key, whose text is the key.
        seconds: since 1970, when it is sent.

    Source: recordings/actions-v2-payloads.jsonl, case signing.
    """
    signed = hmac.new(key.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={signed.hexdigest()}"


def signed_as(how: Signed, body: bytes, key: str, seconds: int) -> str:
    """The value of the header as it should be, or as a webhook has to refuse it; empty for no header."""
    match how:
        case Signed.RIGHT:
            return signature(body, key, seconds)
        case Signed.WRONG:
            return signature(body, key[::-1] + "?", seconds)
        case Signed.OLD:
            return signature(body, key, seconds - _HOUR_S)
        case Signed.MISSING:
            return ""


def is_signature(text: str, body: bytes, key: str) -> bool:
    """Whether a header's value is the signature of a body, whenever it was made."""
    match = _FORM.fullmatch(text)
    return match is not None and hmac.compare_digest(text, signature(body, key, int(match[1])))
