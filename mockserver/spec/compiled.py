"""What the server needs of the spec, read once and kept.

Reading the document with Connexion (validation, `$ref`s, operation ids) takes most of a cold start, so its result is
kept in the user's cache folder under a hash of the document and of the code that reads it. A change of either is read
anew, so two versions of this package never share an entry.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from mockserver.spec.entries import entry_of

READING = ("compiled.py", "completing.py", "reading.py", "tree.py", "writing/fields.py", "writing/operations.py")
"""The code that decides what an entry holds."""


class BadSpec(Exception):
    """The document is no valid OpenAPI, or names an operation that nothing serves."""


class SpecOperation(msgspec.Struct, frozen=True):
    """One operation with its references resolved; of its body and responses only that there are such is kept."""

    path: str
    method: str
    definition: dict[str, Any]


class CompiledSpec(msgspec.Struct, frozen=True):
    """All operations, and the document's extensions (`x-...`) beside them."""

    extensions: dict[str, Any]
    operations: list[SpecOperation]


def compiled_spec(path: Path, function_of: Callable[[str], object]) -> CompiledSpec:
    """What the document at a path says, from the cache where it is there.

    Args:
        function_of: finds the function of an operationId; raises ValueError where there is none.

    Raises: BadSpec, OSError.
    """
    entry = entry_of("spec", path, lambda: (Path(__file__).parent / name for name in READING))
    if entry is not None and (content := entry.content()) is not None:
        return msgspec.json.decode(content, type=CompiledSpec)
    # Imported only here, since importing Connexion takes longer than all the rest of a start.
    reading = importlib.import_module("mockserver.spec.reading")
    compiled: CompiledSpec = reading.read_with_connexion(path, function_of)
    if entry is not None:
        entry.keep(msgspec.json.encode(compiled))
    return compiled
