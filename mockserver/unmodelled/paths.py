"""Which method of the real server a path or a gRPC name means, whoever models it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from mockserver.surface.library import Surface, surface
from mockserver.surface.model import Binding, Method
from mockserver.surface.offered import services
from mockserver.surface.templates import Templates


class Known(NamedTuple):
    """A method of a service.

    Attributes:
        rpc: `package.Service/Method`.
        binding: the way of HTTP that was found; None where it was found by its name.
    """

    rpc: str
    method: Method
    binding: Binding | None


class Found(NamedTuple):
    """What a path means, and what it says: values by the protobuf names of fields."""

    known: Known
    fields: dict[str, str]


class KnownMethods:
    """All methods that callers of an instance can reach, by path and by name."""

    def __init__(self, facts: Surface) -> None:
        """Take a surface; of the templates that fit a path, the one with the fewest fields is meant."""
        every = tuple(_all(facts))
        self._rpcs = {known.rpc: known for known in every if known.binding is None}
        self._bound = [(known.binding.path, (known, known.binding)) for known in every if known.binding is not None]
        self._templates = Templates(self._bound)
        self.services = frozenset(rpc.partition("/")[0] for rpc in self._rpcs)

    def rpc(self, name: str) -> Known | None:
        """A method, given as `package.Service/Method`; None where there is no such method."""
        return self._rpcs.get(name)

    def find(self, verb: str, path: str) -> Found | None:
        """What a verb and a decoded path mean."""
        for (known, binding), fields in self._templates.fitting(path):
            if binding.verb == verb:
                return Found(known, fields)
        return None

    def knows(self, path: str) -> bool:
        """Whether a decoded path is bound to any verb."""
        return next(self._templates.fitting(path), None) is not None

    def paths(self) -> Iterator[tuple[Known, Binding]]:
        """Each way by which HTTP reaches a method."""
        return (bound for _, bound in self._bound)


@functools.cache
def known_methods() -> KnownMethods:
    """The real server's."""
    return KnownMethods(surface())


def rpc_of(verb: str, path: str) -> str:
    """The method that a verb and a path mean, by path or by name, whoever models it; empty where there is none."""
    known = known_methods()
    found = known.find(verb, path)
    named = found.known if found is not None else known.rpc(path.removeprefix("/"))
    return named.rpc if named is not None else ""


def _all(facts: Surface) -> Iterator[Known]:
    for service in services(facts):
        for method in service.methods.values():
            rpc = f"{service.name}/{method.name}"
            yield Known(rpc, method, None)
            for binding in method.bindings:
                yield Known(rpc, method, binding)
