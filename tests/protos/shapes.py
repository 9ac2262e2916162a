"""What of a descriptor decides bytes and JSON on the wire, as plain values that compare and print well."""

from collections.abc import Iterator
from dataclasses import dataclass

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
    MethodDescriptorProto,
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message; `oneof` is empty outside of one, `type_name` for scalars."""

    number: int
    name: str
    json_name: str
    type: str
    type_name: str
    label: str
    oneof: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its fields in the order of declaration."""

    fields: tuple[Field, ...]
    oneofs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enum:
    """An enum: its values as (number, name) in the order of declaration."""

    values: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Method:
    """A method: full names of the messages in and out, and whether either side streams."""

    request: str
    response: str
    client_streaming: bool
    server_streaming: bool


Shape = Message | Enum | Method


def shapes(descriptors: FileDescriptorSet) -> dict[str, Shape]:
    """Every message, enum and method by full name; a method's is `package.Service/Method`."""
    return dict(entry for file in descriptors.file for entry in _of_file(file))


def _of_file(file: FileDescriptorProto) -> Iterator[tuple[str, Shape]]:
    for message in file.message_type:
        yield from _of_message(f"{file.package}.{message.name}", message)
    for enum in file.enum_type:
        yield f"{file.package}.{enum.name}", _enum(enum)
    for service in file.service:
        for method in service.method:
            yield f"{file.package}.{service.name}/{method.name}", _method(method)


def _of_message(full_name: str, message: DescriptorProto) -> Iterator[tuple[str, Shape]]:
    fields = tuple(_field(message, field) for field in message.field)
    yield full_name, Message(fields, tuple(oneof.name for oneof in message.oneof_decl))
    for nested in message.nested_type:
        yield from _of_message(f"{full_name}.{nested.name}", nested)
    for enum in message.enum_type:
        yield f"{full_name}.{enum.name}", _enum(enum)


def _field(message: DescriptorProto, field: FieldDescriptorProto) -> Field:
    return Field(
        number=field.number,
        name=field.name,
        json_name=field.json_name,
        type=FieldDescriptorProto.Type.Name(field.type),
        type_name=field.type_name.removeprefix("."),
        label=FieldDescriptorProto.Label.Name(field.label),
        oneof=message.oneof_decl[field.oneof_index].name if field.HasField("oneof_index") else "",
        optional=field.proto3_optional,
    )


def _enum(enum: EnumDescriptorProto) -> Enum:
    return Enum(tuple((value.number, value.name) for value in enum.value))


def _method(method: MethodDescriptorProto) -> Method:
    return Method(
        request=method.input_type.removeprefix("."),
        response=method.output_type.removeprefix("."),
        client_streaming=method.client_streaming,
        server_streaming=method.server_streaming,
    )
