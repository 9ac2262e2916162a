"""A Rust program with the crate `zitadel`, built once into a cache beside the tests; `Cargo.lock` pins it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.npm import CLIENTS

NAME = "Rust's program"
CRATE = Path(__file__).parent / "rust"
CACHE = CLIENTS.parent / ".cargo"
SOURCES = [CRATE / name for name in ("Cargo.toml", "Cargo.lock", "src/main.rs")]


def build() -> Path:
    """Build it, if that is not done yet, which takes ten minutes.

    Raises OSError without Rust, `subprocess.CalledProcessError` if the build fails, for instance without a network.
    """

    def fill(folder: Path) -> None:
        # Beside the folder, so that another build of a changed program need not begin from nothing.
        target = CACHE / "target"
        command = ["cargo", "build", "--locked", "--quiet", "--target-dir", str(target)]
        subprocess.run(
            command,
            cwd=CRATE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
        shutil.copy(target / "debug" / "people", folder)

    return prepare(CACHE, SOURCES, fill)


def people() -> str:
    """The file of the program; the test ends where it was not built."""
    return str(prepared(NAME, CACHE, SOURCES) / "people")
