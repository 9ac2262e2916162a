"""Which operation a method and a path mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from mockserver.surface.templates import Templates

Served = TypeVar("Served")


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

    A field is one segment; the last one takes the rest of a path where it is written `{field=**}`. Only the last
    segment of a path may be empty, as an operation's parameter: `/flows/` is the flow of no type, while a slash behind
    a literal makes an unknown path (recordings/edges-empty_segments-1.jsonl).
    """

    def __init__(self) -> None:
        self._templates: Templates[tuple[str, Served]] = Templates()
        self._served: list[Served] = []

    def add(self, method: str, template: str, served: Served) -> None:
        """Add a route."""
        self._templates.add(template, (method, served))
        self._served.append(served)

    def __iter__(self) -> Iterator[Served]:
        """Everything that is served."""
        return iter(self._served)

    def find(self, method: str, path: str) -> Match[Served]:
        """The route of a decoded path.

        Raises: NoSuchPath, NoSuchMethod.
        """
        fits = False
        for (verb, served), fields in self._templates.fitting(path):
            if verb == method:
                return Match(served, fields)
            fits = True
        raise NoSuchMethod if fits else NoSuchPath
