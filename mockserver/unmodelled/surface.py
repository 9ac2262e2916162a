"""Which method of the real server a path means, whoever models it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mockserver.unmodelled.bindings import Binding, bindings

_KEYED_SEGMENTS = 2
"""So many segments at the start of every template are literal."""
_DEEP = "=**}"


class Found(NamedTuple):
    """A binding, with what the path says."""

    binding: Binding
    fields: dict[str, str]


class Surface:
    """Bindings by path, and methods by name."""

    def __init__(self, rows: Iterable[Binding]) -> None:
        """Take bindings; of those that fit a path, the one with the fewest fields is meant."""
        self._templates: dict[tuple[str, ...], list[tuple[list[str], Binding]]] = {}
        self._rpcs: dict[str, Binding] = {}
        for row in rows:
            self._rpcs.setdefault(row.rpc, row)
            if row.path:
                segments = row.path.split("/")
                self._templates.setdefault(_key(segments), []).append((segments, row))
        for templates in self._templates.values():
            templates.sort(key=lambda template: template[1].path.count("{"))
        self.services = frozenset(rpc.partition("/")[0] for rpc in self._rpcs)

    def rpc(self, name: str) -> Binding | None:
        """A binding of a method, given as `package.Service/Method`; None where there is no such method."""
        return self._rpcs.get(name)

    def find(self, method: str, path: str) -> Found | None:
        """The binding of a method and a decoded path."""
        return next((found for found in self._fitting(path) if found.binding.verb == method), None)

    def knows(self, path: str) -> bool:
        """Whether a decoded path is bound to any method."""
        return next(self._fitting(path), None) is not None

    def _fitting(self, path: str) -> Iterator[Found]:
        segments = path.split("/")
        for template, row in self._templates.get(_key(segments), ()):
            fields = _fields(template, segments)
            if fields is not None:
                yield Found(row, fields)


@functools.cache
def surface() -> Surface:
    """The real server's."""
    return Surface(bindings())


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
