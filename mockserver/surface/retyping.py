"""Whom it breaks that a field has another type, by how types travel in JSON and in protobuf."""

from __future__ import annotations

from mockserver.surface.difference import ALL, JSON, NOBODY, PROTOBUF, Breaks
from mockserver.surface.model import Field

ENUM = "enum"
"""The type of every enum, where only its way of travelling counts."""

_IN_PROTOBUF = (
    {"int32", "int64", "uint32", "uint64", "bool", ENUM},
    {"sint32", "sint64"},
    {"fixed32", "sfixed32"},
    {"fixed64", "sfixed64"},
    {"string", "bytes"},
)
"""Types that can take each other's place, as protobuf's own rules for changes of messages have it."""

_IN_JSON = (
    {"int32", "uint32", "sint32", "fixed32", "sfixed32"},
    {"int64", "uint64", "sint64", "fixed64", "sfixed64"},
    {"float", "double"},
)
"""Types whose JSON has one form: numbers, whole numbers as texts, numbers with a fraction."""


def same_shape(before: Field, after: Field) -> bool:
    """Whether both are one value, both lists, or both maps with the same keys."""
    return (before.repeated, before.key_type) == (after.repeated, after.key_type)


def scalar_breaks(before: str, after: str) -> Breaks:
    """Whom it breaks that one scalar became another; an enum counts as one, and a message as none that fits."""
    if before == after:
        return NOBODY
    if "." in before or "." in after:
        return ALL
    return _breaks(before, after, _IN_PROTOBUF, PROTOBUF) | _breaks(before, after, _IN_JSON, JSON)


def _breaks(before: str, after: str, alike: tuple[set[str], ...], whom: Breaks) -> Breaks:
    return NOBODY if any({before, after} <= types for types in alike) else whom
