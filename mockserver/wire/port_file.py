"""The file that tells scripts which port was picked; it is there while that is listened on only."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path


class CannotWrite(Exception):
    """The file cannot be written; the message names flag, file and reason."""


class PortFile:
    """The file of `--port-file`; without a path nothing is written."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._written = ""

    @contextlib.contextmanager
    def cleared(self) -> Iterator[PortFile]:
        """Take away what an earlier run left, so that nobody reads its port; at the end take ours away.

        Raises: CannotWrite, already before there is a port to write.
        """
        self._write("")
        self._remove()
        try:
            yield self
        finally:
            # A server that was started since may have written its own.
            if self._path is not None and self._written and self._read() == self._written:
                self._remove()

    def tell(self, port: int) -> None:
        """Write the port.

        Raises: CannotWrite.
        """
        self._write(f"{port}\n")
        self._written = f"{port}\n"

    def _write(self, text: str) -> None:
        if self._path is None:
            return
        try:
            self._path.write_text(text, "ascii")
        except OSError as error:
            raise CannotWrite(f"--port-file: cannot write {self._path}: {error.strerror}") from error

    def _read(self) -> str:
        if self._path is None or not self._path.is_file():
            return ""
        with contextlib.suppress(OSError):
            return self._path.read_text("ascii", "replace")
        return ""

    def _remove(self) -> None:
        """Devices and pipes stay; so does what cannot be removed, such as a file that a container was given."""
        if self._path is not None and self._path.is_file():
            with contextlib.suppress(OSError):
                self._path.unlink()
