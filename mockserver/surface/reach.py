"""What of the surface some messages need."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.surface.library import Surface


def reached(surface: Surface, names: Iterable[str]) -> frozenset[str]:
    """The full names of messages, of what their fields hold, and so on: messages, enums, types of protobuf's own."""
    found: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        if surface.is_message(name):
            pending += [field.type for field in surface.message(name).fields.values() if "." in field.type]
    return frozenset(found)
