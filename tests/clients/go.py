"""The Go programs the tests use, built once into a cache beside the tests: clients of other people, and two of ours."""

import subprocess
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.npm import CLIENTS

NAME = "Go's programs"
MODULE = CLIENTS / "go"
CACHE = CLIENTS.parent / ".gobin"
PROGRAMS = (
    "./login",
    "./device",
    "github.com/fullstorydev/grpcurl/cmd/grpcurl",
    "github.com/summerwind/h2spec/cmd/h2spec",
)
SOURCES = [MODULE / name for name in ("go.mod", "go.sum", "login/main.go", "device/main.go")]


def program(name: str) -> Path:
    """The file of `login`, `device`, `grpcurl` or `h2spec`; the test ends where `build_programs` built none."""
    return prepared(NAME, CACHE, SOURCES) / name


def build_programs() -> Path:
    """Build them, of the versions in go.sum, if they are not yet.

    Raises OSError without Go, `subprocess.SubprocessError` if the build fails, for instance without a network.
    """
    return prepare(CACHE, SOURCES, _build)


def _build(folder: Path) -> None:
    command = ["go", "build", "-mod=readonly", "-o", f"{folder}/", *PROGRAMS]
    subprocess.run(command, cwd=MODULE, check=True, stderr=subprocess.PIPE, text=True)
