"""Answers in proto3 JSON as protobuf, for methods whose answers have no types of their own."""

from __future__ import annotations

import base64
import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from google.protobuf.descriptor import FieldDescriptor

from mockserver.later import Later
from mockserver.protos.pool import descriptor_pool, message_class
from mockserver.spec.json_values import JsonObject

if TYPE_CHECKING:
    from google.protobuf import json_format
else:
    json_format = Later("google.protobuf.json_format")

Fill = Callable[[Any, Any], None]
"""`fill(protobuf, value)` sets one field."""


def encode_json(message_name: str, answer: JsonObject) -> bytes:
    """An answer in proto3 JSON, in protobuf."""
    message = message_class(message_name)()
    _fill(message_name, message, answer)
    return message.SerializeToString()


def _fill(message_name: str, message: Any, answer: JsonObject) -> None:
    fields = _fields(message_name)
    for name, value in answer.items():
        fields[name](message, value)


@functools.cache
def _fields(message_name: str) -> Mapping[str, Fill]:
    descriptor: Any = message_class(message_name).DESCRIPTOR
    return {field.json_name: _field(field) for field in descriptor.fields}


def _field(field: Any) -> Fill:
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        return _of_message(field)
    convert = _converter(field)

    def fill(message: Any, value: Any) -> None:
        setattr(message, field.name, convert(value))

    def fill_all(message: Any, values: Any) -> None:
        getattr(message, field.name).extend(map(convert, values))

    return fill_all if field.is_repeated else fill


def _converter(field: Any) -> Callable[[Any], Any]:
    if field.type == FieldDescriptor.TYPE_ENUM:
        numbers = {value.name: value.number for value in field.enum_type.values}
        return lambda name: numbers[name]
    if field.type == FieldDescriptor.TYPE_BYTES:
        return base64.b64decode
    if field.type in {FieldDescriptor.TYPE_INT64, FieldDescriptor.TYPE_UINT64, FieldDescriptor.TYPE_SINT64}:
        return int
    return lambda value: value


def _of_message(field: Any) -> Fill:
    """Messages of ZITADEL field by field; of protobuf's own, and maps, as their library reads them."""
    name = field.message_type.full_name
    own = not name.startswith("google.protobuf.") and not field.message_type.GetOptions().map_entry

    def fill(message: Any, value: Any) -> None:
        target = getattr(message, field.name)
        target.SetInParent()
        if own:
            _fill(name, target, value)
        else:
            json_format.ParseDict(value, target, descriptor_pool=descriptor_pool())

    def fill_all(message: Any, values: Any) -> None:
        for value in values:
            _fill(name, getattr(message, field.name).add(), value)

    if not own and field.is_repeated:
        return _of_map(field)
    if not field.is_repeated:
        return fill
    return fill_all


def _of_map(field: Any) -> Fill:
    value_field = field.message_type.fields_by_name["value"]
    of_messages = value_field.type == FieldDescriptor.TYPE_MESSAGE
    convert = _converter(value_field)

    def fill(message: Any, values: Any) -> None:
        target = getattr(message, field.name)
        for key, value in values.items():
            if of_messages:
                _fill(value_field.message_type.full_name, target[key], value)
            else:
                target[key] = convert(value)

    return fill
