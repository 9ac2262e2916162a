"""Typed reading of JSON requests, compiled from the spec's schemas.

The spec's `x-type` says which protobuf type a property has; reading follows the proto3 JSON mapping as the real server
applies it: both namings of a field, unknown fields and unknown enum names ignored, null as unset, 64-bit integers as
numbers or texts. What comes out is canonical, so that rules and operations see one form only.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mockserver.errors.problem import invalid_argument
from mockserver.spec.json_values import JsonObject, Pairs
from mockserver.spec.wellknown import parse_duration, parse_timestamp

Reader = Callable[[Any, str], Any]
"""`read(value, path) -> canonical value`; None leaves the field unset. The path names the field in errors."""

Schema = Mapping[str, Any]
Enums = Mapping[str, Mapping[str, int]]

_UPPER = re.compile(r"(?<!^)([A-Z])")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,40})(\.\d{1,40})?([eE][+-]?\d{1,3})?", re.ASCII)
"""Longer numbers than this are out of every range."""
_INT32 = (-(2**31), 2**31 - 1)
_RANGES = {"uint32": (0, 2**32 - 1), "uint64": (0, 2**64 - 1)}


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    oneof: str | None
    read: Reader


def message_reader(schema: Schema, enums: Enums) -> Reader:
    """Compile an object schema into a reader of `Pairs`."""
    fields: dict[str, _Field] = {}
    for name, property_schema in schema.get("properties", {}).items():
        field = _Field(name, property_schema.get("x-oneof"), _value_reader(property_schema, enums))
        fields[name] = fields[snake_case(name)] = field

    def read(value: Any, path: str) -> JsonObject:
        if type(value) is not Pairs:
            raise _unexpected(path, "an object", value)
        message: JsonObject = {}
        seen: set[str] = set()
        for key, member in value:
            field = fields.get(key)
            if field is None:
                continue
            where = f"{path}.{key}" if path else key
            if field.name in seen:
                raise invalid_argument(f'{where}: duplicate field; send "{field.name}" once')
            seen.add(field.name)
            if member is None:
                continue
            if field.oneof is not None:
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


def _value_reader(schema: Schema, enums: Enums) -> Reader:
    proto_type = schema.get("x-type")
    if proto_type == "enum":
        return _enum_reader(enums[schema["x-enum"]])
    if proto_type in _RANGES:
        return _integer_reader(*_RANGES[proto_type])
    if proto_type is not None:
        return _TEXT_READERS[proto_type]
    if "allOf" in schema:
        return _value_reader(schema["allOf"][0], enums)
    if schema["type"] == "array":
        return _list_reader(_value_reader(schema["items"], enums))
    if schema["type"] == "object":
        return message_reader(schema, enums)
    return {"string": _read_string, "boolean": _read_boolean}[schema["type"]]


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


def _enum_reader(numbers: Mapping[str, int]) -> Reader:
    def read(value: Any, path: str) -> int | None:
        if type(value) is str:
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
        return [read_item(item, f"{path}[{index}]") for index, item in enumerate(value)]

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


_TEXT_READERS: Mapping[str, Reader] = {
    "duration": _read_duration,
    "timestamp": _read_timestamp,
    "bytes": _read_bytes,
}


def _unexpected(path: str, wanted: str, value: Any) -> Exception:
    shown = "an object" if type(value) is Pairs else repr(value)
    if len(shown) > 60:
        shown = f"{shown[:57]}..."
    return invalid_argument(f"{path or 'body'}: expected {wanted}, got {shown}")
