"""Where the helper packages are, and copies of them to build in, laid out as in the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.command_line import environment

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "clients"
DOCUMENT = Path("mockserver/control/openapi.yaml")
"""The description of the control API, of which all of them are made."""

TIMEOUT_S = 280.0

_ESCAPE = re.compile(r"\x1b\[[\d;]*m")
_BUILT = shutil.ignore_patterns("node_modules", "dist", "target", "*.tgz", "LICENSE", "control.ts")


def copied(name: str, folder: Path) -> Path:
    """A package in a folder, beside the files outside of it that its build reads."""
    for file in (DOCUMENT, Path("LICENSE")):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, folder / file)
    return shutil.copytree(PACKAGES / name, folder / "clients" / name, ignore=_BUILT)


def sources(name: str) -> list[Path]:
    """Every file that a package is made of."""
    package = PACKAGES / name
    left_out = {"node_modules", "dist", "target"}
    files = [file for file in sorted(package.rglob("*")) if file.is_file()]
    kept = [file for file in files if not left_out & set(file.relative_to(package).parts)]
    return [ROOT / DOCUMENT, *(file for file in kept if not _BUILT("", [file.name]))]


def run(command: Sequence[str], folder: Path, **variables: str) -> str:
    """What a command prints that has to succeed; servers that it starts are those of this installation."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(ZITADEL_MOCK_COMMAND=f"{sys.executable} -m mockserver", **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    output = _ESCAPE.sub("", done.stdout)
    assert done.returncode == 0, output
    return output
