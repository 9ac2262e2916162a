"""Scripts, checked by the compiler of TypeScript."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.clients.npm import installed_packages

_FLAGS = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--lib", "es2023", "--target", "es2022", "--types", ""]


def objections(types: Iterable[Path], folder: Path, script: str) -> list[int]:
    """The lines of a script that tsc objects to, with these files of types."""
    path = folder / "script.js"
    path.write_text(script)
    command = ["node", str(installed_packages() / "node_modules/typescript/bin/tsc"), *_FLAGS]
    done = subprocess.run([*command, *map(str, types), str(path)], capture_output=True, text=True, check=False)
    found = [line for line in done.stdout.splitlines() if "error TS" in line]
    assert all("script.js(" in line for line in found), done.stdout
    assert bool(done.returncode) == bool(found)
    return [int(line.split("script.js(")[1].split(",")[0]) for line in found]
