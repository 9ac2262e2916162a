"""Which operations callers of an instance can reach by HTTP."""

from __future__ import annotations

from collections.abc import Iterator

from mockserver.surface.library import Surface
from mockserver.surface.model import Binding, Method, Service

_VERSIONS = frozenset({"v1", "v2", "v2beta"})
_ELSEWHERE = frozenset({"zitadel.system.v1"})
"""Packages whose callers are no users of an instance."""


def packages(surface: Surface) -> Iterator[str]:
    """Packages whose services callers of an instance can reach, by gRPC at least."""
    for package in surface.packages:
        if package.rpartition(".")[2] in _VERSIONS and package not in _ELSEWHERE:
            yield package


def services(surface: Surface) -> Iterator[Service]:
    """The services of these packages, sorted by name."""
    for package in packages(surface):
        yield from surface.package(package).services.values()


def ways(surface: Surface) -> Iterator[tuple[str, Method, Binding]]:
    """Each way by which HTTP reaches a method: `package.Service/Method`, the method, and how it is bound."""
    for service in services(surface):
        for method in service.methods.values():
            for binding in method.bindings:
                yield f"{service.name}/{method.name}", method, binding
