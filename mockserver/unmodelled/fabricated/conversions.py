"""Told values as fields have them, in proto3 JSON."""

from __future__ import annotations

from typing import Any

from mockserver.spec.json_values import JsonObject
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, MessageType, json_name
from mockserver.unmodelled.fabricated.places import LONG, is_zero, tails

TIMESTAMP = "google.protobuf.Timestamp"
_TEXT_TYPES = frozenset({"string", "bytes", TIMESTAMP, "google.protobuf.Duration"})
_NUMBERS = frozenset({"double", "float", "int32", "uint32", "sint32"}) | LONG


class Conversions:
    """Converts by the types of a surface."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def converted(self, field: Field, value: Any) -> Any:
        """A told value as a field has it; None where it does not fit."""
        if value is None:
            return None
        if field.key_type:
            return value if isinstance(value, dict) else None
        if field.repeated:
            if not isinstance(value, list):
                return None
            items = [self._single(field.type, each) for each in value]
            return None if None in items else items
        return self._single(field.type, value)

    def is_zero(self, field: Field, value: Any) -> bool:
        """Whether JSON leaves a value out."""
        numbers = self._surface.enum(field.type).numbers if self._surface.is_enum(field.type) else {}
        return is_zero(field, numbers, value)

    def enum_name(self, kind: str, value: Any) -> str | None:
        """The name of an enum's value, of a name of this enum or of one that means the same in another version."""
        numbers = self._surface.enum(kind).numbers
        if not isinstance(value, str):
            return next((name for name, number in numbers.items() if number == value), None)
        if value in numbers:
            return value
        longest_first = sorted(tails(tuple(numbers)).items(), key=lambda tail: -len(tail[0]))
        return next((name for tail, name in longest_first if value.endswith(f"_{tail}")), None)

    def _single(self, kind: str, value: Any) -> Any:
        if kind in _TEXT_TYPES:
            return value if isinstance(value, str) else None
        if kind == "bool":
            return value if isinstance(value, bool) else None
        if kind in _NUMBERS:
            fits = isinstance(value, (int, float)) and not isinstance(value, bool)
            return (str(value) if kind in LONG else value) if fits else None
        if self._surface.is_enum(kind):
            return self.enum_name(kind, value)
        if self._surface.is_message(kind):
            return self._object(self._surface.message(kind), value) if isinstance(value, dict) else None
        return value

    def _object(self, message: MessageType, value: JsonObject) -> JsonObject:
        named = ((json_name(field.name), field) for field in message.fields.values())
        converted = ((name, self.converted(field, value.get(name))) for name, field in named)
        return {name: each for name, each in converted if each}
