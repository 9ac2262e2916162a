"""The bytes that all journals of a server may keep together."""

from __future__ import annotations

from typing import Protocol

from mockserver.settings import DEFAULT_JOURNAL_BYTES

_SLACK = 256
"""Of what is allowed, so many parts are there: making room leaves one of them free, so that a server at its bound does
not look for the fullest journal at every request."""


class Bounded(Protocol):
    """A journal, as its budget sees it."""

    @property
    def kept_bytes(self) -> int:
        """What its entries take, forgotten ones included."""

    @property
    def forgotten(self) -> int:
        """How many entries it still keeps that nobody can find any more."""

    def drop_oldest(self) -> None:
        """Let go of one entry."""


class JournalBudget:
    """Has the fullest journal let go of its oldest entries while all of them together are too large."""

    def __init__(self, max_bytes: int = DEFAULT_JOURNAL_BYTES) -> None:
        self.max_bytes = max_bytes
        self.used = 0
        """Kept by all journals; each counts its own entries in and out."""
        self._journals: dict[int, Bounded] = {}

    def join(self, journal: Bounded) -> None:
        """Count a journal in."""
        self._journals[id(journal)] = journal
        self.used += journal.kept_bytes
        self.make_room()

    def leave(self, journal: Bounded) -> None:
        """Count a journal out."""
        if self._journals.pop(id(journal), None) is not None:
            self.used -= journal.kept_bytes

    def make_room(self) -> None:
        """Keep to the bound, and a little below once it is reached. What was forgotten goes first, wherever it is."""
        if self.used <= self.max_bytes:
            return
        wanted = self.max_bytes - self.max_bytes // _SLACK
        while self.used > wanted:
            fullest = max(self._journals.values(), key=_fullness)
            most = fullest.kept_bytes
            if not most:
                return
            # A look at all journals for each entry would be long where entries are small and journals many.
            enough = max(wanted - self.used + most, 0)
            forgotten = fullest.forgotten > 0
            while fullest.kept_bytes > enough and (fullest.forgotten or not forgotten):
                fullest.drop_oldest()


def _fullness(journal: Bounded) -> tuple[bool, int]:
    return journal.forgotten > 0, journal.kept_bytes
