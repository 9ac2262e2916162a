"""Protobuf messages as JSON, and their texts replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from google.protobuf.unknown_fields import UnknownFieldSet

from mockserver.protos.pool import descriptor_pool

Replace = Callable[[str, Any], Any]
"""`replace(json_name, value) -> value` of the same type, text or bytes."""

_REPLACEABLE = (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BYTES)


def as_json(message: Message) -> dict[str, Any]:
    """A message in proto3 JSON."""
    found: dict[str, Any] = MessageToDict(message, descriptor_pool=descriptor_pool())
    return found


def unknown_fields(message: Message, where: str = "body") -> Iterator[tuple[str, int]]:
    """Where a message has fields that its definition does not have, such as `body.flow`, and their numbers."""
    unknown: Any = UnknownFieldSet(message)
    for field in unknown:
        yield where, field.field_number
    for field, value in message.ListFields():
        if field.type == FieldDescriptor.TYPE_MESSAGE:
            for child in value if field.is_repeated else [value]:
                yield from unknown_fields(child, f"{where}.{field.json_name}")


def replace_texts(message: Message, replace: Replace) -> None:
    """Replace every text and every bytes of a message, in place."""
    for field, value in message.ListFields():
        if field.type == FieldDescriptor.TYPE_MESSAGE:
            for child in value if field.is_repeated else [value]:
                replace_texts(child, replace)
        elif field.type in _REPLACEABLE:
            if field.is_repeated:
                value[:] = [replace(field.json_name, item) for item in value]
            else:
                setattr(message, field.name, replace(field.json_name, value))
