"""The Go programs the tests use, built once into a cache beside the tests: clients of other people, and one of ours."""

import subprocess
from pathlib import Path

from tests.clients.cache import cached
from tests.clients.npm import CLIENTS

MODULE = CLIENTS / "go"
CACHE = CLIENTS.parent / ".gobin"
PROGRAMS = ("./login", "github.com/fullstorydev/grpcurl/cmd/grpcurl", "github.com/summerwind/h2spec/cmd/h2spec")
SOURCES = [MODULE / name for name in ("go.mod", "go.sum", "login/main.go")]


def program(name: str) -> Path:
    """The file of a program: `login`, `grpcurl` or `h2spec`. Raises as `built_programs` does."""
    return built_programs() / name


def built_programs() -> Path:
    """The folder of the programs, built there if they are not yet.

    Raises `subprocess.CalledProcessError` if the build fails, for instance without a network.
    """
    return cached(CACHE, SOURCES, _build)


def _build(folder: Path) -> None:
    subprocess.run(["go", "build", "-mod=readonly", "-o", f"{folder}/", *PROGRAMS], cwd=MODULE, check=True)
