"""Messages between protobuf and Python: those of every operation that the real server has, modelled or not."""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterator

import msgspec
import pytest
from google.protobuf import json_format

from mockserver.operations.messages.base import Message
from mockserver.protos.pool import descriptor_pool
from mockserver.surface.library import surface
from mockserver.surface.model import Method, package_of
from mockserver.surface.python import modules
from mockserver.wire.grpc.codec import decode, encode
from tests.wire.grpc.random_messages import random_message

HOME = "all_messages"
Class = type[Message]


def methods() -> list[tuple[str, Method]]:
    """All methods with their names, as `package.Service/Method`."""
    return [
        (f"{service.name}/{name}", method)
        for service in surface().services()
        for name, method in service.methods.items()
    ]


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Class]]:
    """All classes, by `module.name`."""
    folder = tmp_path_factory.mktemp("python")
    package = folder / HOME
    package.mkdir()
    written = modules(surface(), (rpc for rpc, _ in methods()), HOME)
    for name, text in written.items():
        (package / f"{name}.py").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        found = [importlib.import_module(f"{HOME}.{name}") for name in written]
        yield {f"{module.__name__}.{name}": value for module in found for name, value in vars(module).items()}


def class_of(message: str, classes: dict[str, Class], suffix: str = "") -> Class:
    """The class of a message; that with a suffix where there is one."""
    package = package_of(message)
    name = f"{HOME}.{package.replace('.', '_')}.{message.removeprefix(f'{package}.').replace('.', '')}"
    return classes.get(f"{name}{suffix}", classes[name])


def test_requests(classes: dict[str, Class]) -> None:
    """What is read of a request fits its class, which holds all of it."""
    chance = random.Random(1)  # noqa: S311 (the same in every run)
    for rpc, method in methods():
        canonical = decode(method.request, random_message(method.request, chance).SerializeToString())
        held = msgspec.convert(canonical, class_of(method.request, classes, "Input"))
        assert msgspec.json.decode(msgspec.json.encode(held)) == canonical, rpc


def test_answers(classes: dict[str, Class]) -> None:
    """An answer that a class holds is the same message in protobuf and in JSON."""
    chance = random.Random(2)  # noqa: S311 (the same in every run)
    for rpc, method in methods():
        message = random_message(method.response, chance)
        shown = json_format.MessageToDict(message, descriptor_pool=descriptor_pool())
        answer = msgspec.convert(shown, class_of(method.response, classes))
        assert type(message).FromString(encode(method.response, answer)) == message, rpc
        assert msgspec.json.decode(msgspec.json.encode(answer)) == shown, rpc


def test_names_that_python_has_a_use_for(classes: dict[str, Class]) -> None:
    """A field is found under the name that it has in Python."""
    name = "zitadel.system.v1.SetQuotaRequest"
    begins = "2025-12-24T10:00:00Z"

    data = encode(name, class_of(name, classes)(from_=begins))

    assert decode(name, data) == {"from": begins}
