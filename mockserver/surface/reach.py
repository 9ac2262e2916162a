"""Which messages and enums travel with operations."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.surface.library import Surface
from mockserver.surface.model import package_of


def reached(surface: Surface, roots: Iterable[str]) -> tuple[str, ...]:
    """The full names of these messages, and then of the messages and enums that they hold, the nearer ones first.

    What the surface does not define, such as the types of protobuf itself, is left out.
    """
    known, pending = set(surface.packages), list(roots)
    found: dict[str, None] = {}
    for name in pending:
        if name in found or package_of(name) not in known:
            continue
        found[name] = None
        message = surface.package(package_of(name)).messages.get(name)
        if message is not None:
            pending += [field.type for field in message.fields.values() if "." in field.type]
    return tuple(found)


def requests(surface: Surface) -> frozenset[str]:
    """The full names of all messages that operations take."""
    return frozenset(method.request for service in surface.services() for method in service.methods.values())
