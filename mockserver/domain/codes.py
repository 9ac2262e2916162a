"""Codes that verify an address, a number or a person: how long they are good, and what makes them fail."""

from __future__ import annotations

from mockserver.domain.ids import Instant
from mockserver.domain.rows.users import Code
from mockserver.errors.catalogue import CODE_EXPIRED, CODE_INVALID
from mockserver.errors.problem import Problem

_HOUR_US = 3_600_000_000
HOURS_OF_INITIALISATION = 72
HOURS_OF_INVITATION = 72
HOURS_OF_VERIFICATION = 1
"""Of codes for addresses, numbers and passwords."""
MOST_INVITATION_FAILURES = 3


def made(text: str, now: Instant, *, hours: int = HOURS_OF_VERIFICATION, returned: bool = False) -> Code:
    """A code that is good for so many hours. Source: defaults of the real server."""
    return Code(text=text, made=now, expires=Instant(now + hours * _HOUR_US), returned=returned)


def wrong_with(code: Code | None, given: str, now: Instant) -> Problem | None:
    """Why a code does not verify; None where it does."""
    if code is None:
        return CODE_INVALID
    if code.expires <= now:
        return CODE_EXPIRED
    return None if code.text == given else CODE_INVALID
