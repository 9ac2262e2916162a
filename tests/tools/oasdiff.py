"""oasdiff, which is written in Go, built once into a cache beside the tests; `go.sum` in the folder `go` pins it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.npm import CLIENTS

NAME = "oasdiff"
MODULE = Path(__file__).parent / "go"
CACHE = CLIENTS.parent / ".gobin"
SOURCES = [MODULE / name for name in ("go.mod", "go.sum")]


def build() -> Path:
    """Build it, if that is not done yet.

    Raises OSError without Go, `subprocess.CalledProcessError` if the build fails, for instance without a network.
    """

    def fill(folder: Path) -> None:
        command = ["go", "build", "-mod=readonly", "-o", f"{folder}/", "github.com/oasdiff/oasdiff"]
        subprocess.run(command, cwd=MODULE, check=True, stderr=subprocess.PIPE, text=True)

    return prepare(CACHE, SOURCES, fill)


def oasdiff(*arguments: str) -> tuple[int, str]:
    """Exit code and output of the program; the test ends where it was not built."""
    command = [str(prepared(NAME, CACHE, SOURCES) / "oasdiff"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr
