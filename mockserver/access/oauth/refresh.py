"""Refresh tokens: each for a single use, which gives the next one."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from mockserver.access.keys import SYSTEM, new_token
from mockserver.access.oauth.expiry import forget_expired
from mockserver.access.oauth.grants import Grant
from mockserver.access.oauth.problems import (
    REFRESH_TOKEN_INVALID,
    REFRESH_TOKEN_SPENT,
    SCOPE_EXCEEDS_GRANT,
    TOKEN_OF_OTHER_CLIENT,
    OAuthRefused,
)
from mockserver.domain.ids import Instant, UserId

_MICROS = 1_000_000
_MOST = 100_000
"""Of those that can be used; they are kept for a month, and each stands for somebody who is logged in."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh token stands for.

    Attributes:
        access_token: the one that was issued with it.
    """

    grant: Grant
    access_token: str
    expires: Instant


class RefreshTokens:
    """Refresh tokens that can still be used."""

    def __init__(self) -> None:
        self._issued: dict[str, Refresh] = {}
        self._spent: dict[str, Refresh] = {}

    def issue(self, grant: Grant, access_token: str, now: Instant, lifetime_s: int, randomness: Random = SYSTEM) -> str:
        """A fresh refresh token, which may stay unused so long."""
        forget_expired(self._issued, now, _MOST)
        forget_expired(self._spent, now)
        secret = new_token(randomness)
        self._issued[secret] = Refresh(grant, access_token, Instant(now + lifetime_s * _MICROS))
        return secret

    def find(self, secret: str, now: Instant) -> Refresh | None:
        """What a refresh token stands for that has not expired."""
        found = self._issued.get(secret)
        return found if found is not None and found.expires > now else None

    def redeem(self, secret: str, *, client: str, scopes: tuple[str, ...], now: Instant) -> Refresh:
        """What a refresh token stands for, once.

        Args:
            scopes: those asked for now, at most those of the grant; empty for all of them.

        Raises: REFRESH_TOKEN_SPENT, REFRESH_TOKEN_INVALID (unknown, expired, or another client's),
            SCOPE_EXCEEDS_GRANT.
        """
        if secret in self._spent:
            raise OAuthRefused(REFRESH_TOKEN_SPENT)
        found = self.find(secret, now)
        if found is None or found.grant.client != client:
            raise OAuthRefused(REFRESH_TOKEN_INVALID)
        if not set(scopes) <= set(found.grant.scopes):
            raise OAuthRefused(SCOPE_EXCEEDS_GRANT)
        self._spent[secret] = self._issued.pop(secret)
        return found

    def revoke(self, secret: str, *, client: str) -> None:
        """Take a known refresh token back.

        Raises: TOKEN_OF_OTHER_CLIENT.
        """
        if self._issued[secret].grant.client != client:
            raise OAuthRefused(TOKEN_OF_OTHER_CLIENT)
        del self._issued[secret]

    def revoke_all(self, user: UserId, client: str) -> None:
        """Take back all that a user let a client have."""
        for secret, refresh in list(self._issued.items()):
            if (refresh.grant.user, refresh.grant.client) == (user, client):
                del self._issued[secret]
