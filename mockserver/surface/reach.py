"""Which messages and enums travel with operations."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.surface.library import Surface
from mockserver.surface.model import package_of


def reached(surface: Surface, roots: Iterable[str]) -> frozenset[str]:
    """The full names of these messages, and of the messages and enums that they hold at any depth."""
    known, pending = set(surface.packages), list(roots)
    found: set[str] = set()
    while pending:
        name = pending.pop()
        if name in found or package_of(name) not in known:
            continue
        found.add(name)
        message = surface.package(package_of(name)).messages.get(name)
        if message is not None:
            pending += [field.type for field in message.fields.values() if "." in field.type]
    return frozenset(found)


def sent(surface: Surface) -> frozenset[str]:
    """What clients send."""
    return reached(surface, (method.request for service in surface.services() for method in service.methods.values()))
