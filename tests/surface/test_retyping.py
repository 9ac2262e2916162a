"""Whom another type breaks, held against what protobuf does with values of both."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.json_format import MessageToDict, ParseDict, ParseError
from google.protobuf.message import DecodeError, Message
from google.protobuf.message_factory import GetMessageClass

from mockserver.surface import descriptors
from mockserver.surface.difference import Client
from mockserver.surface.differences import differences
from mockserver.surface.library import Surface
from tests.surface.texts import PACKAGE, surface

WHOLE = ["int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64"]
SAMPLES: dict[str, Any] = {
    **dict.fromkeys(WHOLE, 1),
    "bool": True,
    "E": 1,
    "float": 1.5,
    "double": 1.5,
    # Also base64, so that JSON can be read as both.
    "string": "YWJj",
    "bytes": b"abc",
}
SHAPES = ["string", "string repeated", "map<string,string>", "map<int32,string>"]
OF_SHAPES: dict[str, Any] = {
    "string": "a",
    "string repeated": ["a", "b"],
    "map<string,string>": {"a": "b"},
    "map<int32,string>": {1: "b"},
}


def version(kind: str) -> Surface:
    """A message whose one field has a type, in an operation."""
    return surface(f"service S\n Do M M\nmessage M\n 1 value {kind}\nenum E\n E_UNSPECIFIED 0\n E_ONE 1\n")


def filled(kind: str, value: Any) -> Message:
    """That message with a value."""
    pool = DescriptorPool()
    pool.Add(descriptors.file_descriptor(version(kind), PACKAGE))
    message_class = GetMessageClass(pool.FindMessageTypeByName(f"{PACKAGE}.M"))
    return message_class(value=value)


def plain(message: Message) -> Any:
    """What a message's value is, where types that mean the same count as one."""
    value: Any = message.value  # type: ignore[attr-defined]  # the class is made of a descriptor
    if isinstance(value, str | bytes | int | float):
        return value.encode() if isinstance(value, str) else value
    return dict(value) if hasattr(value, "items") else list(value)


def travels(sender: Message, receiver: Message) -> Iterator[Client]:
    """By what a value comes over as it was."""
    for client in Client:
        receiver.Clear()
        try:
            if client is Client.PROTOBUF:
                receiver.ParseFromString(sender.SerializeToString())
                same = True
            else:
                ParseDict(MessageToDict(sender), receiver)
                same = MessageToDict(sender) == MessageToDict(receiver)
        except (ParseError, DecodeError):
            continue
        if same and plain(sender) == plain(receiver):
            yield client


def known_breaks(before: str, after: str) -> frozenset[Client]:
    """Whom it breaks, as we have it."""
    return frozenset(client for each in differences(version(before), version(after)) for client in each.breaks)


@pytest.mark.parametrize(("samples", "kinds"), [(SAMPLES, list(SAMPLES)), (OF_SHAPES, SHAPES)], ids=["types", "shapes"])
def test_what_does_not_travel_breaks(samples: dict[str, Any], kinds: list[str]) -> None:
    """A change breaks those whose values do not come over, in one of both directions, and nobody else."""
    for before, after in itertools.product(kinds, repeat=2):
        ways = [(before, after), (after, before)]
        kept = [set(travels(filled(way[0], samples[way[0]]), filled(way[1], samples[way[1]]))) for way in ways]
        assert known_breaks(before, after) == set(Client) - (kept[0] & kept[1]), (before, after)
