"""Authorization codes: for a single use, within ten minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from mockserver.access.keys import SYSTEM, new_token
from mockserver.access.oauth.expiry import forget_expired
from mockserver.access.oauth.grants import Grant
from mockserver.access.oauth.pkce import require_verifier
from mockserver.access.oauth.problems import (
    CODE_INVALID,
    CODE_OF_OTHER_CLIENT,
    CODE_REDIRECT_URI_DIFFERS,
    CODE_SPENT,
    OAuthRefused,
)
from mockserver.domain.ids import Instant

_LIFETIME = 10 * 60 * 1_000_000


@dataclass(frozen=True, slots=True)
class Authorization:
    """What a code stands for.

    Attributes:
        challenge: of PKCE; empty for none.
        request: id of the authorization request that it answers; empty for one that was not kept.
    """

    grant: Grant
    redirect_uri: str
    challenge: str
    request: str = ""


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """An authorization that a code was issued for."""

    authorization: Authorization
    expires: Instant
    spent: bool = False


class AuthorizationCodes:
    """The newest codes that were issued within the last ten minutes."""

    def __init__(self) -> None:
        self._issued: dict[str, IssuedCode] = {}

    def issue(self, authorization: Authorization, now: Instant, randomness: Random = SYSTEM) -> str:
        """A fresh code."""
        forget_expired(self._issued, now)
        code = new_token(randomness)
        self._issued[code] = IssuedCode(authorization, Instant(now + _LIFETIME))
        return code

    def redeem(
        self, code: str, *, client: str, redirect_uri: str, verifier: str, now: Instant, confidential: bool = False
    ) -> Authorization:
        """What a code stands for, once. A refused attempt leaves the code as it is.

        Args:
            confidential: whether the client proved who it is.

        Raises: CODE_INVALID (unknown), CODE_SPENT (used or expired), CODE_OF_OTHER_CLIENT, VERIFIER_REQUIRED,
            VERIFIER_INVALID, VERIFIER_UNEXPECTED, CODE_REDIRECT_URI_DIFFERS.
        """
        issued = self._issued.get(code)
        if issued is None:
            raise OAuthRefused(CODE_INVALID)
        if issued.spent or issued.expires <= now:
            raise OAuthRefused(CODE_SPENT)
        authorization = issued.authorization
        if authorization.grant.client != client:
            raise OAuthRefused(CODE_OF_OTHER_CLIENT, f"the code is of client {authorization.grant.client!r}")
        require_verifier(authorization.challenge, verifier, confidential=confidential)
        if authorization.redirect_uri != redirect_uri:
            raise OAuthRefused(CODE_REDIRECT_URI_DIFFERS)
        self._issued[code] = replace(issued, spent=True)
        return authorization
