"""What messages are called in the OpenAPI document: the same whatever else is described beside them."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from mockserver.surface.library import Surface

_FIRST = ("zitadel.management.v1", "zitadel.admin.v1", "zitadel.auth.v1")
"""Packages whose messages keep their short names, in this order, before all others of their version."""
_VERSIONS = ("v1", "v2", "v2beta")


class SchemaNames:
    """Names of schemas by the full names of messages: short where no message before has the same short name."""

    def __init__(self, surface: Surface) -> None:
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for package in sorted(surface.packages, key=_rank):
            for message in surface.package(package).messages:
                short = message.removeprefix(f"{package}.")
                name = next(name for name in candidates(package, short) if name not in taken)
                taken.add(name)
                self._names[message] = name

    def of(self, message: str) -> str:
        """The name of a message's schema."""
        return self._names[message]


@functools.cache
def schema_names(surface: Surface) -> SchemaNames:
    """The names of a surface's messages."""
    return SchemaNames(surface)


def _rank(package: str) -> tuple[int, int, str]:
    version = package.rpartition(".")[2]
    return (
        _FIRST.index(package) if package in _FIRST else len(_FIRST),
        _VERSIONS.index(version) if version in _VERSIONS else len(_VERSIONS),
        package,
    )


def candidates(package: str, short: str) -> Iterator[str]:
    """Names for what a package calls by a short one, from the shortest on.

    Longer ones have the area before it or, behind v1, the version, then both.
    """
    *parts, version = package.split(".")[1:]
    area = "".join(part.replace("_", " ").title().replace(" ", "") for part in parts)
    yield short
    yield f"{area or version.upper()}{short}" if version == "v1" else f"{version.capitalize()}{short}"
    yield f"{area}{version.capitalize()}{short}"
