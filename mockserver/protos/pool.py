"""Our messages and services, in a descriptor pool of their own.

The default pool of `google.protobuf` belongs to the process: two definitions of one file name or message in it raise
`TypeError` at import. A test process may well hold other ZITADEL definitions, so ours never go there. For the same
reason the well-known types in this pool are classes of their own: take `google.protobuf.Timestamp` and its like from
`message_class`, and give `descriptor_pool()` to `json_format` where it packs or unpacks `google.protobuf.Any`.
"""

from functools import cache
from importlib.resources import files

from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

DESCRIPTORS = "generated/descriptors.binpb"
"""Where `make protos` writes, relative to this package: a serialised `google.protobuf.FileDescriptorSet`."""


@cache
def file_descriptor_set() -> FileDescriptorSet:
    """Every file we define and every file those import, each after what it imports."""
    return FileDescriptorSet.FromString(files(__package__).joinpath(DESCRIPTORS).read_bytes())


@cache
def descriptor_pool() -> DescriptorPool:
    """The pool, built on the first call. It knows none of the default pool's files."""
    pool = DescriptorPool()
    for file in file_descriptor_set().file:
        pool.Add(file)
    return pool


@cache
def message_class(full_name: str) -> type[Message]:
    """The class of a message, such as `zitadel.management.v1.SetTriggerActionsRequest`; always the same one.

    Raises `KeyError` for a name the pool does not hold.
    """
    return GetMessageClass(descriptor_pool().FindMessageTypeByName(full_name))


def service(full_name: str) -> ServiceDescriptor:
    """The descriptor of a service, such as `zitadel.management.v1.ManagementService`.

    Raises `KeyError` for a name the pool does not hold.
    """
    return descriptor_pool().FindServiceByName(full_name)


@cache
def services() -> tuple[ServiceDescriptor, ...]:
    """Every service we define, ordered by full name."""
    names = sorted(f"{file.package}.{entry.name}" for file in file_descriptor_set().file for entry in file.service)
    return tuple(service(name) for name in names)


@cache
def methods() -> tuple[MethodDescriptor, ...]:
    """Every method of `services()`, in the order of declaration."""
    return tuple(method for entry in services() for method in entry.methods)
