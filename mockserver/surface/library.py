"""The versions of the surface that are at hand, each read package by package as it is asked for."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from mockserver.surface import text
from mockserver.surface.model import EnumType, MessageType, Method, Package, Service, package_of

SERVED = "2025-12-24"
"""The version that the server stands in for: the one that was recorded, named by the date of its source."""

SUFFIX = ".txt"
"""How the name of a file ends; the rest is the name of its package."""


class UnknownVersion(LookupError):
    """No such version; the message names those that there are."""


class Surface:
    """One version. Packages are read when something of theirs is asked for."""

    def __init__(self, version: str, files: Mapping[str, Traversable | Path]) -> None:
        """Take the files by name of their package."""
        self.version = version
        self._files = files
        self._read: dict[str, Package] = {}

    @classmethod
    def of(cls, version: str, packages: Iterable[Package]) -> Surface:
        """A version that is at hand already."""
        made = cls(version, {})
        made._read = {package.name: package for package in packages}
        return made

    @property
    def packages(self) -> tuple[str, ...]:
        """The names of all packages, sorted."""
        return tuple(sorted(self._files.keys() | self._read))

    def package(self, name: str) -> Package:
        """One package.

        Raises: KeyError, BadSurface.
        """
        if name not in self._read:
            self._read[name] = text.read(name, self._files[name].read_text("utf-8"))
        return self._read[name]

    def service(self, name: str) -> Service:
        """A service by its full name. Raises: KeyError."""
        return self.package(package_of(name)).services[name]

    def method(self, rpc: str) -> Method:
        """A method, given as `package.Service/Method`. Raises: KeyError."""
        service, _, name = rpc.partition("/")
        return self.service(service).methods[name]

    def message(self, name: str) -> MessageType:
        """A message by its full name. Raises: KeyError."""
        return self.package(package_of(name)).messages[name]

    def enum(self, name: str) -> EnumType:
        """An enum by its full name. Raises: KeyError."""
        return self.package(package_of(name)).enums[name]

    def is_message(self, name: str) -> bool:
        """Whether a field's type is a message of ZITADEL's, and no scalar, enum or type of protobuf's own."""
        package = package_of(name) if "." in name else ""
        return self._has(package) and name in self.package(package).messages

    def is_enum(self, name: str) -> bool:
        """Whether a field's type is an enum."""
        package = package_of(name) if "." in name else ""
        return self._has(package) and name in self.package(package).enums

    def _has(self, package: str) -> bool:
        return package in self._read or package in self._files

    def services(self) -> Iterator[Service]:
        """All services, sorted by name."""
        for name in self.packages:
            yield from self.package(name).services.values()


def versions() -> tuple[str, ...]:
    """The versions that the package holds, sorted."""
    return tuple(sorted(entry.name for entry in folder().iterdir() if entry.is_dir()))


@functools.cache
def surface(version: str = SERVED) -> Surface:
    """A version that the package holds.

    Raises: UnknownVersion.
    """
    if version not in versions():
        raise UnknownVersion(f"there is no version {version!r} of the surface; there are {', '.join(versions())}")
    return Surface(version, _files(folder() / version))


def contents(version: str = SERVED) -> Iterator[bytes]:
    """The text of each file of a version, in the order of their names. Raises: OSError."""
    files = _files(folder() / version)
    return (files[name].read_bytes() for name in sorted(files))


def folder() -> Traversable:
    """Where the versions are, a folder each."""
    return resources.files(__package__) / "versions"


def _files(version: Traversable) -> dict[str, Traversable | Path]:
    return {entry.name.removesuffix(SUFFIX): entry for entry in version.iterdir() if entry.name.endswith(SUFFIX)}


def from_folder(folder: Path) -> Surface:
    """A version outside the package: a folder of the same files.

    Raises: UnknownVersion where it holds none.
    """
    files: dict[str, Traversable | Path] = {file.stem: file for file in sorted(folder.glob(f"*{SUFFIX}"))}
    if not files:
        raise UnknownVersion(f"{folder} holds no file of the surface; `make surface` writes them")
    return Surface(folder.name, files)


def write(folder: Path, packages: tuple[Package, ...]) -> None:
    """Write a version, and remove what an earlier one left there.

    Raises: OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{package.name}{SUFFIX}": text.written(package) for package in packages}
    for stale in folder.glob(f"*{SUFFIX}"):
        if stale.name not in wanted:
            stale.unlink()
    for name, content in wanted.items():
        (folder / name).write_text(content, "utf-8")
