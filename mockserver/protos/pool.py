"""Our messages and services, in a descriptor pool of their own.

The default pool of `google.protobuf` belongs to the process: two definitions of one file name or message in it raise
`TypeError` at import. A test process may well hold other ZITADEL definitions, so ours never go there. For the same
reason the well-known types in this pool are classes of their own: take `google.protobuf.Timestamp` and its like from
`message_class`, and give `descriptor_pool()` to `json_format` where it packs or unpacks `google.protobuf.Any`.

Everything is made out of the surface, a package with those that it imports, when something of it is first asked for.
"""

from __future__ import annotations

from functools import cache

from google.protobuf.descriptor import FileDescriptor, ServiceDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from mockserver.protos.definitions import STATUS_FILE, Definitions
from mockserver.surface.descriptors import file_name
from mockserver.surface.library import surface


@cache
def descriptor_pool() -> DescriptorPool:
    """The pool. It knows none of the default pool's files."""
    return DescriptorPool(Definitions(surface()))


@cache
def message_class(full_name: str) -> type[Message]:
    """The class of a message, such as `zitadel.management.v1.SetTriggerActionsRequest`; always the same one.

    Raises: KeyError where there is no such message.
    """
    return GetMessageClass(descriptor_pool().FindMessageTypeByName(full_name))


def service(full_name: str) -> ServiceDescriptor:
    """The descriptor of a service, such as `zitadel.management.v1.ManagementService`, with all its methods.

    Raises: KeyError where there is no such service.
    """
    return descriptor_pool().FindServiceByName(full_name)


def file_descriptor_set() -> FileDescriptorSet:
    """Every file of the served surface and of the error model, each after what it imports."""
    found = FileDescriptorSet()
    for file in _after_imports():
        file.CopyToProto(found.file.add())
    return found


def _after_imports() -> list[FileDescriptor]:
    pool = descriptor_pool()
    ordered: dict[str, FileDescriptor] = {}

    def add(file: FileDescriptor) -> None:
        if file.name not in ordered:
            for imported in file.dependencies:
                add(imported)
            ordered[file.name] = file

    for name in (STATUS_FILE, *map(file_name, surface().packages)):
        add(pool.FindFileByName(name))
    return list(ordered.values())
