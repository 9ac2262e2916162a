"""The modules for Go: what go.sum pins is downloaded into Go's own cache, so that their tests need no network."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.go import CACHE
from tests.packages.layout import PACKAGES

NAME = "zitadel-mock for Go"
MODULE = PACKAGES / "go"
GENERATOR = MODULE / "internal" / "generate"
FOLDERS = (MODULE, MODULE / "container", GENERATOR)


def download() -> Path:
    """Download what the modules need, and build the generator, if that is not done yet.

    Raises OSError without Go, `subprocess.SubprocessError` if it fails, for instance without a network.
    """

    def fill(folder: Path) -> None:
        for module in FOLDERS:
            _go(module, "mod", "download", modules=folder)
        _go(GENERATOR, "build", "-o", f"{folder}/oapi-codegen", _GENERATOR_PROGRAM, modules=folder)

    return prepare(CACHE, _pins(), fill)


def modules() -> Path:
    """The folder that `download` filled; the test ends where it did not."""
    return prepared(NAME, CACHE, _pins())


_GENERATOR_PROGRAM = "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen"


def _pins() -> list[Path]:
    return [folder / name for folder in FOLDERS for name in ("go.mod", "go.sum")]


def _go(folder: Path, *arguments: str, modules: Path) -> None:
    # What is downloaded may be written to, or nobody could remove the folder.
    variables = {"GOMODCACHE": f"{modules}/mod", "GOFLAGS": "-modcacherw"}
    environment = {**os.environ, **variables}
    subprocess.run(["go", *arguments], cwd=folder, env=environment, check=True, stderr=subprocess.PIPE, text=True)
