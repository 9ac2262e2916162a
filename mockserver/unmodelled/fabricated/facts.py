"""What a request tells, as facts: the path of each field with its value, whatever message it came in."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from mockserver.spec.json_values import JsonObject
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, MessageType, json_name

Path = tuple[str, ...]
"""Plain names, from the outermost."""

_ENDS = ("configuration", "config", "request")
"""Ends of names that say nothing of what they hold."""


def plain(name: str, same: Mapping[str, str]) -> str:
    """A field's name as facts have it: in one spelling, by the name that stands for all that mean it."""
    return _plain(same.get(name, name))


@functools.cache
def _plain(name: str) -> str:
    text = name.replace("_", "").lower()
    for end in _ENDS:
        if text.endswith(end) and len(text) > len(end):
            return text[: -len(end)]
    return text


def within(short: Path, long: Path) -> bool:
    """Whether a path names the same place as a longer one, of which it leaves out some names."""
    rest = iter(long)
    return all(part in rest for part in short)


class Telling:
    """Takes messages apart."""

    def __init__(self, surface: Surface, same: Mapping[str, str]) -> None:
        """Take the facts of messages, and the names that mean another one."""
        self._surface = surface
        self._same = same

    def facts(self, message: str, value: JsonObject, prefix: Path = ()) -> dict[str, Any]:
        """What a canonical message tells; an empty object where one of a oneof was chosen that holds nothing."""
        return {".".join(path): each for path, each in self._told(self._surface.message(message), value, prefix)}

    def unset(self, message: str, value: JsonObject, prefix: Path = ()) -> Iterator[Path]:
        """The fields of a message that it leaves unset, and that are not known to be left as they were.

        A message with an `optional` field changes only what it names.
        """
        facts = self._surface.message(message)
        if any(field.optional for field in facts.fields.values()):
            return
        for field in facts.fields.values():
            if field.oneof:
                continue
            name, path = json_name(field.name), (*prefix, plain(field.name, self._same))
            if not self._is_object(field):
                if name not in value:
                    yield path
            elif name in value:
                yield from self.unset(field.type, value[name], path)

    def _told(self, message: MessageType, value: JsonObject, prefix: Path) -> Iterator[tuple[Path, Any]]:
        for field in message.fields.values():
            given = value.get(json_name(field.name))
            if given is None:
                continue
            path = (*prefix, plain(field.name, self._same))
            if not self._is_object(field):
                yield path, self.in_words(field, given)
                continue
            below = list(self._told(self._surface.message(field.type), given, path))
            if field.oneof and not below:
                yield path, {}
            yield from below

    def _is_object(self, field: Field) -> bool:
        return not field.repeated and not field.key_type and self._surface.is_message(field.type)

    def in_words(self, field: Field, value: Any) -> Any:
        """A value of a field with enums by their names."""
        if field.key_type:
            return value
        if field.repeated:
            return [self._in_words(field.type, each) for each in value]
        return self._in_words(field.type, value)

    def _in_words(self, kind: str, value: Any) -> Any:
        if self._surface.is_enum(kind):
            numbers = self._surface.enum(kind).numbers
            return next((name for name, number in numbers.items() if number == value), value)
        if not self._surface.is_message(kind):
            return value
        fields = self._surface.message(kind).fields.values()
        named = ((json_name(field.name), field) for field in fields)
        return {name: self.in_words(field, value[name]) for name, field in named if value.get(name) is not None}
