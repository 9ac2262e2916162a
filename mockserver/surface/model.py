"""What one version of the real server offers, as facts: packages with their services, messages and enums."""

from __future__ import annotations

import functools
import keyword
import re
from collections.abc import Mapping

import msgspec

WELL_KNOWN = "google.protobuf"
"""The package whose messages come with protobuf itself."""

_PYTHON_TYPES = frozenset({"bool", "dict", "int", "str", "tuple"})
"""What types of fields are written with; within a class, a field of such a name would stand for it."""

_NAMES_KEPT = 8192
"""Names of which it is remembered what follows from them; there are some 6,000 of messages and fields."""
_PATH_FIELD = re.compile(r"\{(\w+)")

RuleValue = bool | int | str
"""What a rule says: a number, a text, or whether it holds.

Durations are texts such as `0s`; a list of several values is a text with blanks between them.
"""


class Binding(msgspec.Struct, frozen=True):
    """One way to reach a method by HTTP.

    Attributes:
        verb: the HTTP method, upper case.
        path: the whole path template, its fields by their protobuf names; `{role_key=**}` takes the rest of a path.
        body: `*` where the JSON body fills the message, a field's name where it fills that; empty where none is read.
    """

    verb: str
    path: str
    body: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The protobuf names of the fields that the path carries, in its order."""
        return tuple(_PATH_FIELD.findall(self.path))


class Method(msgspec.Struct, frozen=True):
    """A method of a service.

    Attributes:
        name: such as `SetTriggerActions`.
        request: the full name of the message that it takes.
        response: the full name of the message that it answers.
        permission: what callers need; `authenticated` where a valid token is enough, empty where none is needed.
        check_field: the field whose object the permission may be limited to, by its name in Go; mostly empty.
        org_field: the field that chooses the organisation; mostly empty.
        status: the HTTP status of success.
        bindings: none for a method that only gRPC reaches.
    """

    name: str
    request: str
    response: str
    permission: str = ""
    check_field: str = ""
    org_field: str = ""
    status: int = 200
    bindings: tuple[Binding, ...] = ()


class Service(msgspec.Struct, frozen=True):
    """A service, such as `zitadel.management.v1.ManagementService`, with its methods in the order of their names."""

    name: str
    methods: Mapping[str, Method]


class Field(msgspec.Struct, frozen=True):
    """A field of a message.

    Attributes:
        number: its protobuf number.
        name: its protobuf name.
        type: a scalar such as `string`, or the full name of a message or an enum; of a map, its values' type.
        key_type: the type of a map's keys; empty where it is no map.
        repeated: whether it is a list.
        optional: whether it is known of it that it was not set.
        oneof: the oneof that it belongs to; mostly empty.
        deprecated: whether clients should not use it any more.
        rules: by name, such as `min_len`; those of a list's items start with `items.`.
    """

    number: int
    name: str
    type: str
    key_type: str = ""
    repeated: bool = False
    optional: bool = False
    oneof: str = ""
    deprecated: bool = False
    rules: Mapping[str, RuleValue] = {}


class MessageType(msgspec.Struct, frozen=True):
    """A message.

    Attributes:
        name: its full name; that of a nested one holds the name of the outer one.
        fields: by protobuf name, in the order of the file.
        required_oneofs: oneofs of which one field must be set.
    """

    name: str
    fields: Mapping[str, Field]
    required_oneofs: tuple[str, ...] = ()


class EnumType(msgspec.Struct, frozen=True):
    """An enum: its full name, and its numbers by name."""

    name: str
    numbers: Mapping[str, int]


class Package(msgspec.Struct, frozen=True):
    """All that one protobuf package holds, each by its full name."""

    name: str
    services: Mapping[str, Service] = {}
    messages: Mapping[str, MessageType] = {}
    enums: Mapping[str, EnumType] = {}


@functools.lru_cache(_NAMES_KEPT)
def json_name(name: str) -> str:
    """The JSON name of a field, of its protobuf or Python name: underscores go, the letter behind one is a capital."""
    head, *rest = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


def attribute_name(name: str) -> str:
    """The name of a field in Python, of its protobuf name: one that Python has its own use for gets an underscore."""
    return f"{name}_" if keyword.iskeyword(name) or name in _PYTHON_TYPES else name


@functools.lru_cache(_NAMES_KEPT)
def package_of(name: str) -> str:
    """The package of a message or an enum, given by its full name: all before the first part with a capital."""
    parts = name.split(".")
    return ".".join(parts[: next((index for index, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)])
