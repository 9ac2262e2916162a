"""The log that all replicas write to and fold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from mockserver.sharing.changes import Change


class StoreGone(Exception):
    """The log cannot be read or written; the message says why in one line."""


class Placed(NamedTuple):
    """A change at its place in the log. Places grow; none is used twice."""

    position: int
    change: Change


class SharedLog(Protocol):
    """A log in which all replicas see the same entries in the same order. Every method raises `StoreGone`."""

    async def connect(self) -> None:
        """Connect, anew where that was done before."""

    async def before_state(self) -> int:
        """The place before the newest entry that holds all that there is; 0 where there is none."""

    async def since(self, position: int, most: int) -> list[Placed]:
        """The entries behind a place, at most so many; what was written whole before this was asked is among them."""

    async def begin(self, position: int) -> list[Placed]:
        """Take the turn, which no other replica has then; returns all entries behind a place."""

    async def commit(self, position: int, changes: Sequence[Change]) -> None:
        """Write changes behind a place, all or none, and give the turn back. There may be none."""

    async def wait(self) -> None:
        """Wait until another replica may have written something."""

    async def close(self) -> None:
        """Let go of the connections, and with them of a turn that was not given back."""
