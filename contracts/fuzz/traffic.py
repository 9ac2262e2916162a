"""Every request and answer of Schemathesis as a HAR file, written by Schemathesis' own writer, without secrets."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from schemathesis.config import OutputConfig
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.reporting.har import HarWriter

from ..comparison import SECRET_MEMBERS

_SECRET = re.compile(rf'(\\*")({"|".join(sorted(SECRET_MEMBERS))})\1(\s*:\s*)\1[^"\\]*\1')
"""A member of an answer that is a secret, in JSON that stands in a text of JSON."""
Write = Callable[[ScenarioRecorder], None]


@contextmanager
def har(path: Path, known: Callable[[], Mapping[str, str]]) -> Iterator[Write]:
    """Write a file; it is whole when this ends.

    Args:
        known: the tokens that the run has so far.

    Raises: OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", errors="backslashreplace") as file:
        writer = HarWriter(_Covering(file, known), OutputConfig())
        with writer:
            writer.open()
            yield writer.write


class _Covering(io.StringIO):
    """A file to which secrets do not come; each entry of a HAR file is written at once, so none is torn."""

    def __init__(self, file: TextIO, known: Callable[[], Mapping[str, str]]) -> None:
        super().__init__()
        self._file = file
        self._known = known

    def write(self, text: str, /) -> int:
        covered = _SECRET.sub(r"\1\2\1\3\1(secret)\1", text)
        for token in self._known():
            covered = covered.replace(token, "(secret)")
        self._file.write(covered)
        return len(text)
