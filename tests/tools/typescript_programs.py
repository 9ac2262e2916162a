"""Programs in TypeScript, checked strictly and made runnable by its compiler."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.clients.npm import installed_packages
from tests.tools.folders import PROGRAMS, TYPESCRIPT, npm_program, run

FLAGS = "--strict --skipLibCheck --target es2022 --module commonjs --moduleResolution node10 --types node"


def compiled(name: str, folder: Path) -> list[str]:
    """The command of a program that imports what a tool has made in a folder as `./made`."""
    packages = folder / "node_modules"
    packages.symlink_to(installed_packages(TYPESCRIPT) / "node_modules")
    program = Path(shutil.copy(PROGRAMS / name, folder))
    output = folder / "compiled"
    run([npm_program(TYPESCRIPT, "tsc"), *FLAGS.split(), "--outDir", str(output), str(program)], folder)
    return ["node", str(output / program.with_suffix(".js").name)]
