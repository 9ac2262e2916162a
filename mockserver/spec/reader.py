"""Typed reading of JSON requests, compiled from the surface.

Reading follows the proto3 JSON mapping as the real server applies it: both namings of a field, unknown fields and
unknown enum names ignored, null as unset, 64-bit integers as numbers or texts. What comes out is canonical, so that
rules and operations see one form only.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mockserver.errors.problem import invalid_argument
from mockserver.spec.json_values import JsonObject, Pairs
from mockserver.spec.wellknown import parse_duration, parse_timestamp
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, json_name

Reader = Callable[[Any, str], Any]
"""`read(value, path) -> canonical value`; None leaves the field unset. The path names the field in errors."""

_UPPER = re.compile(r"(?<!^)([A-Z])")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,40})(\.\d{1,40})?([eE][+-]?\d{1,3})?", re.ASCII)
"""Longer numbers than this are out of every range."""
_INT32 = (-(2**31), 2**31 - 1)
_RANGES = {"int32": _INT32, "int64": (-(2**63), 2**63 - 1), "uint32": (0, 2**32 - 1), "uint64": (0, 2**64 - 1)}


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    proto_name: str
    oneof: str
    read: Reader


class MessageReaders:
    """The readers of all messages of a surface, each compiled when it is first used."""

    def __init__(self, surface: Surface, *, strict: bool = False) -> None:
        """Read the messages of a surface.

        Args:
            strict: whether an unknown field, or an unknown name of an enum, is refused and not ignored.
        """
        self._surface = surface
        self._strict = strict
        self._made: dict[str, Reader] = {}

    def of(self, name: str) -> Reader:
        """A reader of `Pairs` into the canonical form of a message, by the message's full name."""

        def read(value: Any, path: str) -> Any:
            made = self._made.get(name)
            if made is None:
                fields = map(self._field, self._surface.message(name).fields.values())
                made = self._made[name] = _message_reader(fields, strict=self._strict)
            return made(value, path)

        return read

    def of_field(self, message: str, name: str) -> Reader:
        """A reader of one field of a message, by its protobuf name, for a body that fills it alone."""
        return self._field(self._surface.message(message).fields[name]).read

    def _field(self, field: Field) -> _Field:
        read = self._value_reader(field.type)
        if field.key_type:
            read = _map_reader(read)
        elif field.repeated:
            read = _list_reader(read)
        return _Field(json_name(field.name), field.name, field.oneof, read)

    def _value_reader(self, kind: str) -> Reader:
        if kind in _READERS:
            return _READERS[kind]
        if self._surface.is_enum(kind):
            return _enum_reader(self._surface.enum(kind).numbers, strict=self._strict)
        return self.of(kind)


def _message_reader(rows: Iterable[_Field], *, strict: bool) -> Reader:
    fields: dict[str, _Field] = {}
    for row in rows:
        fields[row.name] = fields[row.proto_name] = row

    def read(value: Any, path: str) -> JsonObject:
        if type(value) is not Pairs:
            raise _unexpected(path, "an object", value)
        message: JsonObject = {}
        seen: set[str] = set()
        for key, member in value:
            field = fields.get(key)
            if field is None:
                if strict:
                    raise invalid_argument(f'unknown field "{key}"')
                continue
            where = f"{path}.{key}" if path else key
            if field.name in seen:
                raise invalid_argument(f'{where}: duplicate field; send "{field.name}" once')
            seen.add(field.name)
            if member is None:
                continue
            if field.oneof:
                if field.oneof in seen:
                    raise invalid_argument(f'{where}: another field of the oneof "{field.oneof}" is set already')
                seen.add(field.oneof)
            canonical = field.read(member, where)
            if canonical is not None:
                message[field.name] = canonical
        return message

    return read


def snake_case(name: str) -> str:
    """The proto name of a field, of its JSON name."""
    return _UPPER.sub(r"_\1", name).lower()


def _read_string(value: Any, path: str) -> str:
    if type(value) is not str:
        raise _unexpected(path, "a string", value)
    return value


def _read_boolean(value: Any, path: str) -> bool:
    if type(value) is not bool:
        raise _unexpected(path, "true or false", value)
    return value


def _integer_reader(lowest: int, highest: int) -> Reader:
    def read(value: Any, path: str) -> int:
        number = _integer(value)
        if number is None or not lowest <= number <= highest:
            raise _unexpected(path, f"an integer between {lowest} and {highest}", value)
        return number

    return read


def _integer(value: Any) -> int | None:
    if type(value) is str and _NUMBER.fullmatch(value):
        value = float(value) if set(value) & set(".eE") else int(value)
    if type(value) is float and value.is_integer():
        return int(value)
    return value if type(value) is int else None


def _enum_reader(numbers: Mapping[str, int], *, strict: bool) -> Reader:
    def read(value: Any, path: str) -> int | None:
        if type(value) is str and (not strict or value in numbers):
            return numbers.get(value)
        number = _integer(value)
        if number is None or not _INT32[0] <= number <= _INT32[1]:
            raise _unexpected(path, f"a number or one of {', '.join(numbers)}", value)
        return number

    return read


def _list_reader(read_item: Reader) -> Reader:
    def read(value: Any, path: str) -> list[Any]:
        if type(value) is not list:
            raise _unexpected(path, "an array", value)
        read_items = (read_item(item, f"{path}[{index}]") for index, item in enumerate(value))
        # An unknown name of an enum is dropped, here as elsewhere.
        return [canonical for canonical in read_items if canonical is not None]

    return read


def _read_duration(value: Any, path: str) -> str:
    if type(value) is not str or parse_duration(value) is None:
        raise _unexpected(path, 'a duration such as "10s" or "1.5s"', value)
    return value


def _read_timestamp(value: Any, path: str) -> str:
    if type(value) is not str or parse_timestamp(value) is None:
        raise _unexpected(path, 'a timestamp such as "2030-01-31T12:00:00Z"', value)
    return value


def _read_bytes(value: Any, path: str) -> str:
    """Standard or URL-safe base64, with or without padding; comes out as standard base64."""
    if type(value) is str:
        text = value.replace("-", "+").replace("_", "/")
        padded = text if len(text) % 4 == 0 else text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
        try:
            base64.b64decode(padded, validate=True)
        except ValueError:
            pass
        else:
            return padded
    raise _unexpected(path, "base64 text", value)


def _map_reader(read_value: Reader) -> Reader:
    """Reads an object whose names are the keys; keys of maps are texts everywhere."""

    def read(value: Any, path: str) -> JsonObject:
        if type(value) is not Pairs:
            raise _unexpected(path, "an object", value)
        return {key: read_value(member, f"{path}.{key}") for key, member in value}

    return read


def _read_number(value: Any, path: str) -> float:
    if type(value) is str and _NUMBER.fullmatch(value):
        value = float(value)
    if type(value) not in {int, float}:
        raise _unexpected(path, "a number", value)
    return float(value)


def _read_struct(value: Any, path: str) -> Any:
    if type(value) is not Pairs:
        raise _unexpected(path, "an object", value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if type(value) is Pairs:
        return {key: _plain(member) for key, member in value}
    return [_plain(item) for item in value] if type(value) is list else value


_READERS: Mapping[str, Reader] = {
    "string": _read_string,
    "bool": _read_boolean,
    "bytes": _read_bytes,
    "double": _read_number,
    "float": _read_number,
    "google.protobuf.Duration": _read_duration,
    "google.protobuf.Timestamp": _read_timestamp,
    "google.protobuf.Struct": _read_struct,
    **{kind: _integer_reader(*bounds) for kind, bounds in _RANGES.items()},
}


def _unexpected(path: str, wanted: str, value: Any) -> Exception:
    shown = "an object" if type(value) is Pairs else repr(value)
    if len(shown) > 60:
        shown = f"{shown[:57]}..."
    return invalid_argument(f"{path or 'body'}: expected {wanted}, got {shown}")
