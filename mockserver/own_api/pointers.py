"""References within one document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

Node = Mapping[str, Any]
"""An object of an OpenAPI document."""
_MOST_STEPS = 20
"""References that lead to references; more of them are a circle."""


class Pointers:
    """Follows the references of a document, whose references to other files were joined in already."""

    def __init__(self, document: Node) -> None:
        """Take a document."""
        self._document = document

    def resolved(self, node: Any) -> Node:
        """What an object means; an empty one where it is none, or where its reference leads nowhere or to itself."""
        for _ in range(_MOST_STEPS):
            if not isinstance(node, Mapping):
                return {}
            reference = node.get("$ref")
            if not isinstance(reference, str):
                return node
            node = self._target(reference)
        return {}

    def leads(self, reference: str) -> bool:
        """Whether a reference leads anywhere."""
        return self._target(reference) is not None

    def _target(self, reference: str) -> Any:
        return at_pointer(self._document, reference.removeprefix("#"))


def at_pointer(document: Any, pointer: str) -> Any:
    """What a JSON pointer (RFC 6901), encoded as in a URL, leads to among objects; None where it leads nowhere."""
    for step in pointer.split("/")[1:]:
        name = unquote(step).replace("~1", "/").replace("~0", "~")
        document = document.get(name) if isinstance(document, Mapping) else None
    return document
