"""The package for Java: what Maven needs to build and test it, fetched once into a repository beside the tests.

`SHA256SUMS` beside its `pom.xml` says what every jar must be; `python -m tests.packages.java` writes it anew.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.packages.layout import PACKAGES, copied
from tests.tools.jars import CACHE, require_same

NAME = "zitadel-mock for Java"
PROJECT = PACKAGES / "java" / "pom.xml"
SUMS = PROJECT.with_name("SHA256SUMS")


def download() -> Path:
    """Fetch the jars of the package, of its plugins and of its tests, if they are not there yet.

    Raises: OSError without Maven, or where a jar is another than it was; `subprocess.CalledProcessError` where Maven
    fails, for instance without a network.
    """

    def fill(repository: Path) -> None:
        _fetch(repository)
        require_same(sums(repository), SUMS.read_text("utf-8"))

    return prepare(CACHE, [PROJECT, SUMS], fill)


def maven(repository: Path) -> list[str]:
    """The command that runs Maven with a repository of its own."""
    return ["mvn", "--batch-mode", "--quiet", f"-Dmaven.repo.local={repository}"]


def repository() -> Path:
    """The repository that `download` filled; the test ends where it did not."""
    return prepared(NAME, CACHE, [PROJECT, SUMS])


def sums(repository: Path) -> str:
    """The sums of all jars of a repository, as sha256sum writes them."""
    jars = sorted(repository.rglob("*.jar"))
    lines = (f"{hashlib.sha256(jar.read_bytes()).hexdigest()}  {jar.relative_to(repository)}\n" for jar in jars)
    return "".join(lines)


def _fetch(repository: Path) -> None:
    # What runs tests is fetched when one runs, and this one needs no server; what installs, when it is asked for help.
    with tempfile.TemporaryDirectory() as aside:
        command = [*maven(repository), "verify", "install:help", "-Dtest=ZitadelMockContainerTest"]
        project = copied("java", Path(aside))
        subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def main() -> int:
    """Write the sums of what Maven fetches now."""
    with tempfile.TemporaryDirectory() as folder:
        _fetch(Path(folder))
        SUMS.write_text(sums(Path(folder)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
