"""The package for JavaScript: built and packed once into a cache beside the tests, and installed where it is used."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.npm import CACHE, MANIFESTS
from tests.examples.folders import FRONTEND
from tests.packages.layout import copied, sources

NAME = "zitadel-mock for JavaScript"
_NPM = ["npm", "--no-audit", "--no-fund", "--silent"]


def pack() -> Path:
    """Build and pack it with the tools of its lock, if that is not done yet.

    Raises OSError without npm, `subprocess.SubprocessError` if it fails, for instance without a network.
    """

    def fill(folder: Path) -> None:
        package = copied("javascript", folder)
        for command in (["ci", "--ignore-scripts"], ["pack"]):
            _npm(package, *command)

    return prepare(CACHE, sources("javascript"), fill)


def install_frontend() -> Path:
    """Install the packages of the frontend's lock, and the packed one beside them, if they are not yet.

    Raises: as `pack`.
    """
    archive = _archive(pack())

    def fill(folder: Path) -> None:
        for name in MANIFESTS:
            shutil.copy(FRONTEND / name, folder)
        _npm(folder, "ci", "--ignore-scripts")
        _npm(folder, "install", "--no-save", "--ignore-scripts", str(archive))

    return prepare(CACHE, _frontend(), fill)


def packed() -> Path:
    """The archive that `pack` made; the test ends where it made none."""
    return _archive(prepared(NAME, CACHE, sources("javascript")))


def package() -> Path:
    """The folder that it was made in, with the tools of its lock."""
    return packed().parent


def frontend_packages() -> Path:
    """The folder that holds what `install_frontend` installed; the test ends where it did not."""
    return prepared(NAME, CACHE, _frontend())


def _archive(folder: Path) -> Path:
    (archive,) = (folder / "clients" / "javascript").glob("*.tgz")
    return archive


def _frontend() -> list[Path]:
    return [*(FRONTEND / name for name in MANIFESTS), *sources("javascript")]


def _npm(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [*_NPM, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
