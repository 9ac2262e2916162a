"""Every secret that a verification knows, so that none is ever printed."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from ..comparison import SECRET_MEMBERS

COVERED = "(secret)"
SHORTEST = 6
"""Shorter texts are no secrets, and replacing them would tear other texts apart."""
_LONG = re.compile(r"[A-Za-z0-9_-]{60,}")


class Secrets:
    """Learns secrets from what is sent and answered; covers them in what is printed."""

    def __init__(self, *known: str) -> None:
        self._known: set[str] = set()
        for secret in known:
            self.learn(secret)

    def learn(self, secret: str) -> None:
        """Keep one secret."""
        if len(secret) >= SHORTEST:
            self._known.add(secret)

    def learn_from(self, body: Any) -> None:
        """Keep those in an answer, by the names of its members."""
        if isinstance(body, dict):
            for name, member in body.items():
                if name in SECRET_MEMBERS and isinstance(member, str):
                    self.learn(member)
                else:
                    self.learn_from(member)
        elif isinstance(body, list):
            for item in body:
                self.learn_from(item)

    def clean(self, text: str, plain: Collection[str] = ()) -> str:
        """The text with every secret covered.

        Args:
            plain: long texts that are known to be none, though they look like tokens.
        """
        for secret in sorted(self._known, key=len, reverse=True):
            text = text.replace(secret, COVERED)
        return _LONG.sub(lambda found: _unless_plain(found, plain), text)


def _unless_plain(found: re.Match[str], plain: Collection[str]) -> str:
    """Covers what looks like a token, wherever a server that is wrong may have put it."""
    kinds = (str.islower, str.isupper, str.isdigit)
    looks_random = all(any(map(kind, found[0])) for kind in kinds)
    return COVERED if looks_random and not any(found[0] in text for text in plain) else found[0]
