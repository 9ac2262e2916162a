"""The names that a JSON body may have, to find those that are silently ignored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mockserver.spec.json_values import Pairs
from mockserver.surface.library import Surface
from mockserver.surface.model import json_name

Names = Mapping[str, Any]
"""By name, in both its spellings: the names of what the field holds, empty where it holds no object."""


class FieldNames:
    """The names of all messages of a surface, each found when it is first asked for."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._found: dict[str, Names] = {}

    def of(self, message: str) -> Names:
        """The names of a message's fields, and of theirs; a message that can hold itself leads back to itself."""
        if message not in self._found:
            names: dict[str, Names] = {}
            self._found[message] = names
            for field in self._surface.message(message).fields.values():
                below = self.of(field.type) if self._surface.is_message(field.type) and not field.key_type else {}
                names[json_name(field.name)] = names[field.name] = below
        return self._found[message]


def unknown_fields(value: Any, names: Names, path: str = "") -> Iterator[tuple[str, Names]]:
    """Where a body, read as `Pairs`, has fields that nothing reads: their paths, each with the names beside it."""
    if isinstance(value, Pairs):
        for name, member in value:
            where = f"{path}.{name}" if path else name
            if name not in names:
                yield where, names
            elif names[name]:
                yield from unknown_fields(member, names[name], where)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from unknown_fields(item, names, f"{path}[{index}]")
