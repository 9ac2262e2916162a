"""Which method of the real server a path or a gRPC name means, whoever models it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from mockserver.surface.library import Surface, surface
from mockserver.surface.model import Binding, Method

_KEYED_SEGMENTS = 2
"""So many segments at the start of every template are literal."""
_DEEP = "=**}"
_VERSIONS = frozenset({"v1", "v2", "v2beta"})
_ELSEWHERE = frozenset({"zitadel.system.v1"})
"""Packages whose callers are no users of an instance."""


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
        self._templates: dict[tuple[str, ...], list[tuple[list[str], Known]]] = {}
        self._rpcs: dict[str, Known] = {}
        for known in _all(facts):
            if known.binding is None:
                self._rpcs[known.rpc] = known
                continue
            segments = known.binding.path.split("/")
            self._templates.setdefault(_key(segments), []).append((segments, known))
        for templates in self._templates.values():
            templates.sort(key=lambda template: sum(segment.startswith("{") for segment in template[0]))
        self.services = frozenset(rpc.partition("/")[0] for rpc in self._rpcs)

    def rpc(self, name: str) -> Known | None:
        """A method, given as `package.Service/Method`; None where there is no such method."""
        return self._rpcs.get(name)

    def find(self, verb: str, path: str) -> Found | None:
        """What a verb and a decoded path mean."""
        return next((found for bound, found in self._fitting(path) if bound == verb), None)

    def knows(self, path: str) -> bool:
        """Whether a decoded path is bound to any verb."""
        return next(self._fitting(path), None) is not None

    def paths(self) -> Iterator[tuple[Known, Binding]]:
        """Each way by which HTTP reaches a method."""
        for templates in self._templates.values():
            for _, known in templates:
                if known.binding is not None:
                    yield known, known.binding

    def _fitting(self, path: str) -> Iterator[tuple[str, Found]]:
        segments = path.split("/")
        for template, known in self._templates.get(_key(segments), ()):
            fields = _fields(template, segments)
            if fields is not None and known.binding is not None:
                yield known.binding.verb, Found(known, fields)


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


def packages(facts: Surface) -> Iterator[str]:
    """Packages whose services callers of an instance can reach."""
    for package in facts.packages:
        if package not in _ELSEWHERE and package.rpartition(".")[2] in _VERSIONS:
            yield package


def _all(facts: Surface) -> Iterator[Known]:
    for package in packages(facts):
        for service in facts.package(package).services.values():
            for method in service.methods.values():
                rpc = f"{service.name}/{method.name}"
                yield Known(rpc, method, None)
                for binding in method.bindings:
                    yield Known(rpc, method, binding)


def _key(segments: list[str]) -> tuple[str, ...]:
    return tuple(segments[1 : 1 + _KEYED_SEGMENTS])


def _fields(template: list[str], segments: list[str]) -> dict[str, str] | None:
    """What a path says to a template; None where it does not fit.

    Only the last field may be empty (recordings/edges-empty_segments-1.jsonl).
    """
    if template[-1].endswith(_DEEP) and len(segments) >= len(template):
        rest = len(template) - 1
        segments = [*segments[:rest], "/".join(segments[rest:])]
    if len(segments) != len(template):
        return None
    fields = {}
    last = len(segments) - 1
    for index, (wanted, given) in enumerate(zip(template, segments, strict=True)):
        if not wanted.startswith("{"):
            if wanted != given:
                return None
        elif given or index == last:
            fields[wanted[1:-1].removesuffix("=**")] = given
        else:
            return None
    return fields
