"""What the server needs of the spec, read once and kept.

Reading the document with Connexion (validation, `$ref`s, operation ids) takes most of a cold start, so its result is
kept in the user's cache folder under the document's hash. A changed document is read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from mockserver.spec.document import cache_folder

_FORMAT = b"1"
"""Changes with what `CompiledSpec` holds."""


class BadSpec(Exception):
    """The document is no valid OpenAPI, or names an operation that nothing serves."""


class SpecOperation(msgspec.Struct, frozen=True):
    """One operation with its references resolved; of its responses only the statuses are kept."""

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
    text = path.read_bytes()
    kept = cache_folder() / "spec" / f"{hashlib.sha256(_FORMAT + text).hexdigest()}.json"
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(kept.read_bytes(), type=CompiledSpec)
    # Imported only here, since importing Connexion takes longer than all the rest of a start.
    reading = importlib.import_module("mockserver.spec.reading")
    compiled: CompiledSpec = reading.read_with_connexion(text, function_of)
    with contextlib.suppress(OSError):
        _keep(kept, msgspec.json.encode(compiled))
    return compiled


def _keep(path: Path, data: bytes) -> None:
    """Write whole or not at all, since several servers may start at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    Path(name).replace(path)
