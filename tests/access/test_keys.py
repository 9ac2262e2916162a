"""Tokens, secrets and keys."""

from __future__ import annotations

import base64
import json
import string

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from mockserver.access.keys import key_file, new_key_pair, new_secret, new_token, readable_public_key


def test_tokens_are_opaque_texts_of_71_characters() -> None:
    """Tokens have the real server's length, fit into a header, and no two are alike."""
    tokens = [new_token() for _ in range(100)]

    assert {len(token) for token in tokens} == {71}
    assert set("".join(tokens)) <= set(string.ascii_letters + string.digits + "-_")
    assert len(set(tokens)) == 100


def test_secrets_are_64_letters_and_digits() -> None:
    """Secrets have the real server's length and alphabet, and no two are alike."""
    secrets = [new_secret() for _ in range(100)]

    assert {len(secret) for secret in secrets} == {64}
    assert set("".join(secrets)) <= set(string.ascii_letters + string.digits)
    assert len(set(secrets)) == 100


def test_a_key_pair_belongs_together() -> None:
    """Both halves are PEM of one RSA key of 2048 bits, the private one in the form that the real server uses."""
    pair = new_key_pair()

    private = load_pem_private_key(pair.private, None)
    public = load_pem_public_key(pair.public)

    assert pair.private.startswith(b"-----BEGIN RSA PRIVATE KEY-----\n")
    assert isinstance(private, rsa.RSAPrivateKey)
    assert isinstance(public, rsa.RSAPublicKey)
    assert private.key_size == 2048
    assert private.public_key().public_numbers() == public.public_numbers()


def test_a_public_key_that_is_brought_is_read() -> None:
    """The base64 of an RSA public key's PEM gives the PEM back."""
    pem = new_key_pair().public

    assert readable_public_key(base64.b64encode(pem).decode("ascii")) == pem


# A public key that is no RSA key.
ELLIPTIC = b"""-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ/zYzUrWWxl7YcsOmxE1sGl2PMad
KuUJeWefeH+Hyz3PBRIdVWUk3/qCZXi9/f4gXnKJklJBUsbV0gl0Gfgl4w==
-----END PUBLIC KEY-----
"""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no base64!",
        base64.b64encode(b"no key").decode(),
        base64.b64encode(b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n").decode(),
        base64.b64encode(ELLIPTIC).decode(),
        ELLIPTIC.decode(),
    ],
    ids=["empty", "no base64", "no PEM", "broken PEM", "elliptic curve", "PEM not in base64"],
)
def test_public_keys_that_are_refused(text: str) -> None:
    """What is not the base64 of an RSA public key in PEM is none."""
    assert readable_public_key(text) is None


def test_a_key_file_holds_what_sdks_read() -> None:
    """The key file is JSON with exactly five members."""
    written = json.loads(key_file("1", "2", b"-----BEGIN-----\n", "9999-12-31T23:59:59Z"))

    assert written == {
        "type": "serviceaccount",
        "keyId": "1",
        "key": "-----BEGIN-----\n",
        "expirationDate": "9999-12-31T23:59:59Z",
        "userId": "2",
    }
