"""Which user a browser is logged in as, for clients that ask with `prompt=none`."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from mockserver.access.keys import SYSTEM, new_token
from mockserver.access.oauth.expiry import forget_expired
from mockserver.access.oauth.grants import PASSWORD
from mockserver.domain.ids import Instant, UserId

LIFETIME_S = 240 * 3600
"""How long a login holds: the real server's default for the check of a password."""
_MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Session:
    """A login in a browser.

    Attributes:
        id: the claim `sid` of its id_tokens.
        authenticated: when the user logged in.
        methods: how, as values of the claim `amr`.
    """

    id: str
    user: UserId
    authenticated: Instant
    expires: Instant
    methods: tuple[str, ...] = PASSWORD


class Sessions:
    """The newest sessions, by the secret in their browser's cookie."""

    def __init__(self) -> None:
        self._begun: dict[str, Session] = {}

    def begin(
        self, id_: str, user: UserId, now: Instant, randomness: Random = SYSTEM, methods: tuple[str, ...] = PASSWORD
    ) -> tuple[str, Session]:
        """A fresh session; returns its secret too."""
        forget_expired(self._begun, now)
        secret = new_token(randomness)
        self._begun[secret] = session = Session(id_, user, now, Instant(now + LIFETIME_S * _MICROS), methods)
        return secret, session

    def find(self, secret: str, now: Instant) -> Session | None:
        """The session of a cookie that has not expired."""
        found = self._begun.get(secret)
        return found if found is not None and found.expires > now else None

    def end(self, secret: str) -> None:
        """Log the browser out; one that is logged in nowhere stays so."""
        self._begun.pop(secret, None)
