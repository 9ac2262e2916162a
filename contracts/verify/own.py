"""Traces of one's own, read with care: whatever is wrong with a file is told with its line before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..exchange import Exchange, Json, JsonContent, TraceError
from ..jwt import NAME, PARTS
from ..placeholders import FREE_VALUES, NONCE, REFERENCE, kind_of
from ..reading import read_trace
from ..replayer import ADMIN_ROLE
from .recorded import Recording, recording
from .spec import Spec

GIVEN = frozenset({NONCE, f"token:{ADMIN_ROLE}", "fill"})
"""Placeholders that a replay has values for from the start; `fill` stands in messages alone."""


def own_recordings(folder: Path, spec: Spec) -> list[Recording]:
    """Every `*.jsonl` of a folder, by name, in any of the forms that recordings/PROVENANCE.md describes.

    Raises: TraceError, which opens with file and line, for one that is no trace, and for a folder without any; OSError.
    """
    if not folder.is_dir():
        raise TraceError(f"{folder} is no folder: --recordings takes one that holds traces (*.jsonl)")
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise TraceError(f"{folder} holds no trace: --recordings takes a folder with files *.jsonl")
    return [recording(spec, path, _checked(path), own=True) for path in paths]


def _checked(path: Path) -> tuple[Exchange, ...]:
    exchanges = read_trace(path)
    for exchange in exchanges:
        for complaint in _complaints(exchange):
            raise TraceError(f"{path}:{exchange.line}: {complaint}")
    return exchanges


def _complaints(exchange: Exchange) -> Iterator[str]:
    content = exchange.response.content
    if isinstance(content, JsonContent):
        yield from _of_tokens(content.value)
    for name in REFERENCE.findall(f"{exchange.request!r}{exchange.response!r}"):
        if name not in GIVEN and name not in FREE_VALUES:
            try:
                kind_of(name)
            except ValueError as error:
                yield str(error)


def _of_tokens(value: Json) -> Iterator[str]:
    match value:
        case {"$jwt": token}:
            if not isinstance(token, dict) or not token.keys() >= {NAME, *PARTS}:
                yield f"response.body: $jwt needs {NAME}, {' and '.join(PARTS)}"
        case dict():
            for member in value.values():
                yield from _of_tokens(member)
        case list():
            for item in value:
                yield from _of_tokens(item)
