"""The OpenAPI document, which is written in many files, as one.

`openapi.yaml` is the entry. A `$ref` to another file becomes one to a component of the same name; what that of a path
leads to is put in its place, since OpenAPI has no component for it. What an operation leaves out is completed from the
surface (`completing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockserver.later import Later
from mockserver.spec.completing import Completing
from mockserver.surface.library import surface

if TYPE_CHECKING:
    import yaml
else:
    yaml = Later("yaml")

VERBS = frozenset({"get", "put", "post", "delete", "patch"})
RESOURCES = "openapi/*.yaml"
"""Where operations are written down, beside the entry."""
_SCHEMAS = "schemas"
_COMPONENTS = "components"


class DanglingReference(ValueError):
    """A `$ref` that leads nowhere; the message names it and the file that it stands in."""


class _Tree:
    """Joins files; components are added as they are first referred to."""

    def __init__(self, entry: Path) -> None:
        self.files: dict[Path, dict[str, Any]] = {}
        self.entry = entry
        self.components: dict[str, dict[str, Any]] = {}
        self.completing = Completing(entry.parent, surface(), (operation for _, operation in self.operations()))

    def operations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Verb and text of each operation of a service in any file, whether a path of the entry leads to it or not."""
        items = list(self.file(self.entry).get("paths", {}).values())
        for file in sorted(self.entry.parent.glob(RESOURCES)):
            items += self.file(file).values()
        for item in items:
            for verb, operation in item.items() if isinstance(item, dict) else ():
                if verb in VERBS and "x-rpc" in operation:
                    yield verb.upper(), operation

    def authored(self, item: dict[str, Any]) -> tuple[dict[str, Any], Path]:
        """A path item and the file that it stands in."""
        reference = item.get("$ref")
        if reference is None:
            return item, self.entry
        path, steps = self._target(reference, self.entry)
        return self._found(reference, path, steps, self.entry), path

    def file(self, path: Path) -> dict[str, Any]:
        if path not in self.files:
            self.files[path] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        return self.files[path]

    def joined(self, node: Any, path: Path) -> Any:
        if isinstance(node, list):
            return [self.joined(item, path) for item in node]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if isinstance(reference, str):
            return {"$ref": self._component(reference, path)}
        return {key: self.joined(value, path) for key, value in node.items()}

    def path_item(self, path: str, item: dict[str, Any]) -> Any:
        authored, file = self.authored(item)
        return {
            key: self.joined(self.completing.completed(path, key.upper(), value) if key in VERBS else value, file)
            for key, value in authored.items()
        }

    def _component(self, reference: str, path: Path) -> str:
        target, steps = self._target(reference, path)
        if target == self.entry:
            return reference
        section = _SCHEMAS if len(steps) == 1 else steps[0]
        held = self.components.setdefault(section, {})
        name = steps[-1]
        if name not in held:
            # Its place is taken before it is read, as what it holds may refer to it.
            held[name] = {}
            held[name] = self.joined(self._found(reference, target, steps, path), target)
        return f"#/{_COMPONENTS}/{section}/{name}"

    def _target(self, reference: str, path: Path) -> tuple[Path, list[str]]:
        file, _, pointer = reference.partition("#")
        target = (path.parent / file).resolve() if file else path
        return target, pointer.removeprefix("/").split("/")

    def _found(self, reference: str, target: Path, steps: list[str], path: Path) -> Any:
        try:
            found: Any = self.file(target)
            for step in steps:
                found = found[step]
        except (OSError, KeyError, TypeError) as error:
            raise DanglingReference(f"{path.name}: {reference} leads nowhere") from error
        return found


def authored_operations(entry: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Verb and text of each operation of a service that is written down, modelled or not.

    Raises: OSError, yaml.YAMLError.
    """
    return _Tree(entry.resolve()).operations()


def read_tree(entry: Path) -> dict[str, Any]:
    """A document as one.

    Raises: OSError, yaml.YAMLError, DanglingReference, NotReached.
    """
    tree = _Tree(entry.resolve())
    document = dict(tree.file(tree.entry))
    document["paths"] = {path: tree.path_item(path, item) for path, item in document.get("paths", {}).items()}
    components = {section: dict(rows) for section, rows in document.get(_COMPONENTS, {}).items()}
    for section, rows in tree.components.items():
        components[section] = components.get(section, {}) | rows
    document[_COMPONENTS] = components
    return document
