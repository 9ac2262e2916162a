"""Links of the document, by which one answer leads to the next request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BODY = "x-request-body"
"""A link's body. Some readers of OpenAPI take texts only where the standard has `requestBody`, so it stands aside."""


def linked(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the document in which each link has its body where the standard has it."""
    copy: dict[str, Any] = _linked(document)
    return copy


def _linked(node: Any) -> Any:
    if isinstance(node, list):
        return [_linked(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {"requestBody" if name == BODY else name: _linked(member) for name, member in node.items()}
