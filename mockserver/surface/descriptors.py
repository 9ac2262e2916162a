"""protobuf descriptors out of the surface: a file a package, which imports what its fields name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
)

from mockserver.surface.library import Surface
from mockserver.surface.model import WELL_KNOWN, EnumType, Field, MessageType, Package, json_name, package_of

WELL_KNOWN_FILES = {
    f"{WELL_KNOWN}.{name}": f"google/protobuf/{file}.proto"
    for file, names in (
        ("any", ("Any",)),
        ("duration", ("Duration",)),
        ("struct", ("Struct", "Value", "ListValue", "NullValue")),
        ("timestamp", ("Timestamp",)),
    )
    for name in names
}
"""By the full name of a message or an enum, the file that it stands in."""
_SCALARS = {
    name: FieldDescriptorProto.Type.Value(f"TYPE_{name.upper()}")
    for name in (
        *("double", "float", "int64", "uint64", "int32", "uint32", "bool", "string", "bytes"),
        *("fixed32", "fixed64", "sfixed32", "sfixed64", "sint32", "sint64"),
    )
}


def file_name(package: str) -> str:
    """The name of a package's file, such as `zitadel/management/v1.proto`."""
    return f"{package.replace('.', '/')}.proto"


def file_descriptor(surface: Surface, package: str) -> FileDescriptorProto:
    """The file of one package.

    Raises: KeyError where the surface has no such package.
    """
    facts = surface.package(package)
    file = FileDescriptorProto(name=file_name(package), package=package, syntax="proto3")
    file.dependency.extend(sorted({_file_of(name) for name in _foreign(facts)}))
    builder = _Builder(surface)
    messages: dict[str, DescriptorProto] = {}
    for message in sorted(facts.messages.values(), key=lambda entry: entry.name.count(".")):
        outer = messages.get(message.name.rpartition(".")[0])
        made = file.message_type.add() if outer is None else outer.nested_type.add()
        messages[message.name] = made
        builder.fill_message(made, message)
    for enum in facts.enums.values():
        outer = messages.get(enum.name.rpartition(".")[0])
        _fill_enum(file.enum_type.add() if outer is None else outer.enum_type.add(), enum)
    for service in facts.services.values():
        made_service = file.service.add(name=service.name.rpartition(".")[2])
        for method in service.methods.values():
            made_service.method.add(
                name=method.name, input_type=f".{method.request}", output_type=f".{method.response}"
            )
    return file


def imported(surface: Surface, package: str) -> Iterator[str]:
    """The packages that a package's file imports, those of protobuf itself left out."""
    names = {package_of(name) for name in _foreign(surface.package(package))}
    yield from sorted(names - {WELL_KNOWN})


def _foreign(package: Package) -> Iterator[str]:
    """Names of messages and enums of other packages that one names."""
    named: Iterable[str] = (
        *(field.type for message in package.messages.values() for field in message.fields.values()),
        *(
            name
            for service in package.services.values()
            for method in service.methods.values()
            for name in (method.request, method.response)
        ),
    )
    return (name for name in named if "." in name and package_of(name) != package.name)


def _file_of(name: str) -> str:
    return WELL_KNOWN_FILES.get(name) or file_name(package_of(name))


class _Builder:
    """Fills descriptors; knows which names are enums."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def fill_message(self, made: DescriptorProto, message: MessageType) -> None:
        """Fill the descriptor of a message."""
        made.name = message.name.rpartition(".")[2]
        oneofs = list(dict.fromkeys(field.oneof for field in message.fields.values() if field.oneof))
        for oneof in oneofs:
            made.oneof_decl.add(name=oneof)
        for field in message.fields.values():
            descriptor = made.field.add(name=field.name, number=field.number, json_name=json_name(field.name))
            self._fill_type(descriptor, field.type)
            descriptor.label = (
                FieldDescriptorProto.LABEL_REPEATED
                if field.repeated or field.key_type
                else FieldDescriptorProto.LABEL_OPTIONAL
            )
            if field.key_type:
                self._fill_entry(made, descriptor, message, field)
            if field.oneof:
                descriptor.oneof_index = oneofs.index(field.oneof)
        # Oneofs that stand for `optional` come after all others.
        for descriptor, field in zip(made.field, message.fields.values(), strict=True):
            if field.optional and not field.oneof:
                descriptor.proto3_optional = True
                descriptor.oneof_index = len(made.oneof_decl)
                made.oneof_decl.add(name=f"_{field.name}")

    def _fill_entry(
        self, made: DescriptorProto, descriptor: FieldDescriptorProto, message: MessageType, field: Field
    ) -> None:
        name = "".join(part.capitalize() for part in field.name.split("_")) + "Entry"
        entry = made.nested_type.add(name=name)
        entry.options.map_entry = True
        for number, part, kind in ((1, "key", field.key_type), (2, "value", field.type)):
            side = entry.field.add(name=part, number=number, json_name=part, label=FieldDescriptorProto.LABEL_OPTIONAL)
            self._fill_type(side, kind)
        descriptor.type = FieldDescriptorProto.TYPE_MESSAGE
        descriptor.type_name = f".{message.name}.{name}"

    def _fill_type(self, descriptor: FieldDescriptorProto, kind: str) -> None:
        if kind in _SCALARS:
            descriptor.type = _SCALARS[kind]
            return
        descriptor.type_name = f".{kind}"
        descriptor.type = (
            FieldDescriptorProto.TYPE_ENUM if self._surface.is_enum(kind) else FieldDescriptorProto.TYPE_MESSAGE
        )


def _fill_enum(made: EnumDescriptorProto, enum: EnumType) -> None:
    made.name = enum.name.rpartition(".")[2]
    for name, number in enum.numbers.items():
        made.value.add(name=name, number=number)
    if len(set(enum.numbers.values())) < len(enum.numbers):
        made.options.allow_alias = True
