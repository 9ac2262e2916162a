"""Java programs, compiled against jars of Maven Central."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.clients.missing import need_program
from tests.tools.folders import PROGRAMS, run
from tests.tools.jars import class_path

# The quickest start counts here, not the quickest code.
FLAGS = ("-XX:TieredStopAtLevel=1", "-Xshare:auto")


def java(*arguments: str) -> list[str]:
    """The command that runs Java."""
    return [need_program("java"), *FLAGS, *arguments]


def compiled(name: str, folder: Path, sources: Iterable[Path] = ()) -> list[str]:
    """The command of a program of the folder `programs`, compiled with sources that a tool has made."""
    classes = folder / "classes"
    javac = [need_program("javac"), "-nowarn", "-proc:none", "-cp", class_path(), "-d", str(classes)]
    run([*javac, str(PROGRAMS / f"{name}.java"), *map(str, sources)])
    return java("-cp", f"{classes}:{class_path()}", name)
