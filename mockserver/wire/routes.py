"""Which operation a method and a path mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

Served = TypeVar("Served")

_KEYED_SEGMENTS = 3


@dataclass(frozen=True, slots=True)
class _Template(Generic[Served]):
    literals: tuple[tuple[int, str], ...]
    fields: tuple[tuple[int, str], ...]
    methods: dict[str, Served]


class Match(NamedTuple, Generic[Served]):
    """A route that was found, with what the path says."""

    served: Served
    fields: Mapping[str, str]


class NoSuchPath(Exception):
    """No template fits the path."""


class NoSuchMethod(Exception):
    """Templates fit the path, but none with this method."""


class Routes(Generic[Served]):
    """Path templates such as `/management/v1/flows/{type}`, literal segments before fields.

    A field is one segment. Only the last segment of a path may be empty, as an operation's parameter: `/flows/` is the
    flow of no type, while a slash behind a literal makes an unknown path (recordings/edges-empty_segments-1.jsonl).
    """

    def __init__(self) -> None:
        self._templates: dict[tuple[int, tuple[str, ...]], list[_Template[Served]]] = {}

    def add(self, method: str, template: str, served: Served) -> None:
        """Add a route. The first three segments of a template that has as many are always literal."""
        segments = template.split("/")
        fields = tuple((index, s[1:-1]) for index, s in enumerate(segments) if s.startswith("{"))
        places = {index for index, _ in fields}
        # The first segments are the key of the template already.
        first = 1 + _KEYED_SEGMENTS
        literals = tuple((index, s) for index, s in enumerate(segments) if index not in places and index >= first)
        row = self._templates.setdefault(_key(segments), [])
        for known in row:
            if known.literals == literals:
                known.methods[method] = served
                return
        row.append(_Template(literals, fields, {method: served}))
        row.sort(key=lambda known: len(known.fields))

    def __iter__(self) -> Iterator[Served]:
        """Everything that is served."""
        for row in self._templates.values():
            for template in row:
                yield from template.methods.values()

    def find(self, method: str, path: str) -> Match[Served]:
        """The route of a decoded path.

        Raises: NoSuchPath, NoSuchMethod.
        """
        segments = path.split("/")
        fits = False
        for template in self._templates.get(_key(segments), ()):
            fields = _fields(template, segments)
            if fields is None:
                continue
            fits = True
            served = template.methods.get(method)
            if served is not None:
                return Match(served, fields)
        raise NoSuchMethod if fits else NoSuchPath


def _fields(template: _Template[Served], segments: list[str]) -> dict[str, str] | None:
    """What a path says to a template; None where it does not fit."""
    for index, text in template.literals:
        if segments[index] != text:
            return None
    fields = {}
    for index, name in template.fields:
        if not segments[index] and index + 1 < len(segments):
            return None
        fields[name] = segments[index]
    return fields


def _key(segments: list[str]) -> tuple[int, tuple[str, ...]]:
    return len(segments), tuple(segments[1 : 1 + _KEYED_SEGMENTS])
