"""Texts that fit a regular expression, for schemas that ask for one and give no example."""

from __future__ import annotations

import hashlib
import importlib
import itertools
import re
import string
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_MOST_CHARACTERS = 10_000
"""Longer texts are not made, as repetitions within each other would be without end."""
_CLASSES = {
    "CATEGORY_DIGIT": string.digits,
    "CATEGORY_WORD": string.ascii_lowercase + string.digits + "_",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_DIGIT": string.ascii_lowercase,
    "CATEGORY_NOT_WORD": "-",
    "CATEGORY_NOT_SPACE": string.ascii_lowercase,
}
_PRINTABLE = string.ascii_lowercase + string.digits + string.ascii_uppercase + "-_. " + string.punctuation


def fitting(pattern: str, seed: str, least: int = 0) -> str | None:
    """A text in which a pattern is found, the same for the same seed; None where none was made.

    Patterns are those of JSON Schema, of which Python knows most. What looks ahead or behind is not followed, so that
    its text may not fit, and is not returned then.

    Args:
        least: how long it should be.
    """
    try:
        compiled = re.compile(pattern)
        parsed = importlib.import_module("re._parser").parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return None
    for more in range(0, max(least, 1) + 1, max(1, least)):
        text = "".join(_Making(seed, more).of(parsed))
        if compiled.search(text) and len(text) >= least:
            return text
    return None


class _Making:
    """Makes a text of what a pattern was parsed to: pairs of an operation and its arguments."""

    def __init__(self, seed: str, more: int) -> None:
        digest = hashlib.blake2b(seed.encode()).digest()
        self._numbers = itertools.cycle(digest)
        self._more = more
        self._room = _MOST_CHARACTERS
        self._groups: dict[int, str] = {}

    def of(self, parsed: Any) -> Iterator[str]:
        for operation, arguments in parsed:
            make = _BY_OPERATION.get(str(operation))
            if make is not None and self._room > 0:
                yield from make(self, arguments)

    def one_of(self, characters: str) -> str:
        return characters[next(self._numbers) % len(characters)] if characters else ""

    def literal(self, code: int) -> Iterator[str]:
        yield chr(code)

    def not_literal(self, code: int) -> Iterator[str]:
        yield self.one_of(string.ascii_lowercase.replace(chr(code), ""))

    def any(self, _: object) -> Iterator[str]:
        yield self.one_of(string.ascii_lowercase)

    def among(self, members: Any) -> Iterator[str]:
        negated = bool(members) and str(members[0][0]) == "NEGATE"
        characters = "".join(_characters(str(kind), value) for kind, value in members)
        yield self.one_of("".join(each for each in _PRINTABLE if each not in characters) if negated else characters)

    def repeated(self, arguments: Any) -> Iterator[str]:
        least, most, parsed = arguments
        for _ in range(min(int(most), int(least) + max(self._more, 0 if least else 1))):
            if self._room <= 0:
                return
            self._room -= 1
            yield from self.of(parsed)

    def group(self, arguments: Any) -> Iterator[str]:
        number, parsed = arguments[0], arguments[-1]
        text = "".join(self.of(parsed))
        if number is not None:
            self._groups[number] = text
        yield text

    def atomic(self, parsed: Any) -> Iterator[str]:
        yield from self.of(parsed)

    def branch(self, arguments: Any) -> Iterator[str]:
        yield from self.of(arguments[1][0])

    def same(self, number: int) -> Iterator[str]:
        yield self._groups.get(number, "")


def _characters(kind: str, value: Any) -> str:
    if kind == "LITERAL":
        return chr(value)
    if kind == "RANGE":
        return "".join(map(chr, range(value[0], min(value[1], value[0] + 255) + 1)))
    return _CLASSES.get(str(value), "")


_BY_OPERATION: Mapping[str, Callable[[_Making, Any], Iterator[str]]] = {
    "LITERAL": _Making.literal,
    "NOT_LITERAL": _Making.not_literal,
    "ANY": _Making.any,
    "IN": _Making.among,
    "MAX_REPEAT": _Making.repeated,
    "MIN_REPEAT": _Making.repeated,
    "POSSESSIVE_REPEAT": _Making.repeated,
    "SUBPATTERN": _Making.group,
    "ATOMIC_GROUP": _Making.atomic,
    "BRANCH": _Making.branch,
    "GROUPREF": _Making.same,
}
"""What stands for a place between characters adds none."""
