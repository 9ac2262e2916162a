"""What a rule of faults says of calls of targets: which it is for, and how they are signed."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Signed(StrEnum):
    """How a call of a target is signed."""

    RIGHT = "right"
    WRONG = "wrong"
    """With another key."""
    OLD = "old"
    """An hour ago."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class DeliveryMatch:
    """Which calls of targets a rule is for: patterns with `*`; what is empty is not asked for.

    Attributes:
        condition: id of what it is sent for, such as `function/preuserinfo`.
        target: id or name of the target.
        url: the target's endpoint.
    """

    condition: str = ""
    target: str = ""
    url: str = ""

    def fits(self, condition: str, target_id: str, target_name: str, url: str) -> bool:
        """Whether a call is meant."""
        return (
            (not self.condition or is_like(condition, self.condition))
            and (not self.target or is_like(target_id, self.target) or is_like(target_name, self.target))
            and (not self.url or is_like(url, self.url))
        )


def is_like(text: str, pattern: str) -> bool:
    """Whether a text is what a pattern with `*` says; no other letter of it has a meaning."""
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]").replace("?", "[?]"))


def holds(wanted: Any, seen: Any) -> bool:
    """Whether a value holds what is wanted: of objects the named fields, all else to the letter."""
    if isinstance(wanted, Mapping):
        return isinstance(seen, Mapping) and all(
            name in seen and holds(value, seen[name]) for name, value in wanted.items()
        )
    return bool(wanted == seen) and isinstance(wanted, bool) is isinstance(seen, bool)
