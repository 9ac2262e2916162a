"""Writes `openapi/schemas`; run by `make derived`."""

from __future__ import annotations

from mockserver.spec.document import spec_path
from mockserver.spec.writing.derived import FOLDER, derived_files
from mockserver.surface.library import surface


def main() -> None:
    """Write all files, and remove those that nothing uses any more."""
    entry = spec_path()
    files = derived_files(entry, surface())
    folder = entry.parent / FOLDER
    folder.mkdir(exist_ok=True)
    for stale in folder.iterdir():
        if stale.name not in files:
            stale.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
