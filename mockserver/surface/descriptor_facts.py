"""Packages out of protobuf descriptors that hold ZITADEL's options: paths, permissions and field rules.

Extensions are read by the definitions that come with the descriptors themselves: these are given to a pool of their
own, and read a second time with its classes, which know every extension among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from google.protobuf import (
    any_pb2,
    descriptor_pb2,
    duration_pb2,
    empty_pb2,
    field_mask_pb2,
    struct_pb2,
    timestamp_pb2,
    wrappers_pb2,
)
from google.protobuf.descriptor_database import DescriptorDatabase
from google.protobuf.descriptor_pb2 import DescriptorProto, FieldDescriptorProto, FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from mockserver.surface import facts
from mockserver.surface.model import Package

_WELL_KNOWN = (
    any_pb2,
    descriptor_pb2,
    duration_pb2,
    empty_pb2,
    field_mask_pb2,
    struct_pb2,
    timestamp_pb2,
    wrappers_pb2,
)
_OWN = "zitadel."
"""What the names of packages start with that are kept; the others are the tools'."""

_HTTP = "google.api.http"
_ACCESS = ("zitadel.v1.auth_option", "zitadel.protoc_gen_zitadel.v2.options")
_RULES = "validate.rules"
_REQUIRED = "validate.required"


class BadDescriptors(ValueError):
    """Descriptors that do not fit together; the message says what is missing."""


def well_known() -> Iterator[FileDescriptorProto]:
    """The files that come with protobuf itself."""
    for module in _WELL_KNOWN:
        file = FileDescriptorProto()
        module.DESCRIPTOR.CopyToProto(file)
        yield file


def packages(files: Iterable[FileDescriptorProto]) -> tuple[Package, ...]:
    """ZITADEL's packages of these files, of which each names what it imports, those of protobuf itself left out.

    Raises: BadDescriptors.
    """
    pool, given = _pool(files)
    read_again = GetMessageClass(pool.FindMessageTypeByName(FileDescriptorProto.DESCRIPTOR.full_name))
    services: dict[str, Any] = {}
    messages: dict[str, Any] = {}
    enums: dict[str, Any] = {}
    for file in given:
        if file.package.startswith(_OWN):
            known = cast(FileDescriptorProto, read_again.FromString(file.SerializeToString()))
            reader = _Reader(pool)
            services.update(reader.services(known))
            for full, message in _messages(known.package, known.message_type):
                messages[full] = reader.message(full, message)
                enums.update(_enums(full, message.enum_type))
            enums.update(_enums(known.package, known.enum_type))
    return facts.packages(*(dict(sorted(found.items())) for found in (services, messages, enums)))


def _pool(files: Iterable[FileDescriptorProto]) -> tuple[DescriptorPool, list[FileDescriptorProto]]:
    """A pool that holds the files, and the files."""
    database, given = DescriptorDatabase(), list(files)
    for file in (*well_known(), *given):
        database.Add(file)
    pool = DescriptorPool(database)
    for file in given:
        try:
            pool.FindFileByName(file.name)
        except (KeyError, TypeError) as error:
            raise BadDescriptors(f"{file.name} lacks what it imports: {error}") from error
    return pool, given


def _messages(outer: str, inner: Iterable[DescriptorProto]) -> Iterator[tuple[str, DescriptorProto]]:
    """Messages by full name, nested ones too, without the entries of maps."""
    for message in inner:
        if not message.options.map_entry:
            full = f"{outer}.{message.name}"
            yield full, message
            yield from _messages(full, message.nested_type)


def _enums(outer: str, inner: Iterable[descriptor_pb2.EnumDescriptorProto]) -> dict[str, Any]:
    return {f"{outer}.{enum.name}": {value.name: value.number for value in enum.value} for enum in inner}


class _Reader:
    """Writes the facts of one file."""

    def __init__(self, pool: DescriptorPool) -> None:
        self._pool = pool

    def services(self, file: FileDescriptorProto) -> dict[str, Any]:
        """The services of a file by full name."""
        return {
            f"{file.package}.{service.name}": {method.name: self._method(method) for method in service.method}
            for service in file.service
        }

    def message(self, full: str, message: DescriptorProto) -> facts.Facts:
        """A message."""
        maps = {
            f"{full}.{entry.name}": {part.name: _type(part) for part in entry.field}
            for entry in message.nested_type
            if entry.options.map_entry
        }
        required = [oneof.name for oneof in message.oneof_decl if self._option(oneof.options, _REQUIRED)]
        fields = [self._field(message, field) for field in message.field]
        return {"fields": fields, "maps": maps, "required_oneofs": required}

    def _method(self, method: descriptor_pb2.MethodDescriptorProto) -> facts.Facts:
        return {
            "request": method.input_type[1:],
            "response": method.output_type[1:],
            "http": self._option(method.options, _HTTP),
            "option": self._option(method.options, *_ACCESS) or {},
        }

    def _field(self, message: DescriptorProto, field: FieldDescriptorProto) -> facts.Facts:
        in_oneof = field.HasField("oneof_index") and not field.proto3_optional
        return {
            "number": field.number,
            "name": field.name,
            "type": _type(field),
            "repeated": field.label == FieldDescriptorProto.LABEL_REPEATED,
            "optional": field.proto3_optional,
            "oneof": message.oneof_decl[field.oneof_index].name if in_oneof else "",
            "deprecated": field.options.deprecated,
            "rules": self._option(field.options, _RULES) or {},
        }

    def _option(self, options: Message, *names: str) -> Any:
        """The extension of one of these names, a message as JSON has it; None where there is none."""
        for field, value in options.ListFields():
            if field.full_name in names:
                if not isinstance(value, Message):
                    return value
                return MessageToDict(value, preserving_proto_field_name=True, descriptor_pool=self._pool)
        return None


def _type(field: FieldDescriptorProto) -> str:
    if field.type_name:
        return field.type_name[1:]
    return FieldDescriptorProto.Type.Name(field.type).removeprefix("TYPE_").lower()
