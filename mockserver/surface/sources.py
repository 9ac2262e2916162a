"""A version of the surface by what a user calls it: one of those at hand, a folder, or the npm package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mockserver.later import Later
from mockserver.surface import library
from mockserver.surface.library import Surface, UnknownVersion
from mockserver.surface.text import BadSurface

if TYPE_CHECKING:
    from mockserver.surface import npm
else:
    npm = Later("mockserver.surface.npm")


class CannotRead(ValueError):
    """No version can be read there; the message says why, and what can be given."""


def opened(source: str) -> Surface:
    """The version that a source stands for.

    Args:
        source: the name of a version that the package holds; else a folder of files as `make surface` writes them, or
            the npm package `@zitadel/proto`: its tarball or a folder of it.

    Raises: CannotRead.
    """
    if source in library.versions():
        return _whole(library.surface(source))
    path = Path(source)
    if not path.exists():
        raise CannotRead(
            f"{source!r} is neither a version at hand ({', '.join(library.versions())}) nor a file or a folder"
        )
    try:
        if path.is_file() or (path / "package.json").exists() or not any(path.glob(f"*{library.SUFFIX}")):
            return Surface.of(path.name.removesuffix(".tgz"), npm.packages(path))
        return _whole(library.from_folder(path))
    except (npm.BadPackage, BadSurface, UnknownVersion, OSError, UnicodeDecodeError) as error:
        raise CannotRead(str(error)) from error


def _whole(surface: Surface) -> Surface:
    """The version with all its packages read, so that what is wrong with one is said at once."""
    for name in surface.packages:
        surface.package(name)
    return surface
