"""The modules of messages."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import msgspec
import pytest

from mockserver.operations.messages.base import Message
from mockserver.operations.messages.derived import derived, written
from mockserver.surface.library import surface
from mockserver.surface.model import json_name

PACKAGE = "mockserver.operations.messages"


def classes() -> Iterator[type[Message]]:
    """All of them."""
    for file in written():
        module = importlib.import_module(f"{PACKAGE}.{file.removesuffix('.py')}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Message) and value.__module__ == module.__name__:
                yield value


def test_the_modules_are_fresh() -> None:
    """What is written follows from the surface and the document."""
    fresh, found = derived(), written()
    stale = [name for name in sorted(fresh.keys() | found.keys()) if fresh.get(name) != found.get(name)]
    assert not stale, f"run `make derived` and commit what it writes; it changes {', '.join(stale)}"


@pytest.mark.parametrize(
    "type_", [*classes()], ids=lambda type_: f"{type_.__module__.rpartition('.')[2]}.{type_.__name__}"
)
def test_fields_are_those_of_the_message(type_: type[Message]) -> None:
    """A class has its message's JSON names in their order, can be read, and is empty where nothing is set."""
    message = surface().message(type_.__doc__ or "")

    assert list(type_.__struct_encode_fields__) == [json_name(name) for name in message.fields]
    assert msgspec.json.encode(msgspec.convert({}, type_)) == b"{}"
