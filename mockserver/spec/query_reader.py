"""Typed reading of what a query carries, compiled from the surface, as the real server's gateway reads it.

Names may be of both spellings and lead into messages (`query.offset`); unknown ones are ignored, lists are names that
come again, maps are `name[key]=value`.
Source: grpc-gateway's reading of query parameters; recordings/edges-parameters-1.jsonl for names that come twice.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mockserver.errors.problem import Refused, invalid_argument
from mockserver.spec.json_values import JsonObject
from mockserver.spec.reader import snake_case
from mockserver.spec.wellknown import parse_duration, parse_timestamp
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, MessageType, json_name

QueryReader = Callable[[Mapping[str, Sequence[str]]], JsonObject]
"""`read(values by name) -> canonical message`."""
PathReader = Callable[[Mapping[str, str]], JsonObject]
"""`read(texts by protobuf name) -> fields of a canonical message`."""

_KEYED = re.compile(r"(?s)(.*)\[(.*)\]")
_INTEGER = re.compile(r"[+-]?\d{1,20}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d{1,40}\.?\d{0,40}|\.\d{1,40})([eE][+-]?\d{1,3})?", re.ASCII)
_BOOLS = {
    **dict.fromkeys(("1", "t", "T", "true", "TRUE", "True"), True),
    **dict.fromkeys(("0", "f", "F", "false", "FALSE", "False"), False),
}
_BITS = re.compile(r"(u|s)?int(32|64)")


class QueryReaders:
    """Reads queries into the messages of a surface."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def of(self, message: str, carried: Sequence[str] = ()) -> QueryReader:
        """A reader of a message, by its full name.

        Args:
            carried: protobuf names of fields that the path carries, which a query cannot set.
        """
        facts = self._surface.message(message)

        def read(values: Mapping[str, Sequence[str]]) -> JsonObject:
            read: JsonObject = {}
            for name, texts in values.items():
                keyed = _KEYED.fullmatch(name)
                path = (keyed[1] if keyed else name).split(".")
                if path[0] not in carried and snake_case(path[0]) not in carried:
                    self._set(read, facts, path, [*([keyed[2]] if keyed else ()), *texts])
            return read

        return read

    def of_path(self, message: str) -> PathReader:
        """A reader of what a path says of a message: texts by the protobuf names of its fields."""
        fields = self._surface.message(message).fields

        def read(values: Mapping[str, str]) -> JsonObject:
            return {json_name(name): self._in_path(fields[name], text) for name, text in values.items()}

        return read

    def _in_path(self, field: Field, text: str) -> Any:
        try:
            return self._single(field.type, text)
        except ValueError as error:
            raise invalid_argument(f"type mismatch, parameter: {field.name}, error: {error}") from None

    def _set(self, into: JsonObject, message: MessageType, path: Sequence[str], texts: list[str]) -> None:
        """Set the field of a path.

        Raises: INVALID_ARGUMENT without an ID.
        """
        field = message.fields.get(path[0]) or message.fields.get(snake_case(path[0]))
        if field is None:
            return
        self._require_free(into, message, field)
        name = json_name(field.name)
        if len(path) > 1:
            if field.repeated or field.key_type or not self._surface.is_message(field.type):
                raise invalid_argument(f'invalid path: "{path[0]}" is not a message')
            self._set(into.setdefault(name, {}), self._surface.message(field.type), path[1:], texts)
        elif field.key_type:
            if len(texts) != 2:
                raise invalid_argument(f'map "{field.name}": write {field.name}[key]=value')
            into.setdefault(name, {})[texts[0]] = self._value(field, texts[1], "map")
        elif field.repeated:
            into[name] = [self._value(field, text, "list") for text in texts]
        elif len(texts) > 1:
            raise invalid_argument(f'too many values for field "{field.name}": {", ".join(texts)}')
        else:
            into[name] = self._value(field, texts[0], "field")

    def _require_free(self, into: JsonObject, message: MessageType, field: Field) -> None:
        if not field.oneof:
            return
        others = (other for other in message.fields.values() if other.oneof == field.oneof and other is not field)
        if any(json_name(other.name) in into for other in others):
            raise invalid_argument(f'field already set for oneof "{field.oneof}"')

    def _value(self, field: Field, text: str, what: str) -> Any:
        try:
            return self._single(field.type, text)
        except ValueError as error:
            raise _wrong(field, what, str(error)) from None

    def _single(self, kind: str, text: str) -> Any:
        if self._surface.is_enum(kind):
            return _enum(self._surface.enum(kind).numbers, text)
        read = _TEXTS.get(kind)
        if read is not None:
            return read(text)
        bits = _BITS.fullmatch(kind)
        if bits is not None:
            return _integer(text, int(bits[2]), signed=bits[1] != "u")
        raise ValueError(f'unsupported message type "{kind}"; send its fields, such as {kind.rpartition(".")[2]}.name')


def _wrong(field: Field, what: str, why: str) -> Refused:
    return invalid_argument(f'parsing {what} "{field.name}": {why}')


def _integer(text: str, bits: int, *, signed: bool) -> int:
    lowest, highest = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
    if not _INTEGER.fullmatch(text) or not lowest <= int(text) <= highest:
        raise ValueError(f"expected an integer between {lowest} and {highest}, got {text!r}")
    return int(text)


def _number(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"expected a number, got {text!r}")
    return float(text)


def _bool(text: str) -> bool:
    if text not in _BOOLS:
        raise ValueError(f"expected true or false, got {text!r}")
    return _BOOLS[text]


def _enum(numbers: Mapping[str, int], text: str) -> int:
    if text in numbers:
        return numbers[text]
    if _INTEGER.fullmatch(text) and int(text) in numbers.values():
        return int(text)
    raise ValueError(f"{text!r} is not a valid value; choose one of {', '.join(numbers)}")


def _bytes(text: str) -> str:
    plain = text.replace("-", "+").replace("_", "/")
    try:
        base64.b64decode(plain, validate=True)
    except ValueError:
        raise ValueError("expected base64 text") from None
    return plain


def _duration(text: str) -> str:
    if parse_duration(text) is None:
        raise ValueError(f'expected a duration such as "10s", got {text!r}')
    return text


def _timestamp(text: str) -> str:
    if parse_timestamp(text) is None:
        raise ValueError(f'expected a timestamp such as "2030-01-31T12:00:00Z", got {text!r}')
    return text


_TEXTS: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "bool": _bool,
    "bytes": _bytes,
    "double": _number,
    "float": _number,
    "google.protobuf.Duration": _duration,
    "google.protobuf.Timestamp": _timestamp,
}
