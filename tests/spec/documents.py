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
    resolved: Mapping[str, Any] = _resolved(raw, raw)
    return resolved


@functools.cache
def operation(operation_id: str) -> OperationSpec:
    """One operation of the document, compiled."""
    for path, methods in document()["paths"].items():
        for method, described in methods.items():
            if described.get("operationId") == operation_id:
                return compile_operation(document(), path, method, described, message_types())
    raise KeyError(operation_id)


def _resolved(part: Any, whole: Mapping[str, Any]) -> Any:
    if isinstance(part, list):
        return [_resolved(item, whole) for item in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("$ref"), str):
        found: Any = whole
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return _resolved(found, whole)
    return {key: _resolved(value, whole) for key, value in part.items()}
