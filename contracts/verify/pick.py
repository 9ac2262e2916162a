"""Picking parts of an answer by path, and comparing them strictly."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Like:
    """Stands for any text of a form."""

    pattern: str

    def fits(self, seen: Any) -> bool:
        """Whether a value is such a text."""
        return isinstance(seen, str) and re.fullmatch(self.pattern, seen, re.DOTALL) is not None


@dataclass(frozen=True, slots=True)
class Not:
    """Stands for anything present but one value."""

    value: Any


@dataclass(frozen=True, slots=True)
class Unordered:
    """Stands for a list of these in any order; each as often as it is here."""

    items: Sequence[Any]

    def fits(self, seen: Any) -> bool:
        """Whether a value is such a list; nothing is an empty one."""
        left = [] if seen is None else seen
        if not isinstance(left, list) or len(left) != len(self.items):
            return False
        for item in self.items:
            found = next((index for index, other in enumerate(left) if alike(item, other)), None)
            if found is None:
                return False
            left = [*left[:found], *left[found + 1 :]]
        return True


@dataclass(frozen=True, slots=True)
class Among:
    """Stands for a list that holds, of some texts, exactly these; what else is in it is not looked at."""

    wanted: Collection[str]
    of: Collection[str]

    def fits(self, seen: Any) -> bool:
        """Whether a value is such a list; nothing is an empty one."""
        rows = [] if seen is None else seen
        return isinstance(rows, list) and {row for row in rows if row in self.of} == set(self.wanted)


TIME = Like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3}|\.[0-9]{6}|\.[0-9]{9})?Z")
ID = Like(r"[1-9][0-9]{17,19}")
ANYTHING = Like(r".+")


def pick(body: Any, path: str) -> Any:
    """The value at a path such as `flow.triggerActions.*.triggerType.id`; None where nothing is there.

    `*` stands for every item of a list, `#` for its length; of no list both are of an empty one.
    """
    return _pick(body, path.split(".") if path else [])


def _pick(value: Any, steps: list[str]) -> Any:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    items = value if isinstance(value, list) else []
    if step == "*":
        return [_pick(item, rest) for item in items]
    if step == "#":
        return len(items)
    if step.isdigit():
        return _pick(items[int(step)], rest) if int(step) < len(items) else None
    return _pick(value.get(step), rest) if isinstance(value, dict) else None


def alike(expected: Any, seen: Any) -> bool:
    """Whether a value is what was expected, types included."""
    match expected:
        case Like() | Unordered() | Among():
            return expected.fits(seen)
        case Not(value):
            return seen is not None and not alike(value, seen)
        case dict() if isinstance(seen, dict):
            return expected.keys() == seen.keys() and all(alike(value, seen[name]) for name, value in expected.items())
        case list() | tuple() if isinstance(seen, list):
            return len(expected) == len(seen) and all(map(alike, expected, seen))
        case _:
            return type(expected) is type(seen) and bool(expected == seen)


def shown(value: Any) -> str:
    """A value on one line, shortened."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
