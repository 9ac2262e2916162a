"""The spec as the server compiles it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from mockserver.spec.description import description
from mockserver.spec.message_types import message_types
from mockserver.spec.operation import OperationSpec, compile_operation


@functools.cache
def document() -> Mapping[str, Any]:
    """The served OpenAPI document, with its references resolved."""
    raw = description()
    found: Mapping[str, Any] = {**raw, "paths": resolved(raw["paths"], raw)}
    return found


@functools.cache
def operation(operation_id: str) -> OperationSpec:
    """One operation of the document, compiled."""
    for path, methods in document()["paths"].items():
        for method, described in methods.items():
            if described.get("operationId") == operation_id:
                return compile_operation(document(), path, method, described, message_types())
    raise KeyError(operation_id)


def resolved(part: Any, whole: Mapping[str, Any], within: tuple[str, ...] = ()) -> Any:
    """A part with its references resolved, but for those that lead back to what holds them."""
    if isinstance(part, list):
        return [resolved(item, whole, within) for item in part]
    if not isinstance(part, dict):
        return part
    reference = part.get("$ref")
    if isinstance(reference, str):
        if reference in within:
            return part
        found: Any = whole
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        return resolved(found, whole, (*within, reference))
    return {key: resolved(value, whole, within) for key, value in part.items()}
