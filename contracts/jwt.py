"""JWTs in answers and in requests: looked into, and signed; signatures of answers are not checked."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Mapping

from joserfc import jwk, jwt

from .exchange import Json

NAME = "name"
PARTS = ("header", "claims")
"""The parts of a JWT that a recording holds, in the order of the text."""
AUDIENCE = "aud"

_COMPACT = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+")
_LIFETIME_S = 3600


def unpacked(text: str) -> dict[str, Json] | None:
    """Header and claims of a JWT, by the names of `PARTS`; None where the text is none."""
    if _COMPACT.fullmatch(text) is None:
        return None
    try:
        header, claims = (json.loads(_decoded(part)) for part in text.split(".")[:2])
    except ValueError:
        return None
    if not isinstance(header, dict) or not isinstance(claims, dict) or "alg" not in header:
        return None
    return dict(zip(PARTS, (header, with_sorted_audience(claims)), strict=True))


def with_sorted_audience(claims: dict[str, Json]) -> dict[str, Json]:
    """The audience by length and text, so that ids stand in the order in which they were made: none is promised."""
    audience = claims.get(AUDIENCE)
    if not isinstance(audience, list) or not all(isinstance(item, str) for item in audience):
        return claims
    return claims | {AUDIENCE: sorted(audience, key=lambda item: (len(str(item)), str(item)))}


def signed(key_details: str, claims: Mapping[str, Json]) -> str:
    """An assertion (RFC 7523) of a machine user, valid for an hour, signed with its key file (base64); RS256.

    Args:
        claims: in addition to `iss`, `sub`, `iat` and `exp`, or instead of them.

    Raises: ValueError where the key file is none.
    """
    file = json.loads(base64.b64decode(key_details))
    now = int(time.time())
    own = {"iss": file["userId"], "sub": file["userId"], "iat": now, "exp": now + _LIFETIME_S}
    return jwt.encode({"alg": "RS256", "kid": file["keyId"]}, own | dict(claims), jwk.RSAKey.import_key(file["key"]))


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
