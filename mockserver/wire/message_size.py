"""The limit on a request message, which the real server sets on the protobuf form even of JSON requests."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.errors.problem import Refused
from mockserver.later import Later
from mockserver.spec.json_values import JsonObject
from mockserver.wire.body import too_large

if TYPE_CHECKING:
    from google.protobuf import json_format
    from google.protobuf.descriptor import Descriptor, FieldDescriptor

    from mockserver.protos import pool
else:
    json_format = Later("google.protobuf.json_format")
    pool = Later("mockserver.protos.pool")

_WELL_KNOWN = "google.protobuf"
"""Package of messages that JSON writes in ways of their own."""


def require_size(rpc: str, message: JsonObject, limit: int) -> None:
    """Let a canonical message pass that is not too large in protobuf encoding.

    Only worth calling where the JSON is larger than the limit: the protobuf form never is the larger one.

    Args:
        rpc: `package.Service/Method` of the operation.
        limit: most bytes that the message may have.

    Raises: Refused with RESOURCE_EXHAUSTED.
    Source: the facts of the real server; its message names both sizes.
    """
    name, _, method = rpc.partition("/")
    size = size_of(message, pool.service(name).methods_by_name[method].input_type)
    if size > limit:
        raise Refused(too_large(size, limit))


def size_of(message: JsonObject, type_: Descriptor) -> int:
    """How many bytes a canonical message has in protobuf encoding.

    Texts and messages are counted here, and only what is left is encoded: protobuf's own reading of JSON takes half a
    second for a text of 16 MB or for so many small ones, in which nobody else is answered.
    """
    size = 0
    rest = {}
    for name, value in message.items():
        field = type_.fields_by_camelcase_name.get(name)
        measure = None if field is None else _measure_of(field)
        if field is None:
            continue
        if measure is None:
            rest[name] = value
            continue
        bare = _varint_bytes(field.number << 3)
        for length in map(measure, value if field.is_repeated else [value]):
            if length or field.is_repeated or field.has_presence:
                size += bare + _varint_bytes(length) + length
    if rest:
        made = pool.message_class(type_.full_name)()
        json_format.ParseDict(rest, made, ignore_unknown_fields=True, descriptor_pool=pool.descriptor_pool())
        size += made.ByteSize()
    return size


def _measure_of(field: FieldDescriptor) -> Callable[[Any], int] | None:
    """What tells the length of a field's values; None for all but texts and messages of the API's own."""
    if field.type == field.TYPE_STRING:
        return _utf8_bytes
    below = field.message_type
    if below is None or below.file.package == _WELL_KNOWN or below.GetOptions().map_entry:
        return None
    return functools.partial(size_of, type_=below)


def _utf8_bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8"))


def _varint_bytes(number: int) -> int:
    return max(1, -(-number.bit_length() // 7))
