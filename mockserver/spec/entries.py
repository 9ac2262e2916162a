"""What is made of the document and kept in the user's cache, under a hash of all that it is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mockserver.kept import cache_folder, keep, kept
from mockserver.surface.library import contents

_FILES = "openapi/**/*.yaml"
"""What the document may refer to, beside it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the cache, which may not be there yet."""

    path: Path
    key: bytes

    def content(self) -> bytes | None:
        """The JSON that was kept; None where there is none that can be trusted."""
        return kept(self.path, self.key)

    def keep(self, content: bytes) -> None:
        """Keep a JSON object, if that can be done."""
        keep(self.path, self.key, content)


def entry_of(folder: str, document: Path, code: Callable[[], Iterable[Path]]) -> Entry | None:
    """Where something made of a document is kept; None where the user has no cache.

    Args:
        folder: of the cache, one for each kind of thing.
        code: the files of this package that decide what is made. None of them at hand, as in an archive, is None too.
    """
    cache = cache_folder()
    if cache is None:
        return None
    try:
        files = [document, *sorted(document.parent.glob(_FILES)), *code()]
        parts = [*(file.read_bytes() for file in files), *contents()]
    except OSError:
        return None
    # Of each part by itself, so that no two lists of parts make the same bytes.
    key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()
    return Entry(cache / folder / f"{key.hex()}.json", key)
