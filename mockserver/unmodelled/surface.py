"""Which method of the real server a path means, whoever models it."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from mockserver.unmodelled.bindings import Binding, bindings
from mockserver.unmodelled.templates import Templates


class Found(NamedTuple):
    """A binding, with what the path says."""

    binding: Binding
    fields: dict[str, str]


class Surface:
    """Bindings by path, and methods by name."""

    def __init__(self, rows: Iterable[Binding]) -> None:
        """Take bindings; of those that fit a path, the one with the fewest fields is meant."""
        rows = tuple(rows)
        self._templates = Templates((row.path, row) for row in rows if row.path)
        self._rpcs: dict[str, Binding] = {}
        for row in rows:
            self._rpcs.setdefault(row.rpc, row)
        self.services = frozenset(rpc.partition("/")[0] for rpc in self._rpcs)

    def rpc(self, name: str) -> Binding | None:
        """A binding of a method, given as `package.Service/Method`; None where there is no such method."""
        return self._rpcs.get(name)

    def find(self, method: str, path: str) -> Found | None:
        """The binding of a method and a decoded path."""
        for row, fields in self._templates.fitting(path):
            if row.verb == method:
                return Found(row, fields)
        return None

    def knows(self, path: str) -> bool:
        """Whether a decoded path is bound to any method."""
        return next(self._templates.fitting(path), None) is not None


@functools.cache
def surface() -> Surface:
    """The real server's."""
    return Surface(bindings())
