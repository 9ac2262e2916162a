"""The Go programs the tests use, built once into a cache beside the tests: clients of other people, and one of ours."""

import hashlib
import subprocess
import tempfile
from pathlib import Path

from tests.clients.npm import CLIENTS

MODULE = CLIENTS / "go"
CACHE = CLIENTS.parent / ".gobin"
PROGRAMS = ("./login", "github.com/fullstorydev/grpcurl/cmd/grpcurl", "github.com/summerwind/h2spec/cmd/h2spec")
SOURCES = ("go.mod", "go.sum", "login/main.go")


def program(name: str) -> Path:
    """The file of a program: `login`, `grpcurl` or `h2spec`. Raises as `built_programs` does."""
    return built_programs() / name


def built_programs() -> Path:
    """The folder of the programs, built there if they are not yet.

    The folder's name is a digest of the sources, so a changed pin is a new folder. Processes that race each build
    aside, and one result stays.
    Raises `subprocess.CalledProcessError` if the build fails, for instance without a network.
    """
    digest = hashlib.sha256(b"".join((MODULE / name).read_bytes() for name in SOURCES)).hexdigest()[:16]
    folder = CACHE / digest
    if folder.is_dir():
        return folder
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as aside:
        staged = Path(aside) / "staged"
        staged.mkdir()
        subprocess.run(["go", "build", "-mod=readonly", "-o", f"{staged}/", *PROGRAMS], cwd=MODULE, check=True)
        try:
            staged.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder
