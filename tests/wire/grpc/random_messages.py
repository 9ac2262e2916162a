"""Messages of protobuf with anything in them that their canonical form can hold."""

from __future__ import annotations

import random
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from mockserver.protos.pool import message_class

_DEEPEST = 4
_TEXTS = ("", "a", "Größe", "0", "true", "{}")
_NUMBERS = (0, 1, 7, 2**31 - 1)
_LONG = (*_NUMBERS, 2**63, 2**64 - 1)
_LAST_SECOND = 253_402_300_799


def random_message(name: str, chance: random.Random) -> Message:
    """A message of this name; about half of its fields are set, some of them to their zero value."""
    message = message_class(name)()
    _fill(message, chance, _DEEPEST)
    return message


def _fill(message: Any, chance: random.Random, depth: int) -> None:
    descriptor: Descriptor = message.DESCRIPTOR
    match descriptor.full_name:
        case "google.protobuf.Timestamp":
            message.seconds, message.nanos = chance.randrange(_LAST_SECOND), chance.choice((0, 5_000, 7_000_000))
        case "google.protobuf.Duration":
            message.seconds, message.nanos = chance.randrange(1_000), chance.choice((0, 1, 500_000_000))
        case "google.protobuf.Struct":
            if chance.random() < 0.5:
                message.update({"text": chance.choice(_TEXTS), "list": [1.5, None, {"yes": True}]})
        case _:
            for field in descriptor.fields:
                if depth and chance.random() < 0.5:
                    _fill_field(message, field, chance, depth - 1)


def _fill_field(message: Any, field: Any, chance: random.Random, depth: int) -> None:
    held = getattr(message, field.name)
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        if field.message_type.GetOptions().map_entry:
            value = field.message_type.fields_by_name["value"]
            for key in _TEXTS[1:3]:
                if value.type == FieldDescriptor.TYPE_MESSAGE:
                    _fill(held[key], chance, depth)
                else:
                    held[key] = _scalar(value, chance)
        elif field.is_repeated:
            for _ in range(chance.randrange(3)):
                _fill(held.add(), chance, depth)
        else:
            held.SetInParent()
            _fill(held, chance, depth)
    elif field.is_repeated:
        held.extend(_scalar(field, chance) for _ in range(chance.randrange(3)))
    else:
        setattr(message, field.name, _scalar(field, chance))


def _scalar(field: Any, chance: random.Random) -> Any:
    match field.type:
        case FieldDescriptor.TYPE_STRING:
            return chance.choice(_TEXTS)
        case FieldDescriptor.TYPE_BYTES:
            return chance.randbytes(chance.randrange(5))
        case FieldDescriptor.TYPE_BOOL:
            return chance.random() < 0.5
        case FieldDescriptor.TYPE_ENUM:
            return chance.choice(field.enum_type.values).number
        case FieldDescriptor.TYPE_UINT64:
            return chance.choice(_LONG)
        case _:
            return chance.choice(_NUMBERS)
