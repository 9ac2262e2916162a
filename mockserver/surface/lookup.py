"""What a name stands for, given in full or by its end: `SetTriggerActions`, `ManagementService`, `v2.Organization`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import msgspec

from mockserver.surface.library import Surface
from mockserver.surface.model import EnumType, MessageType, Method, Service

_SUGGESTIONS = 5


class Operation(msgspec.Struct, frozen=True):
    """A method with the full name of its service."""

    service: str
    method: Method

    @property
    def name(self) -> str:
        """Its full name, as gRPC has it."""
        return f"{self.service}/{self.method.name}"


Thing = Service | Operation | MessageType | EnumType


def operations(surface: Surface) -> Iterator[Operation]:
    """All operations, by service and name."""
    for service in surface.services():
        yield from (Operation(service.name, method) for method in service.methods.values())


def things(surface: Surface) -> Iterator[Thing]:
    """All that has a name of its own: services, operations, messages and enums."""
    yield from surface.services()
    yield from operations(surface)
    for package in map(surface.package, surface.packages):
        yield from package.messages.values()
        yield from package.enums.values()


def named(surface: Surface, name: str) -> tuple[Thing, ...]:
    """What a name stands for; where it is something's full name, that alone."""
    ends = (f".{name}", f"/{name}")
    found = tuple(thing for thing in things(surface) if thing.name == name or thing.name.endswith(ends))
    return tuple(thing for thing in found if thing.name == name) or found


def similar(surface: Surface, name: str) -> list[str]:
    """Full names whose last part looks like that of a name, the likest first."""
    full = {_last(thing.name): thing.name for thing in things(surface)}
    return [full[last] for last in difflib.get_close_matches(_last(name), full, _SUGGESTIONS)]


def _last(name: str) -> str:
    return name.replace("/", ".").rpartition(".")[2]
