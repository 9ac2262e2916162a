"""Messages as proto3 JSON, as targets are sent them and answer them, compiled from the surface."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.errors.problem import Refused, invalid_argument
from mockserver.errors.texts import text
from mockserver.spec.json_values import JsonObject, Pairs, only_value
from mockserver.spec.message_types import message_types
from mockserver.spec.reader import MessageReaders
from mockserver.spec.wellknown import duration, parse_duration, parse_timestamp, timestamp
from mockserver.surface.model import Field, json_name

Show = Callable[[Any], Any]

_LOCALISED = "zitadel.v1.LocalizedMessage"
_WIDE = frozenset({"int64", "uint64", "sint64", "fixed64", "sfixed64"})


def shown(message: str, canonical: JsonObject) -> JsonObject:
    """A canonical message as proto3 JSON: in the order of its fields, without those that are as they are by default.

    Args:
        message: full name of its type.
    """
    found: JsonObject = {}
    for name, has_presence, show in _fields(message):
        if name not in canonical:
            continue
        value = show(canonical[name])
        if value or has_presence:
            found[name] = value
    return found


@functools.cache
def _fields(message: str) -> tuple[tuple[str, bool, Show], ...]:
    fields = message_types().surface.message(message).fields.values()
    return tuple((json_name(field.name), _has_presence(field), _show(field)) for field in fields)


def _has_presence(field: Field) -> bool:
    if field.repeated or field.key_type:
        return False
    return (
        field.optional or bool(field.oneof) or ("." in field.type and not message_types().surface.is_enum(field.type))
    )


def _show(field: Field) -> Show:
    show = _show_single(field.type)
    if field.key_type:
        return lambda values: {key: show(value) for key, value in values.items()}
    if field.repeated:
        return lambda values: [show(value) for value in values]
    return show


def _show_single(kind: str) -> Show:
    facts = message_types().surface
    if kind in _WIDE:
        # Zero is what is left out, which its text would not be.
        return lambda value: str(value) if value else value
    if kind == "google.protobuf.Timestamp":
        return lambda value: timestamp(parse_timestamp(value) or 0)
    if kind == "google.protobuf.Duration":
        return lambda value: duration(parse_duration(value) or 0)
    if kind in {"double", "float"}:
        return lambda value: int(value) if value == int(value) else value
    if facts.is_enum(kind):
        names = {number: name for name, number in facts.enum(kind).numbers.items()}
        return lambda value: names.get(value, value) if value else value
    if facts.is_message(kind):
        return functools.partial(shown, kind)
    return lambda value: value


class Unfit(Exception):
    """JSON that is not the message that it should be.

    Attributes:
        kept: what was read before the first member that does not fit, in canonical form.
    """

    def __init__(self, reason: str, kept: JsonObject) -> None:
        super().__init__(reason)
        self.kept = kept


def read(message: str, body: bytes) -> JsonObject:
    """A message out of JSON that a target answered, in canonical form; a name that is none does not fit.

    Raises: Refused where it is no JSON, Unfit where it is not this message. The words are our own.
    """
    value = only_value(body)
    reader = _strict_readers().of(message)
    try:
        found: JsonObject = reader(_object(value), "")
    except Refused as refusal:
        raise Unfit(f"proto: {refusal.problem.key}", _kept(reader, value)) from None
    return found


def _object(value: Any) -> Any:
    if value is None:
        raise invalid_argument("syntax error: unexpected token null")
    return value


def _kept(reader: Callable[[Any, str], Any], value: Any) -> JsonObject:
    """The members in front of the one that does not fit (the real server's source, which fills in as it reads)."""
    if type(value) is not Pairs:
        return {}
    kept: JsonObject = {}
    for count in range(1, len(value) + 1):
        try:
            kept = reader(Pairs(value[:count]), "")
        except Refused:
            break
    return kept


@functools.cache
def _strict_readers() -> MessageReaders:
    return MessageReaders(message_types().surface, strict=True)


def without_texts(message: str, answer: JsonObject) -> None:
    """Take out the texts in the reader's language, which the real server fills in after its targets."""
    _each_localised(message, answer, lambda found: found.pop("localizedMessage", None))


def with_texts(message: str, answer: JsonObject, language: str) -> None:
    """Fill them in."""

    def fill(found: JsonObject) -> None:
        if found.get("key"):
            found["localizedMessage"] = text(found["key"], language)

    _each_localised(message, answer, fill)


def _each_localised(message: str, value: JsonObject, change: Callable[[JsonObject], object]) -> None:
    for name, kind in _leading_to_texts(message).items():
        below = value.get(name)
        for each in below if isinstance(below, list) else [below]:
            if not isinstance(each, dict):
                continue
            if kind == _LOCALISED:
                change(each)
            else:
                _each_localised(kind, each, change)


@functools.cache
def _leading_to_texts(message: str) -> Mapping[str, str]:
    """The fields below which there are texts, by name, each with its type."""
    return {name: kind for name, kind in _below(message).items() if _holds_texts(kind)}


@functools.cache
def _below(message: str) -> Mapping[str, str]:
    facts = message_types().surface
    fields = facts.message(message).fields.values()
    return {
        json_name(field.name): field.type for field in fields if facts.is_message(field.type) and not field.key_type
    }


@functools.cache
def _holds_texts(message: str) -> bool:
    """Whether a message is such a text, or one can be reached from it."""
    seen, left = {message}, [message]
    while left:
        for kind in _below(left.pop()).values():
            if kind not in seen:
                seen.add(kind)
                left.append(kind)
    return _LOCALISED in seen
