"""The key that an instance signs SAML responses with, and its certificate."""

from __future__ import annotations

import asyncio
import base64
import datetime
from typing import TYPE_CHECKING, cast

from mockserver.access.keys import new_key_pair
from mockserver.later import Later

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
else:
    x509 = Later("cryptography.x509")
    hashes = Later("cryptography.hazmat.primitives.hashes")
    serialization = Later("cryptography.hazmat.primitives.serialization")
    padding = Later("cryptography.hazmat.primitives.asymmetric.padding")
    rsa = Later("cryptography.hazmat.primitives.asymmetric.rsa")

_LASTS = datetime.timedelta(days=3650)
_BEFORE = datetime.timedelta(days=3650)
"""Clocks of instances can be set back."""


class SamlKey:
    """An RSA key of 2048 bits with a certificate that it signed itself; takes tens of milliseconds to make.

    Attributes:
        private: PEM.
        certificate: PEM.
    """

    def __init__(self, private: bytes = b"", certificate: bytes = b"") -> None:
        """Take a key and its certificate; make both where none are given."""
        self.private = private or new_key_pair().private
        key = serialization.load_pem_private_key(self.private, None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise TypeError("a new key pair is of RSA")
        self._key = key
        made = x509.load_pem_x509_certificate(certificate) if certificate else _certified(key)
        self.certificate = made.public_bytes(serialization.Encoding.PEM)
        self.certificate_base64 = base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode("ascii")

    def sign(self, data: bytes) -> bytes:
        """A signature by RSA and SHA-256 (PKCS #1 version 1.5)."""
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def _certified(key: rsa.RSAPrivateKey) -> x509.Certificate:
    """A certificate that a key signs itself."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "zitadel-mock SAML response")])
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + _LASTS)
        .sign(key, hashes.SHA256())
    )


class SamlState:
    """What the SAML endpoints of one instance remember: their key, made when it is first needed."""

    def __init__(self) -> None:
        self._key: SamlKey | None = None

    async def key(self) -> SamlKey:
        """The instance's key, made in a thread aside, as that takes a while."""
        if self._key is None:
            made = await asyncio.to_thread(SamlKey)
            # Somebody else may have been quicker, whose key is known by now.
            self.keep(self._key or made)
        return cast(SamlKey, self._key)

    def keep(self, key: SamlKey) -> None:
        """Sign with a key from now on."""
        self._key = key
