"""Some operations, to look at the differences of these alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mockserver.surface.difference import Difference, Owner
from mockserver.surface.library import Surface
from mockserver.surface.lookup import Operation, named
from mockserver.surface.model import Service
from mockserver.surface.reach import reached


class UnknownName(LookupError):
    """Neither version has such an operation or service, or it may be several; the message says which."""


class Choice(msgspec.Struct, frozen=True):
    """Operations, in two versions.

    Attributes:
        services: the full names of services that were chosen as a whole.
        operations: the full names of all operations.
        requests: the full names of the messages that they take.
        held: the full names of the messages and enums that travel with them.
    """

    services: frozenset[str]
    operations: frozenset[str]
    requests: frozenset[str]
    held: frozenset[str]

    def concerns(self, difference: Difference) -> bool:
        """Whether a difference is one of these operations, or of what they hold."""
        if difference.owner is not Owner.SERVICE:
            return difference.name in self.held
        return difference.name in self.services or f"{difference.name}/{difference.part}" in self.operations


def choose(sides: Sequence[Surface], names: Iterable[str]) -> Choice:
    """Operations and whole services, by names as `lookup.named` takes them.

    Raises: UnknownName.
    """
    services: set[str] = set()
    operations: set[str] = set()
    requests: set[str] = set()
    held: set[str] = set()
    for name in names:
        for side, thing in _callable(sides, name):
            services.update([thing.name] if isinstance(thing, Service) else [])
            for operation in _operations(thing):
                operations.add(operation.name)
                requests.add(operation.method.request)
                held.update(reached(side, (operation.method.request, operation.method.response)))
    return Choice(*map(frozenset, (services, operations, requests, held)))


def _callable(sides: Iterable[Surface], name: str) -> list[tuple[Surface, Service | Operation]]:
    """What a name stands for in each version."""
    found = [(side, thing) for side in sides for thing in named(side, name) if isinstance(thing, Service | Operation)]
    known = sorted({thing.name for _, thing in found})
    if not known:
        raise UnknownName(f"neither version has an operation or a service {name}")
    if len(known) > 1:
        raise UnknownName(f"{name} may be {', '.join(known)}; give more of it")
    return found


def _operations(thing: Service | Operation) -> Iterator[Operation]:
    if isinstance(thing, Operation):
        yield thing
    else:
        yield from (Operation(thing.name, method) for method in thing.methods.values())
