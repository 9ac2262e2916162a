"""Between protobuf and the messages that the pipeline and the operations know.

Requests become canonical JSON objects, as a JSON body does; answers are filled into protobuf field by field. Both ways
are compiled from the descriptors, once a message type.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message as Protobuf

from mockserver.errors.problem import invalid_argument
from mockserver.later import Later
from mockserver.protos.pool import message_class
from mockserver.spec.json_values import MOST_VALUES, OBJECT, JsonObject
from mockserver.spec.wellknown import duration, parse_duration, parse_timestamp, timestamp
from mockserver.surface.model import attribute_name
from mockserver.wire.grpc.json_codec import encode_json

if TYPE_CHECKING:
    from google.protobuf import json_format
else:
    json_format = Later("google.protobuf.json_format")

Read = Callable[[Any], Any]
Write = Callable[[Any, Any], None]
"""`write(protobuf, value)` fills one field."""

_TIMESTAMP = "google.protobuf.Timestamp"
_DURATION = "google.protobuf.Duration"
_STRUCT = "google.protobuf.Struct"
_NANOS = 1_000_000_000
_MICROS = 1_000_000
_SECOND_LENGTH = len("2025-12-24T10:00:00")
_FIRST_INSTANT, _LAST_INSTANT = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The first and the last microsecond of the years 1 to 9999, since 1970."""


def decode(message_name: str, data: bytes) -> JsonObject:
    """A request message as a canonical JSON object.

    Raises: google.protobuf.message.DecodeError; INVALID_ARGUMENT without an ID for more values than are read of JSON.
    """
    message: JsonObject = _reader(message_name)(message_class(message_name).FromString(data))
    return message


def encode(message_name: str, answer: object) -> bytes:
    """An answer in protobuf: a typed message, or proto3 JSON."""
    if isinstance(answer, dict):
        return encode_json(message_name, answer)
    message = message_class(message_name)()
    for write in _writers(message_name):
        write(message, answer)
    return message.SerializeToString()


@functools.cache
def _reader(message_name: str) -> Read:
    descriptor: Any = message_class(message_name).DESCRIPTOR
    fields = [(field.name, field.json_name, field.has_presence, _value_reader(field)) for field in descriptor.fields]

    def read(message: Protobuf) -> JsonObject:
        canonical: JsonObject = {}
        for name, json_name, has_presence, read_value in fields:
            if has_presence and not message.HasField(name):
                continue
            value = getattr(message, name)
            if has_presence or value:
                canonical[json_name] = value if read_value is None else read_value(value)
        return canonical

    return read


def _value_reader(field: Any) -> Read | None:
    """What reads a field; None where its value is canonical as it is."""
    if _is_map(field):
        read_value = _single_reader(field.message_type.fields_by_name["value"]) or _as_it_is

        def read_map(values: Any) -> JsonObject:
            _require_few(field, values)
            return {key: read_value(value) for key, value in values.items()}

        return read_map
    read = _single_reader(field)
    if not field.is_repeated:
        return read

    def read_all(values: Any) -> list[Any]:
        _require_few(field, values)
        return list(values) if read is None else [read(value) for value in values]

    return read_all


def _require_few(field: Any, values: Any) -> None:
    """Let a list or a map pass that holds no more than others can wait for. Raises: INVALID_ARGUMENT."""
    most = MOST_VALUES if field.message_type is None else MOST_VALUES // OBJECT
    if len(values) > most:
        raise invalid_argument(f"{field.json_name} holds {len(values)} values, of which at most {most} are read")


def _is_map(field: Any) -> bool:
    return field.type == FieldDescriptor.TYPE_MESSAGE and bool(field.message_type.GetOptions().map_entry)


def _as_it_is(value: Any) -> Any:
    return value


def _single_reader(field: Any) -> Read | None:
    if field.type == FieldDescriptor.TYPE_BYTES:
        return lambda value: base64.b64encode(value).decode("ascii")
    if field.type != FieldDescriptor.TYPE_MESSAGE:
        return None
    name = field.message_type.full_name
    return _READ.get(name) or functools.partial(_read_message, name)


def _read_message(name: str, value: Any) -> JsonObject:
    """Messages may hold messages of their own kind, so what reads one is looked for when there is one."""
    read: JsonObject = _reader(name)(value)
    return read


def _read_timestamp(value: Any) -> str:
    return timestamp(_within_years(value.seconds * _MICROS + value.nanos // 1000))


def _read_duration(value: Any) -> str:
    return duration(value.seconds * _NANOS + value.nanos)


def _read_struct(value: Any) -> JsonObject:
    read: JsonObject = json_format.MessageToDict(value)
    return read


_READ: dict[str, Read] = {_TIMESTAMP: _read_timestamp, _DURATION: _read_duration, _STRUCT: _read_struct}


def _within_years(micros: int) -> int:
    """Protobuf has room for instants that RFC 3339 has no text for; the nearest one that it has stands for them."""
    return min(max(micros, _FIRST_INSTANT), _LAST_INSTANT)


@functools.cache
def _writers(message_name: str) -> tuple[Write, ...]:
    descriptor: Any = message_class(message_name).DESCRIPTOR
    return tuple(_writer(field) for field in descriptor.fields)


def _writer(field: Any) -> Write:
    """Fill one field from the attribute that stands for it, if the answer has it and it is set."""
    name, attribute = field.name, attribute_name(field.name)
    if _is_map(field):
        return _map_writer(field)
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        return _message_writer(field)
    convert = _scalar(field)
    has_presence = field.has_presence

    def write(message: Any, answer: Any) -> None:
        value = getattr(answer, attribute, None)
        if value or (has_presence and value is not None):
            setattr(message, name, convert(value))

    def write_all(message: Any, answer: Any) -> None:
        values = getattr(answer, attribute, None)
        if values:
            getattr(message, name).extend(map(convert, values))

    return write_all if field.is_repeated else write


def _message_writer(field: Any) -> Write:
    name, attribute = field.name, attribute_name(field.name)
    fill = _filler(field)

    def write(message: Any, answer: Any) -> None:
        value = getattr(answer, attribute, None)
        if value is not None and value != "":
            target = getattr(message, name)
            target.SetInParent()
            fill(target, value)

    def write_all(message: Any, answer: Any) -> None:
        for value in getattr(answer, attribute, None) or ():
            fill(getattr(message, name).add(), value)

    return write_all if field.is_repeated else write


def _map_writer(field: Any) -> Write:
    name, attribute = field.name, attribute_name(field.name)
    value_field = field.message_type.fields_by_name["value"]
    is_message = value_field.type == FieldDescriptor.TYPE_MESSAGE
    fill, convert = (_filler(value_field), _as_it_is) if is_message else (None, _scalar(value_field))

    def write(message: Any, answer: Any) -> None:
        target = getattr(message, name)
        for key, value in (getattr(answer, attribute, None) or {}).items():
            if fill is None:
                target[key] = convert(value)
            else:
                fill(target[key], value)

    return write


def _filler(field: Any) -> Write:
    full_name = field.message_type.full_name
    return _FILL.get(full_name) or functools.partial(_fill, full_name)


def _fill(message_name: str, target: Any, value: Any) -> None:
    for write in _writers(message_name):
        write(target, value)


def _fill_timestamp(target: Any, text: str) -> None:
    """Take apart a text of `wellknown.timestamp`: `2025-12-24T10:00:00.123456Z`, where the fraction may be missing."""
    target.seconds = _seconds(text[:_SECOND_LENGTH])
    fraction = text[_SECOND_LENGTH + 1 : -1]
    if fraction:
        target.nanos = int(fraction.ljust(9, "0"))


@functools.lru_cache(maxsize=1024)
def _seconds(text: str) -> int:
    return (parse_timestamp(f"{text}Z") or 0) // _MICROS


def _fill_duration(target: Any, text: str) -> None:
    target.seconds, target.nanos = divmod(parse_duration(text) or 0, _NANOS)


def _fill_struct(target: Any, value: JsonObject) -> None:
    json_format.ParseDict(value, target)


_FILL: dict[str, Write] = {_TIMESTAMP: _fill_timestamp, _DURATION: _fill_duration, _STRUCT: _fill_struct}


def _scalar(field: Any) -> Read:
    if field.type == FieldDescriptor.TYPE_ENUM:
        numbers = {value.name: value.number for value in field.enum_type.values}
        return lambda name: numbers[name]
    if field.type == FieldDescriptor.TYPE_BYTES:
        return base64.b64decode
    if field.type in (FieldDescriptor.TYPE_UINT64, FieldDescriptor.TYPE_INT64):
        return int
    return lambda value: value
