"""A document that is written in several files, as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mockserver.own_api.pointers import at_pointer
from mockserver.own_api.unusable import UnusableDocument

_COMPONENTS = "components"
_JOINED = "x-joined"
"""The section of the components that holds what other files do: one that may hold anything."""
_REMOTE = frozenset({"http", "https"})
_MOST_STEPS = 20


def joined(entry: Path, read: Callable[[Path], Any]) -> dict[str, Any]:
    """The document of a file, with all that it refers to in others among its components.

    Args:
        read: reads a file.

    Raises: UnusableDocument for a reference that leads nowhere; what `read` raises.
    """
    joining = _Joining(entry.resolve(), entry, read)
    document: dict[str, Any] = joining.of(read(entry), joining.entry)
    document["paths"] = {path: joining.inlined(item) for path, item in document.get("paths", {}).items()}
    components = document.setdefault(_COMPONENTS, {})
    if joining.targets:
        components[_JOINED] = joining.targets
    return document


class _Joining:
    """Gives what other files hold a name, and refers to that."""

    def __init__(self, entry: Path, told: Path, read: Callable[[Path], Any]) -> None:
        self.entry = entry
        self.targets: dict[str, Any] = {}
        self._told = told
        self._read = read
        self._files: dict[Path, Any] = {}
        self._names: dict[tuple[Path, str], str] = {}

    def of(self, node: Any, file: Path) -> Any:
        """A part of a file, with references as they are in the whole."""
        if isinstance(node, list):
            return [self.of(item, file) for item in node]
        if not isinstance(node, Mapping):
            return node
        reference = node.get("$ref")
        if isinstance(reference, str):
            return {"$ref": self._reference(reference, file)}
        return {name: self.of(value, file) for name, value in node.items()}

    def inlined(self, item: Any) -> Any:
        """What a path has, in the place of a reference to it."""
        for _ in range(_MOST_STEPS):
            if not isinstance(item, Mapping) or "$ref" not in item:
                break
            item = self.targets.get(str(item["$ref"]).rpartition("/")[2], {})
        return item

    def _reference(self, reference: str, file: Path) -> str:
        path, _, pointer = reference.partition("#")
        if urlsplit(path).scheme in _REMOTE:
            raise UnusableDocument(f"{self._told}: $ref {reference} is on another server; keep a copy beside the file")
        target = (file.parent / unquote(path)).resolve() if path else file
        if target == self.entry:
            return f"#{pointer}"
        key = target, pointer
        if key not in self._names:
            name = self._names[key] = f"{target.stem}-{len(self._names) + 1}"
            # Its place is taken before it is read, as what it holds may refer to it.
            self.targets[name] = {}
            self.targets[name] = self.of(self._found(reference, target, pointer), target)
        return f"#/{_COMPONENTS}/{_JOINED}/{self._names[key]}"

    def _found(self, reference: str, target: Path, pointer: str) -> Any:
        try:
            if target not in self._files:
                self._files[target] = self._read(target)
        except OSError as error:
            raise UnusableDocument(f"{self._told}: $ref {reference} leads nowhere: {error.strerror}") from error
        found = at_pointer(self._files[target], pointer)
        if found is None:
            raise UnusableDocument(f"{self._told}: $ref {reference} leads nowhere")
        return found
