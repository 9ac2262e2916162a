"""What words are found in: operations, messages with their fields, enums with their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import structs

from mockserver.surface.library import Surface
from mockserver.surface.lookup import Operation, Thing, operations
from mockserver.surface.model import EnumType, MessageType, Service, package_of
from mockserver.surface.reach import reached


class Found(msgspec.Struct, frozen=True):
    """What was found. Requests of its operations go with those, and are not among the messages."""

    operations: tuple[Operation, ...] = ()
    messages: tuple[MessageType, ...] = ()
    enums: tuple[EnumType, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return bool(self.operations or self.messages or self.enums)


def find(surface: Surface, words: Iterable[str]) -> Found:
    """All that has each of the words; the case of letters and underscores do not count.

    An operation has those of its name, its paths, its permission and its request's name. A message or an enum whose
    name has all of them is found as a whole; else its fields or values that have the rest in their name or type.
    """
    wanted = [_plain(word) for word in words]
    found = tuple(operation for operation in operations(surface) if not _missing(wanted, _words_of(operation)))
    shown = {operation.method.request for operation in found}
    messages, enums = [], []
    for package in map(surface.package, surface.packages):
        for message in package.messages.values():
            fields = _parts(wanted, message.name, {name: field.type for name, field in message.fields.items()})
            if fields is not None and message.name not in shown:
                messages.append(structs.replace(message, fields={name: message.fields[name] for name in fields}))
        for enum in package.enums.values():
            values = _parts(wanted, enum.name, dict.fromkeys(enum.numbers, ""))
            if values is not None:
                enums.append(structs.replace(enum, numbers={name: enum.numbers[name] for name in values}))
    return Found(found, tuple(messages), tuple(enums))


def whole(surface: Surface, thing: Thing) -> Found:
    """One thing in full: a service with its operations, anything else with all that it holds, at any depth."""
    match thing:
        case Service():
            return Found(tuple(Operation(thing.name, method) for method in thing.methods.values()))
        case Operation():
            held = reached(surface, (thing.method.request, thing.method.response))
            return _held(surface, [name for name in held if name != thing.method.request], (thing,))
        case MessageType():
            return _held(surface, reached(surface, (thing.name,)))
        case EnumType():
            return Found(enums=(thing,))


def _held(surface: Surface, names: Sequence[str], of: tuple[Operation, ...] = ()) -> Found:
    packages = [(name, surface.package(package_of(name))) for name in names]
    return Found(
        of,
        tuple(package.messages[name] for name, package in packages if name in package.messages),
        tuple(package.enums[name] for name, package in packages if name in package.enums),
    )


def _words_of(operation: Operation) -> str:
    method = operation.method
    paths = (f"{binding.verb} {binding.path}" for binding in method.bindings)
    return " ".join([operation.name, method.request, method.permission, *paths])


def _parts(wanted: Sequence[str], owner: str, parts: Mapping[str, str]) -> list[str] | None:
    """What to show: all where the owner has every word, else those that have the other words; None where none has."""
    rest = _missing(wanted, owner)
    if not rest:
        return list(parts)
    return [name for name, kind in parts.items() if not _missing(rest, f"{name} {kind}")] or None


def _missing(wanted: Sequence[str], text: str) -> list[str]:
    plain = _plain(text)
    return [word for word in wanted if word not in plain]


def _plain(text: str) -> str:
    return text.lower().replace("_", "")
