"""Keeps the facts of a version of the npm package beside the others: `python -m mockserver.surface.keep TARBALL`."""

from __future__ import annotations

import sys
from pathlib import Path

from mockserver.surface import library, npm


def keep(tarball: Path, versions: Path) -> Path:
    """Write the facts of a tarball of `npm pack` below the folder of all versions; the folder that holds them.

    Raises: OSError, npm.BadPackage.
    """
    folder = versions / tarball.name.removeprefix("zitadel-").removesuffix(".tgz")
    library.write(folder, npm.packages(tarball))
    return folder


def main() -> None:
    """Keep the version that the command line names."""
    if len(sys.argv) != 2:
        sys.exit(f"give the tarball of a version of {npm.NAME}")
    try:
        folder = keep(Path(sys.argv[1]), Path(str(library.folder())))
    except (OSError, npm.BadPackage) as error:
        sys.exit(str(error))
    sys.stdout.write(f"{folder}: {len(library.from_folder(folder).packages)} packages\n")


if __name__ == "__main__":
    main()
