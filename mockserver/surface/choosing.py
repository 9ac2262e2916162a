"""Those differences that concern some operations alone."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.surface.difference import Difference, Owner
from mockserver.surface.library import Surface
from mockserver.surface.lookup import Operation, named
from mockserver.surface.model import Service
from mockserver.surface.reach import reached


class UnknownName(LookupError):
    """Neither version has such an operation or service, or it may be several; the message says which."""


def chosen(differences: Iterable[Difference], sides: Iterable[Surface], names: Iterable[str]) -> list[Difference]:
    """The differences of operations and services, by names as `lookup.named` takes them, and of what they hold.

    Raises: UnknownName.
    """
    sides = list(sides)
    services: set[str] = set()
    operations: set[str] = set()
    held: set[str] = set()
    for name in names:
        known = [thing for side in sides for thing in _callable(side, name)]
        if not known:
            raise UnknownName(f"neither version has an operation or a service {name}")
        if len({thing.name for thing in known}) > 1:
            raise UnknownName(f"{name} may be {', '.join(sorted({thing.name for thing in known}))}; give more of it")
        services.update(thing.name for thing in known if isinstance(thing, Service))
        operations.update(thing.name for thing in known if isinstance(thing, Operation))
        for side in sides:
            methods = [
                method
                for thing in _callable(side, name)
                for method in (thing.methods.values() if isinstance(thing, Service) else [thing.method])
            ]
            held.update(reached(side, (kind for method in methods for kind in (method.request, method.response))))
    return [
        each
        for each in differences
        if (
            each.name in services or f"{each.name}/{each.part}" in operations
            if each.owner is Owner.SERVICE
            else each.name in held
        )
    ]


def _callable(surface: Surface, name: str) -> list[Service | Operation]:
    return [thing for thing in named(surface, name) if isinstance(thing, Service | Operation)]
