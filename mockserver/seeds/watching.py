"""Loading a state file again whenever it, or a script that it names, changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from mockserver.seeds.aside import aside
from mockserver.seeds.building import successor
from mockserver.seeds.problems import SeedError
from mockserver.seeds.reading import load
from mockserver.settings import Settings
from mockserver.store.instance import Instance

INTERVAL_S = 0.5

_Marks = dict[Path, tuple[int, int, int] | None]


class Watch:
    """One state file and the scripts that it names."""

    def __init__(self, path: Path, settings: Settings, instance: Callable[[], Instance]) -> None:
        """Start from the files as they are now.

        Args:
            instance: gives the instance to load into.
        """
        self._path = path
        self._settings = replace(settings, state_file=path)
        self._instance = instance
        self._files: set[Path] = set()
        self._follow(_files_of(path))
        self._marks = _marks(self._files)

    async def look(self) -> str | None:
        """Load the file if something changed; it is read aside, so that others are served meanwhile.

        Returns: what to tell whoever watches; None where nothing changed. A file that is wrong leaves the instance as
            it is.
        """
        marks = _marks(self._files)
        if marks == self._marks:
            return None
        if _is_empty(self._path):
            # Editors empty a file before they write it; what they write is seen at the next look.
            return None
        try:
            fresh = await aside(self._prepared)
            # The instance may have been reset meanwhile; what counts is the one that is served now.
            self._instance().take_state(fresh)
        except SeedError as error:
            self._follow(error.files)
            told = f"{error}; the state from before is still served"
        except Exception as error:
            # Whatever is wrong with one file, the next one is to be looked at.
            told = f"{self._path}: {type(error).__name__}: {error}; the state from before is still served"
        else:
            told = f"loaded {self._path} again"
        # As seen before the files were read: what changed since then is seen next time.
        self._marks = {file: marks.get(file, mark) for file, mark in _marks(self._files).items()}
        return told

    def _prepared(self) -> Instance:
        document = load(self._path)
        self._follow(document.source.files)
        return successor(document, self._instance(), self._settings, self._settings.fake)

    async def run(self, tell: Callable[[str], None]) -> None:
        """Look twice a second, until cancelled."""
        while True:
            await asyncio.sleep(INTERVAL_S)
            told = await self.look()
            if told is not None:
                tell(told)

    def _follow(self, files: Iterable[Path]) -> None:
        self._files = {self._path, *files}


def _files_of(path: Path) -> tuple[Path, ...]:
    try:
        return load(path).source.files
    except SeedError as error:
        return error.files


def _is_empty(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size == 0
    except OSError:
        return False


def _marks(files: Iterable[Path]) -> _Marks:
    return {file: _mark(file) for file in files}


def _mark(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
