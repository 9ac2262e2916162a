"""What takes long to install or build, done once and kept."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.clients.missing import missing


def prepare(cache: Path, sources: Iterable[Path], fill: Callable[[Path], object]) -> Path:
    """The folder of a cache that holds what is made of these files, filled if it is not there yet.

    Args:
        sources: the folder's name is a digest of their contents, so a changed pin is a new folder.
        fill: puts into an empty folder what is made of them. That folder is aside and is then renamed into place: what
            it raises leaves no folder behind, and of two that race one stays.
    """
    folder = _folder(cache, sources)
    if folder.is_dir():
        return folder
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as aside:
        staged = Path(aside) / "staged"
        staged.mkdir()
        fill(staged)
        try:
            staged.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder


def prepared(client: str, cache: Path, sources: Iterable[Path]) -> Path:
    """The folder that `prepare` filled; the test ends where it did not."""
    folder = _folder(cache, sources)
    return folder if folder.is_dir() else missing(client)


def _folder(cache: Path, sources: Iterable[Path]) -> Path:
    return cache / hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
