"""Jars of Maven Central, fetched by Maven once into a cache beside the tests.

The `pom.xml` in the folder `java` names versions, `SHA256SUMS` beside it what every file must be; `python -m
tests.tools.jars` writes the latter anew.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.npm import CLIENTS

NAME = "Java's packages from Maven Central"
FOLDER = Path(__file__).parent / "java"
CACHE = CLIENTS.parent / ".jars"
PROJECT, SUMS = FOLDER / "pom.xml", FOLDER / "SHA256SUMS"


def install_jars() -> Path:
    """Fetch the jars, if they are not there yet.

    Raises: OSError without Maven, or where a jar is another than it was; `subprocess.CalledProcessError` where Maven
    fails, for instance without a network.
    """
    return prepare(CACHE, [PROJECT, SUMS], _install)


def class_path() -> str:
    """The jars, as Java's programs are told of them; the test ends where there are none."""
    return f"{prepared(NAME, CACHE, [PROJECT, SUMS])}/*"


def sums_of(folder: Path) -> str:
    """The sums of the files in a folder, as sha256sum writes them."""
    lines = (f"{hashlib.sha256(jar.read_bytes()).hexdigest()}  {jar.name}\n" for jar in sorted(folder.iterdir()))
    return "".join(lines)


def require_sums(folder: Path, sums: str) -> None:
    """Raise OSError with the names of the files that are others than they were, that are new, or that are missing."""
    require_same(sums_of(folder), sums)


def require_same(found: str, sums: str) -> None:
    """Raise OSError as `require_sums` does, for sums that were found."""
    wrong = set(found.splitlines()) ^ set(sums.splitlines())
    if wrong:
        raise OSError(f"not what {SUMS.name} says: {', '.join(sorted({line.split()[1] for line in wrong}))}")


def _install(folder: Path) -> None:
    _fetch(folder)
    require_sums(folder, SUMS.read_text("utf-8"))


def _fetch(folder: Path) -> None:
    # A copy, as the project's folder is not Maven's to write to.
    with tempfile.TemporaryDirectory() as aside:
        project = shutil.copy(PROJECT, aside)
        command = ["mvn", "--batch-mode", "--quiet", "--file", str(project), "dependency:copy-dependencies"]
        subprocess.run([*command, f"-DoutputDirectory={folder}"], check=True, capture_output=True, text=True)


def main() -> int:
    """Write the sums of what Maven fetches now."""
    with tempfile.TemporaryDirectory() as folder:
        _fetch(Path(folder))
        SUMS.write_text(sums_of(Path(folder)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
