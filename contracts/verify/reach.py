"""What a server under test can be asked for beyond answers: to call this machine, and to be nobody else's."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from contextlib import ExitStack
from enum import Enum
from urllib.parse import urlsplit

from ..listener import Listener, listening
from ..logins.provider import Provider, running_provider
from ..loopback import LOOPBACK


class Need(Enum):
    """What a check cannot do without; the value says what to do about it."""

    OWN_SERVER = "they change what a whole instance shares: --own-server says that nobody else uses it"
    RECEIVER = "the server has to call this machine: --receiver HOST is its name as the server knows it"


class Reach:
    """What a run has for the server to call; opened when a check first needs it, and closed with the run."""

    def __init__(self, base_url: str, receiver: str, *, own_server: bool) -> None:
        """Without a receiver a server on loopback reaches this machine there."""
        own = urlsplit(base_url).hostname or ""
        self._host = receiver or (own if own in LOOPBACK else "")
        self._own_server = own_server
        self._stack = ExitStack()

    def lacks(self, needs: Iterable[Need]) -> list[Need]:
        """Which of them this run has not."""
        there = {Need.OWN_SERVER: self._own_server, Need.RECEIVER: bool(self._host)}
        return [need for need in needs if not there[need]]

    @functools.cached_property
    def provider(self) -> Provider:
        """An identity provider; on loopback where no other name is known, since nobody then is sent to it."""
        return self._stack.enter_context(running_provider(self._host or "localhost"))

    @functools.cached_property
    def listener(self) -> Listener:
        """What targets point at."""
        return self._stack.enter_context(listening(self._host))

    def close(self) -> None:
        """End what was opened."""
        self._stack.close()
