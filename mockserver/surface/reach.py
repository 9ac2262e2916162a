"""What of the surface some messages need."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.surface.library import Surface
from mockserver.surface.model import WELL_KNOWN, package_of


def reached(surface: Surface, names: Iterable[str]) -> frozenset[str]:
    """The full names of messages, of what their fields hold, and so on: messages and enums.

    Raises: KeyError where there is no such message.
    """
    found: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        if package_of(name) != WELL_KNOWN and not surface.is_enum(name):
            pending += [field.type for field in surface.message(name).fields.values() if "." in field.type]
    return frozenset(found)
