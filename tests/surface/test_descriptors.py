"""Descriptors made of the surface, held against those that protobuf's own library for JavaScript has of the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pytest
from google.protobuf.descriptor_database import DescriptorDatabase
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
    ServiceDescriptorProto,
)
from google.protobuf.descriptor_pool import DescriptorPool

from mockserver.surface import descriptor_facts, descriptors, library
from mockserver.surface.model import json_name
from tests.clients.npm import run_script
from tests.surface.packaged import kept_version

Definition = DescriptorProto | EnumDescriptorProto | ServiceDescriptorProto


def plain(files: Iterable[FileDescriptorProto]) -> Mapping[str, Definition]:
    """Messages, enums and services by full name, with what travels: without options, and what names are kept free."""
    return dict(
        each
        for file in files
        if file.package.startswith("zitadel.")
        for each in (
            *_messages(file.package, file.message_type),
            *((f"{file.package}.{enum.name}", _enum(enum)) for enum in file.enum_type),
            *((f"{file.package}.{service.name}", _service(service)) for service in file.service),
        )
    )


def _messages(outer: str, inner: Iterable[DescriptorProto]) -> Iterator[tuple[str, Definition]]:
    for message in inner:
        full = f"{outer}.{message.name}"
        kept = DescriptorProto(name=message.name, field=message.field)
        kept.oneof_decl.extend(type(oneof)(name=oneof.name) for oneof in message.oneof_decl)
        kept.options.map_entry = message.options.map_entry
        for field in kept.field:
            field.json_name = field.json_name or json_name(field.name)
            field.ClearField("options")
        yield full, kept
        yield from _messages(full, message.nested_type)
        yield from ((f"{full}.{enum.name}", _enum(enum)) for enum in message.enum_type)


def _enum(enum: EnumDescriptorProto) -> EnumDescriptorProto:
    kept = EnumDescriptorProto(name=enum.name, value=enum.value)
    for value in kept.value:
        value.ClearField("options")
    return kept


def _service(service: ServiceDescriptorProto) -> ServiceDescriptorProto:
    kept = ServiceDescriptorProto(name=service.name, method=sorted(service.method, key=lambda method: method.name))
    for method in kept.method:
        method.ClearField("options")
    return kept


def files_of(version: str) -> list[FileDescriptorProto]:
    """The files of a version's descriptors."""
    surface = library.surface(version)
    return [descriptors.file_descriptor(surface, name) for name in surface.packages]


def test_descriptors_are_those_of_the_package() -> None:
    """Each message, enum and service has the fields, numbers, types, oneofs and names that the package's own has."""
    official = plain(FileDescriptorSet.FromString(run_script("dump_descriptors.mjs")).file)
    ours = plain(files_of(kept_version()))
    assert ours.keys() == official.keys()
    assert [name for name in ours if ours[name] != official[name]] == []


@pytest.mark.parametrize("version", library.versions())
def test_descriptors_fit_together(version: str) -> None:
    """A pool takes each file with what it imports, and has each message of the version."""
    database = DescriptorDatabase()
    for file in (*descriptor_facts.well_known(), *files_of(version)):
        database.Add(file)
    pool, surface = DescriptorPool(database), library.surface(version)
    for package in map(surface.package, surface.packages):
        pool.FindFileByName(descriptors.file_name(package.name))
        for name, message in package.messages.items():
            known = pool.FindMessageTypeByName(name)
            assert [field.number for field in known.fields] == [field.number for field in message.fields.values()]
