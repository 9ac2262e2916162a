"""Which access tokens expire next, so that expired ones need not be kept for ever."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from mockserver.domain.events import RowForgotten
from mockserver.domain.ids import Instant
from mockserver.domain.state import InstanceState
from mockserver.domain.users import token_forgotten

_AT_A_TIME = 8


class IssuedTokens:
    """Secrets of access tokens, in the order in which they were issued; all are good for the same time."""

    def __init__(self) -> None:
        self._secrets: deque[str] = deque()

    def add(self, secret: str) -> None:
        """Take a token that was just issued."""
        self._secrets.append(secret)

    def forget_expired(self, state: InstanceState, now: Instant) -> Iterator[RowForgotten]:
        """What forgets the oldest tokens that have expired: a few at a time, more than are issued meanwhile."""
        for _ in range(min(_AT_A_TIME, len(self._secrets))):
            token = state.tokens.get(self._secrets[0])
            if token is not None and token.expires > now:
                return
            self._secrets.popleft()
            if token is not None:
                yield token_forgotten(token)
