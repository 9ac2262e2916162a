"""Service account keys, client secrets and personal access tokens: how they are made and what they look like."""

from __future__ import annotations

import base64
import binascii
import json
import string
from dataclasses import dataclass
from random import Random, SystemRandom
from typing import TYPE_CHECKING

from mockserver.later import Later

if TYPE_CHECKING:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
else:
    serialization = Later("cryptography.hazmat.primitives.serialization")
    rsa = Later("cryptography.hazmat.primitives.asymmetric.rsa")

SYSTEM = SystemRandom()
"""The machine's own randomness."""

_TOKEN_BYTES = 53
"""Gives 71 characters of URL-safe base64, the length of the real server's tokens."""
_SECRET_ALPHABET = string.ascii_letters + string.digits
_SECRET_LENGTH = 64
_SIGNING_KEY_LENGTH = 36
_CODE_ALPHABET = string.digits + string.ascii_uppercase
_CODE_BITS = 64
"""So many more than a code needs that no letter comes noticeably more often; drawn at once, which is quick."""
_CODE_LENGTH = 6
_KEY_BITS = 2048


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A service account's RSA key, both halves as PEM."""

    private: bytes
    public: bytes


def new_token(randomness: Random = SYSTEM) -> str:
    """An opaque personal access token of 71 characters."""
    return base64.urlsafe_b64encode(randomness.randbytes(_TOKEN_BYTES)).rstrip(b"=").decode("ascii")


def new_secret(randomness: Random = SYSTEM) -> str:
    """A client secret of 64 letters and digits."""
    return _letters_and_digits(_SECRET_LENGTH, randomness)


def new_signing_key(randomness: Random = SYSTEM) -> str:
    """A key of 36 letters and digits, with which deliveries to a target are signed."""
    return _letters_and_digits(_SIGNING_KEY_LENGTH, randomness)


def new_code(randomness: Random = SYSTEM) -> str:
    """A code to verify an address or a person with: six digits and capital letters, the default of the real server."""
    drawn, letters = randomness.getrandbits(_CODE_BITS), []
    for _ in range(_CODE_LENGTH):
        drawn, letter = divmod(drawn, len(_CODE_ALPHABET))
        letters.append(_CODE_ALPHABET[letter])
    return "".join(letters)


def new_key_pair() -> KeyPair:
    """A new RSA key of 2048 bits; takes tens of milliseconds."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    return KeyPair(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        ),
        key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
    )


def readable_public_key(text: str) -> bytes | None:
    """The PEM of an RSA public key that came base64-encoded; None where it is not one."""
    try:
        pem = base64.b64decode(text, validate=True)
        key = serialization.load_pem_public_key(pem)
    except (binascii.Error, ValueError):
        return None
    return pem if isinstance(key, rsa.RSAPublicKey) else None


def key_file(key_id: str, user_id: str, private_key: bytes, expiration: str) -> bytes:
    """A service account's key as the JSON file that ZITADEL's SDKs read."""
    return json.dumps(
        {
            "type": "serviceaccount",
            "keyId": key_id,
            "key": private_key.decode("ascii"),
            "expirationDate": expiration,
            "userId": user_id,
        }
    ).encode()


def app_key_file(key_id: str, app_id: str, client_id: str, private_key: bytes, expiration: str) -> bytes:
    """An application's key as the JSON file that ZITADEL's SDKs read.

    Source: the SDKs' documentation; that it tells its expiration as a service account's does is assumed.
    """
    return json.dumps(
        {
            "type": "application",
            "keyId": key_id,
            "key": private_key.decode("ascii"),
            "expirationDate": expiration,
            "appId": app_id,
            "clientId": client_id,
        }
    ).encode()


def _letters_and_digits(length: int, randomness: Random) -> str:
    return "".join(randomness.choice(_SECRET_ALPHABET) for _ in range(length))
