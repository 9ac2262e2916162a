"""The text form of the surface."""

import pytest
from hypothesis import given

from mockserver.surface import library, text
from mockserver.surface.model import Package
from tests.surface.strategies import packages

NAME = "zitadel.odd.v1"


@given(packages)
def test_what_was_written_is_read(package: Package) -> None:
    """Any package comes back from its text as it was, whatever names, numbers and rules it has."""
    assert text.read(package.name, text.written(package)) == package


@pytest.mark.parametrize("version", library.versions())
def test_versions_are_as_they_would_be_written(version: str) -> None:
    """Each file at hand is, byte for byte, what is written of what is read from it."""
    surface = library.surface(version)
    files = {file.name: file.read_text("utf-8") for file in (library.folder() / version).iterdir()}
    assert files == {f"{name}.txt": text.written(surface.package(name)) for name in surface.packages}


@pytest.mark.parametrize("version", library.versions())
def test_versions_define_all_that_they_name(version: str) -> None:
    """Each type of a field and of a method is there, as a message where it must be one, or is one of protobuf's own."""
    surface = library.surface(version)
    packages = [surface.package(name) for name in surface.packages]
    messages = {name for package in packages for name in package.messages}
    enums = {name for package in packages for name in package.enums}
    methods = [method for service in surface.services() for method in service.methods.values()]
    fields = [
        field for package in packages for message in package.messages.values() for field in message.fields.values()
    ]
    assert {name for method in methods for name in (method.request, method.response)} <= messages
    named = {field.type for field in fields if "." in field.type and not field.type.startswith("google.protobuf.")}
    assert named <= messages | enums


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("mesage Odd\n", "line 1, mesage Odd: a block is a service, a message or an enum"),
        ("enum Fine\n A 0\nmessage Odd\n one name string\n", "line 3, message Odd: invalid literal"),
        ("message Odd\n 1\n", "line 1, message Odd"),
        ("service OddService\n Get\n", "line 1, service OddService"),
        ("service OddService\n  GET /v1\n", "line 1, service OddService"),
        ("enum Odd\n A\n", "line 1, enum Odd"),
    ],
)
def test_what_cannot_be_read(content: str, said: str) -> None:
    """The error says in which package, in which block and on which line."""
    with pytest.raises(text.BadSurface, match=f"{NAME}: cannot read the block of {said}"):
        text.read(NAME, content)
