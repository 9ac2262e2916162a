"""What schemas say of the shape of values."""

from __future__ import annotations

import re
from typing import Any

from mockserver.own_api.pointers import Node, Pointers

_DEEPEST = 12
"""Schemas within `allOf` within `allOf`; deeper ones are a circle."""


class Schemas:
    """Reads the schemas of a document."""

    def __init__(self, pointers: Pointers) -> None:
        """Follow references by these pointers."""
        self._pointers = pointers

    def whole(self, schema: Any, depth: int = 0) -> dict[str, Any]:
        """A schema with its reference followed and what it is made of (`allOf`) put together in one."""
        resolved = dict(self._pointers.resolved(schema))
        parts = resolved.pop("allOf", None)
        if not isinstance(parts, list) or depth > _DEEPEST:
            return resolved
        whole: dict[str, Any] = {}
        for part in (*(self.whole(each, depth + 1) for each in parts), resolved):
            properties = {**whole.get("properties", {}), **part.get("properties", {})}
            required = [*whole.get("required", ()), *part.get("required", ())]
            whole.update(part)
            if properties:
                whole["properties"] = properties
            if required:
                whole["required"] = required
        return whole

    def target(self, schema: Any) -> Node:
        """What a schema's reference leads to: the same object for all that refer to it."""
        return self._pointers.resolved(schema)

    def properties(self, schema: Any) -> dict[str, dict[str, Any]]:
        """The properties of an object; of alternatives those of the first one that has some."""
        whole = self.whole(schema)
        found = whole.get("properties")
        if found:
            return {str(name): self.whole(each) for name, each in found.items()}
        for alternative in (*whole.get("oneOf", ()), *whole.get("anyOf", ())):
            each = self.whole(alternative)
            if each.get("properties"):
                return self.properties(each)
        return {}

    def items(self, schema: Any) -> dict[str, Any] | None:
        """The schema of an array's items; None where it is no array."""
        whole = self.whole(schema)
        return self.whole(whole.get("items", {})) if whole.get("type") == "array" or "items" in whole else None


def plain(name: str) -> str:
    """A name without what tells spellings apart: `thing_id`, `thingId` and `ThingID` are one."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
