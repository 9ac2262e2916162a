"""Receivers of our own, which targets can point at so that a test needs no server of its own."""

from __future__ import annotations

import time
from collections import deque

import msgspec

from mockserver.domain.ids import Instant

MOST_HOOKS = 100
MOST_RECEIVED = 1_000
"""Of one receiver; older ones are let go."""
MOST_RECEIVED_BYTES = 4 << 20
MOST_DELAY_MS = 300_000


class HookAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """How a receiver answers.

    Attributes:
        status: HTTP status.
        body: JSON; left out for an empty answer.
        text: the body as it is, in place of JSON.
        delay_ms: how long it waits before.
    """

    status: int = 200
    body: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    text: str = ""
    delay_ms: int = 0


class Received(msgspec.Struct, frozen=True):
    """A call that came."""

    at: Instant
    method: str
    headers: dict[str, str]
    body: bytes


class Hook:
    """One receiver.

    Attributes:
        answer: how it answers.
        received: what came, oldest first.
        count: how much came in all.
    """

    def __init__(self) -> None:
        self.answer = HookAnswer()
        self.received: deque[Received] = deque()
        self.count = 0
        self._bytes = 0

    def receive(self, method: str, headers: dict[str, str], body: bytes) -> None:
        """Keep a call."""
        self.count += 1
        self.received.append(Received(Instant(time.time_ns() // 1_000), method, headers, body))
        self._bytes += _size(self.received[-1])
        while len(self.received) > MOST_RECEIVED or (self._bytes > MOST_RECEIVED_BYTES and len(self.received) > 1):
            self._bytes -= _size(self.received.popleft())


def _size(call: Received) -> int:
    return len(call.body) + sum(len(name) + len(value) for name, value in call.headers.items())


class Hooks:
    """The receivers of one instance, by name; one is there once it is called or told how to answer."""

    def __init__(self) -> None:
        self._hooks: dict[str, Hook] = {}

    def get(self, name: str) -> Hook | None:
        """The receiver of a name; None where there is none."""
        return self._hooks.get(name)

    def of(self, name: str) -> Hook | None:
        """The receiver of a name, made where there is none; None where there are too many already."""
        hook = self._hooks.get(name)
        if hook is None and len(self._hooks) < MOST_HOOKS:
            hook = self._hooks[name] = Hook()
        return hook

    def remove(self, name: str) -> bool:
        """Forget one; whether there was one."""
        return self._hooks.pop(name, None) is not None

    def items(self) -> list[tuple[str, Hook]]:
        """All of them by name, in the order in which they came."""
        return list(self._hooks.items())
