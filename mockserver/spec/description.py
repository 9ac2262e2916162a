"""The OpenAPI document in full: one that stands alone, with all that follows from the surface and the catalogue."""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from mockserver.kept import cache_folder, read_trusted, write_whole
from mockserver.spec.document import spec_path
from mockserver.spec.entries import entry_of
from mockserver.spec.error_answers import add_error_answers
from mockserver.spec.message_types import message_types
from mockserver.spec.neighbours import add_neighbours
from mockserver.spec.tree import read_tree
from mockserver.spec.writing.everything import add_all

_SUMMARIES = Path("openapi/errors.yaml")
_DIGITS = 16

DECIDING = ("errors", "spec", "surface")
"""The folders of this package whose code decides what the full document says."""


def describe(entry: Path) -> dict[str, Any]:
    """The full document of an entry file.

    Raises: OSError, yaml.YAMLError, DanglingReference; KeyError where it names a method that the surface lacks.
    """
    document = read_tree(entry)
    types = message_types()
    for item in document["paths"].values():
        for operation in item.values():
            if rpc := operation.get("x-rpc"):
                permission = types.surface.method(rpc).permission
                operation.update({"x-permission": permission} if permission else {})
    add_error_answers(document, types, yaml.safe_load((entry.parent / _SUMMARIES).read_text("utf-8")))
    add_neighbours(document, types.surface)
    enums = sorted(set(_enums(document["components"])))
    document["x-enums"] = {name: dict(types.surface.enum(name).numbers) for name in enums}
    return document


@functools.cache
def description() -> dict[str, Any]:
    """The full document of what is served, from the cache where it is there. Raises: as `describe` does."""
    entry = entry_of("description", spec_path(), _code)
    if entry is not None and (content := entry.content()) is not None:
        found: dict[str, Any] = msgspec.json.decode(content)
        return found
    made = describe(spec_path())
    if entry is not None:
        entry.keep(msgspec.json.encode(made))
    return made


def describe_all(can_fabricate: Callable[[str], bool]) -> dict[str, Any]:
    """The full document, with all operations of the surface in it.

    Args:
        can_fabricate: whether an answer can be made up, of a `package.Service/Method`.

    Raises: as `describe` does.
    """
    document = describe(spec_path())
    add_all(document, message_types().surface, can_fabricate)
    return document


def description_file() -> Path:
    """The full document as a JSON file, for what reads files: in the user's cache, or for the life of this process.

    Raises: as `describe` does.
    """
    content = msgspec.json.encode(description())
    name = f"openapi-{hashlib.sha256(content).hexdigest()[:_DIGITS]}.json"
    folder = cache_folder()
    if folder is not None:
        kept = folder / "spec" / name
        with contextlib.suppress(OSError):
            if kept.exists() and read_trusted(kept) == content:
                return kept
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_whole(kept, content)
            return kept
    own = Path(tempfile.mkdtemp(prefix="zitadel-mock-"))
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    (own / name).write_bytes(content)
    return own / name


def _code() -> Iterator[Path]:
    package = Path(__file__).parents[1]
    return (file for folder in DECIDING for file in _all_of(package / folder))


def _all_of(folder: Path) -> list[Path]:
    """Raises: OSError where there is no such folder."""
    folder.stat()
    return sorted(folder.rglob("*.py"))


def _enums(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _enums(item)
    elif isinstance(node, dict):
        if isinstance(node.get("x-enum"), str):
            yield node["x-enum"]
        for value in node.values():
            yield from _enums(value)
