"""Proof Key for Code Exchange (RFC 7636) with S256."""

from __future__ import annotations

import base64
import hashlib
import hmac

from mockserver.access.oauth.problems import VERIFIER_INVALID, VERIFIER_REQUIRED, VERIFIER_UNEXPECTED, OAuthRefused

METHOD = "S256"


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier: 43 characters of base64url."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode("ascii")


def require_verifier(challenge: str, verifier: str, *, confidential: bool = False) -> None:
    """Let a code be redeemed by whoever has the verifier of its challenge; empty stands for none of either.

    Args:
        confidential: whether the client proved who it is, so that a verifier without a challenge is left aside.

    Raises: VERIFIER_REQUIRED, VERIFIER_INVALID, VERIFIER_UNEXPECTED.
    """
    if not challenge:
        if verifier and not confidential:
            raise OAuthRefused(VERIFIER_UNEXPECTED)
        return
    if not verifier:
        raise OAuthRefused(VERIFIER_REQUIRED)
    if not hmac.compare_digest(challenge_of(verifier).encode(), challenge.encode()):
        raise OAuthRefused(VERIFIER_INVALID)
