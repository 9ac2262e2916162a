"""What takes long to install or build, done once and kept."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path


def cached(cache: Path, sources: Iterable[Path], fill: Callable[[Path], object]) -> Path:
    """The folder of a cache that holds what is made of these files, filled if it is not there yet.

    Args:
        sources: the folder's name is a digest of their contents, so a changed pin is a new folder.
        fill: puts into an empty folder what is made of them. That folder is aside and is then renamed into place: test
            processes that race each do the work, and one result stays. What it raises leaves no folder behind.
    """
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    folder = cache / digest
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
