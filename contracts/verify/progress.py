"""Telling how far a run is: one line that is rewritten on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

LINE_EVERY_S = 5.0
DRAW_EVERY_S = 0.1
WIDTH = 79


class Progress:
    """Writes to one stream, usually stderr."""

    def __init__(self, stream: TextIO, *, quiet: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet
        self._terminal = stream.isatty()
        self._all = self._done = 0
        self._told = 0.0

    def start(self, number: int) -> None:
        """Begin with so many things to do."""
        self._all = number
        self._told = time.monotonic()
        if not self._quiet and not self._terminal:
            self._stream.write(f"{number} to run\n")
            self._stream.flush()

    def step(self, title: str) -> None:
        """Begin the next of them."""
        self._done += 1
        now = time.monotonic()
        if self._quiet or now - self._told < (DRAW_EVERY_S if self._terminal else LINE_EVERY_S):
            return
        self._told = now
        line = f"[{self._done}/{self._all}] {title}"
        self._stream.write(f"\r{line[:WIDTH]:<{WIDTH}}" if self._terminal else f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        """Clear the line."""
        if not self._quiet and self._terminal:
            self._stream.write(f"\r{'':<{WIDTH}}\r")
            self._stream.flush()
