"""The key that signs an instance's tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.access.keys import new_key_pair
from mockserver.later import Later

if TYPE_CHECKING:
    from joserfc import errors, jwk, jwt
else:
    errors, jwk, jwt = Later("joserfc.errors"), Later("joserfc.jwk"), Later("joserfc.jwt")

ALGORITHM = "RS256"


class SigningKey:
    """An RSA key of 2048 bits, known by its thumbprint (RFC 7638); takes tens of milliseconds to make."""

    def __init__(self, private: bytes = b"") -> None:
        """Take a private key as PEM; make one where none is given."""
        self._key = jwk.RSAKey.import_key(private or new_key_pair().private)
        self.id = self._key.thumbprint()

    def sign(self, claims: dict[str, Any]) -> str:
        """Claims as a signed JWT, whose header has `alg`, `kid` and `typ`, as the real server's has."""
        return jwt.encode({"alg": ALGORITHM, "kid": self.id}, claims, self._key, [ALGORITHM])

    def verified(self, token: str) -> dict[str, Any] | None:
        """The claims of a JWT that this key signed, expired or not; None for any other text."""
        try:
            return jwt.decode(token, self._key, [ALGORITHM]).claims
        except (errors.JoseError, ValueError, RecursionError):
            return None

    def private_pem(self) -> bytes:
        """The private key as PEM, for who is to sign as this one does."""
        return self._key.as_pem(private=True)

    def public_jwk(self) -> dict[str, Any]:
        """The public half as a JSON Web Key."""
        public = self._key.as_dict(private=False)
        return {"use": "sig", "kty": "RSA", "kid": self.id, "alg": ALGORITHM, "n": public["n"], "e": public["e"]}
