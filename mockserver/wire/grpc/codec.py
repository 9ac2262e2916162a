"""Between protobuf and the messages that the pipeline and the operations know.

Requests become canonical JSON objects, as a JSON body does; answers are filled into protobuf field by field. Both ways
are compiled from the descriptors, once a message type.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Callable
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message as Protobuf

from mockserver.protos.pool import message_class
from mockserver.spec.json_values import JsonObject
from mockserver.spec.wellknown import duration, parse_duration, parse_timestamp, timestamp

Read = Callable[[Any], Any]
Write = Callable[[Any, Any], None]
"""`write(protobuf, value)` fills one field."""

_TIMESTAMP = "google.protobuf.Timestamp"
_DURATION = "google.protobuf.Duration"
_NANOS = 1_000_000_000
_MICROS = 1_000_000
_FIRST_INSTANT, _LAST_INSTANT = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The first and the last microsecond of the years 1 to 9999, since 1970."""


def decode(message_name: str, data: bytes) -> JsonObject:
    """A request message as a canonical JSON object.

    Raises: google.protobuf.message.DecodeError.
    """
    message: JsonObject = _reader(message_name)(message_class(message_name).FromString(data))
    return message


def encode(message_name: str, answer: object) -> bytes:
    """An answer in protobuf."""
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
                canonical[json_name] = read_value(value)
        return canonical

    return read


def _value_reader(field: Any) -> Read:
    read = _single_reader(field)
    return (lambda values: [read(value) for value in values]) if field.is_repeated else read


def _single_reader(field: Any) -> Read:
    if field.type == FieldDescriptor.TYPE_BYTES:
        return lambda value: base64.b64encode(value).decode("ascii")
    if field.type != FieldDescriptor.TYPE_MESSAGE:
        return _same
    name = field.message_type.full_name
    if name == _TIMESTAMP:
        return lambda value: timestamp(_within_years(value.seconds * _MICROS + value.nanos // 1000))
    if name == _DURATION:
        return lambda value: duration(value.seconds * _NANOS + value.nanos)
    return _reader(name)


def _within_years(micros: int) -> int:
    """Protobuf has room for instants that RFC 3339 has no text for; the nearest one that it has stands for them."""
    return min(max(micros, _FIRST_INSTANT), _LAST_INSTANT)


def _same(value: Any) -> Any:
    return value


@functools.cache
def _writers(message_name: str) -> tuple[Write, ...]:
    descriptor: Any = message_class(message_name).DESCRIPTOR
    return tuple(_writer(field) for field in descriptor.fields)


def _writer(field: Any) -> Write:
    """Fill one field from the attribute of the same name, if the answer has it and it is set."""
    name = field.name
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        return _message_writer(field)
    convert = _scalar(field)

    def write(message: Any, answer: Any) -> None:
        value = getattr(answer, name, None)
        if not value:
            return
        if field.is_repeated:
            getattr(message, name).extend(map(convert, value))
        else:
            setattr(message, name, convert(value))

    return write


def _message_writer(field: Any) -> Write:
    name = field.name
    full_name = field.message_type.full_name
    fill = _FILL.get(full_name) or (lambda target, value: _fill(full_name, target, value))

    def write(message: Any, answer: Any) -> None:
        value = getattr(answer, name, None)
        if value is None or value in ("", ()):
            return
        if field.is_repeated:
            for item in value:
                fill(getattr(message, name).add(), item)
        else:
            target = getattr(message, name)
            target.SetInParent()
            fill(target, value)

    return write


def _fill(message_name: str, target: Any, value: Any) -> None:
    for write in _writers(message_name):
        write(target, value)


def _fill_timestamp(target: Any, text: str) -> None:
    target.seconds, micros = divmod(parse_timestamp(text) or 0, _MICROS)
    target.nanos = micros * 1000


def _fill_duration(target: Any, text: str) -> None:
    target.seconds, target.nanos = divmod(parse_duration(text) or 0, _NANOS)


_FILL: dict[str, Write] = {_TIMESTAMP: _fill_timestamp, _DURATION: _fill_duration}


def _scalar(field: Any) -> Read:
    if field.type == FieldDescriptor.TYPE_ENUM:
        numbers = {value.name: value.number for value in field.enum_type.values}
        return lambda name: numbers[name]
    if field.type == FieldDescriptor.TYPE_BYTES:
        return base64.b64decode
    if field.type in (FieldDescriptor.TYPE_UINT64, FieldDescriptor.TYPE_INT64):
        return int
    return _same
