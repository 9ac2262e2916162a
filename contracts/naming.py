"""Putting placeholders in the place of what a server made up: the reverse of a replay."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .comparison import SECRET_MEMBERS
from .exchange import Json
from .placeholders import ANY_TIME, NONCE, TIMESTAMP, kind_of

_ID = re.compile(r"[0-9]{15,20}")
_PRESENT = frozenset({"viewTimestamp", "timestamp"})
"""Members that hold the moment of the answer, which means nothing."""


class Names:
    """The placeholders of one recording, and the values that they stand for."""

    def __init__(self, tokens: Mapping[str, str], nonce: str) -> None:
        self._given = {**{f"token:{role}": token for role, token in tokens.items()}, NONCE: nonce}
        self._values: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._last: dict[str, int] = {}
        self._sorted: list[tuple[str, str]] = []
        self.reserved: set[str] = set()
        """Names that the scenario gives later; nothing else may take them."""

    def value(self, name: str) -> str:
        """What a placeholder stands for; a name that no answer has given stays as it is."""
        return self._given.get(name) or self._values.get(name) or f"{{{{{name}}}}}"

    def templated(self, answer: Json, names: Mapping[str, str]) -> Json:
        """An answer with placeholders; those in `names`, by path, are given values by it."""
        return self._walk(answer, names, "", "")

    def covered(self, text: str) -> str:
        """A text with everything that has a name replaced by it; longer values first, one may contain another."""
        for value, name in self._by_length():
            if value in text:
                text = text.replace(value, f"{{{{{name}}}}}")
        return text

    def _by_length(self) -> list[tuple[str, str]]:
        if not self._sorted:
            known = {value: name for name, value in self._given.items() if value} | self._names
            self._sorted = sorted(known.items(), key=lambda pair: -len(pair[0]))
        return self._sorted

    def _walk(self, value: Json, names: Mapping[str, str], path: str, member: str) -> Json:
        match value:
            case dict():
                return {name: self._walk(item, names, _join(path, name), name) for name, item in value.items()}
            case list():
                return [self._walk(item, names, _join(path, str(index)), "") for index, item in enumerate(value)]
            case str():
                return self._text(value, names.get(path), member)
            case _:
                return value

    def _text(self, value: str, name: str | None, member: str) -> str:
        if member in _PRESENT and TIMESTAMP.fullmatch(value):
            return f"{{{{{ANY_TIME}}}}}"
        if value in self._names:
            return f"{{{{{self._names[value]}}}}}"
        if name is None:
            name = self._new_name(value, member)
        if name is not None and kind_of(name).shape.fullmatch(value):
            self._values[name] = value
            self._names[value] = name
            self._sorted = []
            return f"{{{{{name}}}}}"
        return self.covered(value)

    def _new_name(self, value: str, member: str) -> str | None:
        """A name for what the scenario has none for, though each server makes it up."""
        if TIMESTAMP.fullmatch(value):
            return self._next("t")
        if member in SECRET_MEMBERS:
            return self._next("pat")
        return self._next("id") if _ID.fullmatch(value) else None

    def _next(self, kind: str) -> str:
        number = self._last.get(kind, 0) + 1
        while f"{kind}{number}" in self.reserved:
            number += 1
        self._last[kind] = number
        return f"{kind}{number}"


def _join(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step
