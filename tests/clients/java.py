"""The Java programs of the folder `java`, compiled once into a cache beside the tests.

They use the JDK alone, so nothing is downloaded: a JDK is all that they need.
"""

import subprocess
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.missing import need_program
from tests.clients.npm import CLIENTS

NAME = "Java's programs"
SOURCES = CLIENTS / "java"
CACHE = CLIENTS.parent / ".java"
_RELEASE = "11"
"""The oldest Java that has `java.net.http.HttpClient`; each newer one runs what is compiled for it."""


def compile_programs(folder: Path = SOURCES, cache: Path = CACHE) -> Path:
    """Compile every `*.java` of a folder, if that is not done yet.

    Raises OSError without a JDK, `subprocess.SubprocessError` if a program does not compile.
    """
    sources = _sources(folder)

    def fill(classes: Path) -> None:
        command = ["javac", "-Xlint:all,-options", "-Werror", "--release", _RELEASE, "-d", str(classes)]
        if sources:
            subprocess.run([*command, *map(str, sources)], check=True, stderr=subprocess.PIPE, text=True)

    return prepare(cache, sources, fill)


def java_command(name: str, *arguments: str, folder: Path = SOURCES, cache: Path = CACHE) -> list[str]:
    """The command that runs the program of a main class; the test ends where it was not compiled, or without Java."""
    classes = prepared(NAME, cache, _sources(folder))
    # The quickest start counts here, not the quickest code.
    return [need_program("java"), "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", str(classes), name, *arguments]


def _sources(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.java"))
