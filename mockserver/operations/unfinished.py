"""Answers that take a while: scripts run for them, or targets are called, and all others go on meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from mockserver.logins.site import Telling
from mockserver.operations.messages.base import Message


class Unfinished(Exception):
    """What an operation raises that has judged its request, and whose answer is still to be made.

    Attributes:
        work: makes the answer, or raises Refused.
        telling: which scripts ran for it, and what targets were sent.
    """

    def __init__(self, work: Callable[[], Awaitable[Message]], telling: Telling) -> None:
        super().__init__()
        self.work = work
        self.telling = telling
