"""Every method that is made up: whatever it is asked, it answers its message or refuses; never does it fail."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.errors.problem import Refused
from mockserver.protos.pool import message_class
from mockserver.spec.modelled import modelled
from mockserver.surface.library import surface
from mockserver.surface.model import Field, json_name
from mockserver.unmodelled.fabricated.deriving import served_kinds
from mockserver.unmodelled.fabricated.engine import engine
from mockserver.unmodelled.fabricated.kinds import Action
from mockserver.wire.grpc.codec import decode, encode
from tests.unmodelled.calling import Calling

DEPTH = 3
TEXTS = {
    "google.protobuf.Timestamp": "2030-01-31T12:00:00Z",
    "google.protobuf.Duration": "10s",
    "bytes": "AAAA",
}
FIRST = (Action.ADD, Action.PUT, Action.GET, Action.LIST, Action.CHANGE, Action.SWITCH, Action.ACT, Action.UNIQUE)


def request_of(message: str, option: int, depth: int = 0) -> dict[str, Any]:
    """A canonical message with all its fields, and of each oneof one of them."""
    facts = surface().message(message)
    chosen: dict[str, str] = {}
    for oneof in {field.oneof for field in facts.fields.values() if field.oneof}:
        fields = [field.name for field in facts.fields.values() if field.oneof == oneof]
        chosen[oneof] = fields[option % len(fields)]
    made = {}
    for field in facts.fields.values():
        if field.oneof and chosen[field.oneof] != field.name:
            continue
        value = value_of(field, option, depth)
        if value is not None:
            made[json_name(field.name)] = [value] if field.repeated else value
    return made


def value_of(field: Field, option: int, depth: int) -> Any:
    """A value of a field's type."""
    if field.key_type:
        return {"key": "AAAA"} if field.type in {"string", "bytes"} else None
    if surface().is_enum(field.type):
        numbers = sorted(surface().enum(field.type).numbers.values())
        return numbers[(1 + option) % len(numbers)]
    if surface().is_message(field.type):
        return request_of(field.type, option, depth + 1) if depth < DEPTH else None
    if field.type == "bool":
        return True
    if field.type == "google.protobuf.Struct":
        return {"a": [1.0, {"b": None}]}
    return TEXTS.get(field.type, "7" if field.type == "string" else 1)


@pytest.mark.parametrize("option", range(3))
def test_every_method(option: int) -> None:
    """All methods of all services, in an order in which most find what others made."""
    context = Calling().context
    rows = {rpc: row for rpc, row in served_kinds().rows.items() if rpc not in modelled()}
    answered = 0
    for rpc in sorted(
        rows, key=lambda each: (FIRST.index(rows[each].action) if rows[each].action in FIRST else 9, each)
    ):
        method = surface().method(rpc)
        try:
            answer = engine().answer(context, rpc, request_of(method.request, option))
        except Refused:
            continue
        data = encode(method.response, answer)
        assert data == message_class(method.response).FromString(data).SerializeToString(), rpc
        assert decode(method.response, data).keys() >= {name for name, value in answer.items() if value}, rpc
        answered += 1

    assert answered > len(rows) / 2
