"""The files of our definitions, as a pool of protobuf asks for them: each is made when something of it is needed."""

from __future__ import annotations

import importlib

from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto

from mockserver.surface.descriptors import WELL_KNOWN_FILES, file_descriptor, file_name
from mockserver.surface.library import Surface
from mockserver.surface.model import Package, package_of

STATUS = "google.rpc.Status"
"""The error model of gRPC. The surface holds what is ZITADEL's own, so this one message is described here."""
STATUS_FILE = "google/rpc/status.proto"

_ANY = "google.protobuf.Any"


class Definitions:
    """A descriptor database: the surface, the error model, and what comes with protobuf."""

    def __init__(self, surface: Surface) -> None:
        """Take the surface; none of its packages is read yet."""
        self._surface = surface

    def FindFileByName(self, name: str) -> FileDescriptorProto:
        """A file. Raises: KeyError."""
        if name == STATUS_FILE:
            return _status()
        if name in WELL_KNOWN_FILES.values():
            return _well_known(name)
        package = name.removesuffix(".proto").replace("/", ".")
        if name != file_name(package):
            raise KeyError(name)
        return file_descriptor(self._surface, package)

    def FindFileContainingSymbol(self, symbol: str) -> FileDescriptorProto:
        """The file of a message, a field, an enum, a value or a service; methods are found in their service.

        A pool asks for what it does not hold, and again whenever it is asked for it itself; so nothing is made for a
        name that is not there.

        Raises: KeyError.
        """
        package = package_of(symbol)
        outermost = ".".join(symbol.split(".")[: package.count(".") + 2])
        if outermost == STATUS:
            return _status()
        if outermost in WELL_KNOWN_FILES:
            return _well_known(WELL_KNOWN_FILES[outermost])
        facts = self._surface.package(package)
        if not _has(facts, symbol):
            raise KeyError(symbol)
        return file_descriptor(self._surface, package)


def _has(package: Package, symbol: str) -> bool:
    if any(symbol in named for named in (package.messages, package.enums, package.services)):
        return True
    outer, _, name = symbol.rpartition(".")
    if outer in package.messages:
        fields = package.messages[outer].fields
        return name in fields or any(name == field.oneof for field in fields.values())
    # Values of an enum stand beside it.
    return any(name in enum.numbers for enum in package.enums.values() if enum.name.rpartition(".")[0] == outer)


def _well_known(name: str) -> FileDescriptorProto:
    module = importlib.import_module(f"{name.removesuffix('.proto').replace('/', '.')}_pb2")
    return FileDescriptorProto.FromString(module.DESCRIPTOR.serialized_pb)


def _status() -> FileDescriptorProto:
    file = FileDescriptorProto(name=STATUS_FILE, package=STATUS.rpartition(".")[0], syntax="proto3")
    file.dependency.append(WELL_KNOWN_FILES[_ANY])
    fields = file.message_type.add(name=STATUS.rpartition(".")[2]).field
    optional, repeated = FieldDescriptorProto.LABEL_OPTIONAL, FieldDescriptorProto.LABEL_REPEATED
    fields.add(number=1, name="code", type=FieldDescriptorProto.TYPE_INT32, label=optional)
    fields.add(number=2, name="message", type=FieldDescriptorProto.TYPE_STRING, label=optional)
    fields.add(number=3, name="details", type=FieldDescriptorProto.TYPE_MESSAGE, type_name=f".{_ANY}", label=repeated)
    return file
