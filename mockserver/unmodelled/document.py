"""What nobody modelled as an OpenAPI document: of each operation no more than how it is reached and who may call it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from mockserver.pipeline import ServedOperation
from mockserver.unmodelled.paths import Known, known_methods

_FIELD = re.compile(r"\{([^}=]*)(=\*\*)?\}")
_BEARER = "bearer"
_STARTING_SEGMENTS = 2
"""So many segments at the start of every path are literal (`/management/v1`, `/v2/users`)."""


def start_of(path: str) -> str:
    """The start of a path, by which the operations are divided into documents of which one is made at a time."""
    return "/".join(path.split("/")[: 1 + _STARTING_SEGMENTS])


def operations(start: str, serving: Callable[[Known], ServedOperation]) -> Mapping[str, ServedOperation]:
    """What serves the operations whose paths begin so, by an operationId for each way that leads to them."""
    return {
        f"{binding.verb} {binding.path}": serving(known)
        for known, binding in known_methods().paths()
        if start_of(binding.path) == start
    }


def document(served: Mapping[str, ServedOperation]) -> dict[str, Any]:
    """The document of such operations."""
    paths: dict[str, dict[str, Any]] = {}
    for operation_id, operation in served.items():
        verb, _, path = operation_id.partition(" ")
        described = {"operationId": operation_id, "parameters": _parameters(path)} | _described(operation)
        paths.setdefault(_FIELD.sub(r"{\1}", path), {})[verb.lower()] = described
    return {
        "openapi": "3.0.3",
        "info": {"title": "What nobody modelled", "version": "1"},
        "components": {"securitySchemes": {_BEARER: {"type": "http", "scheme": _BEARER}}},
        "paths": paths,
    }


def _described(operation: ServedOperation) -> dict[str, Any]:
    spec = operation.spec
    body = {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}}
    return (body if spec.read_body is not None else {}) | {
        "security": [] if spec.permission is None else [{_BEARER: []}],
        "responses": {"default": {"description": "An error."}},
    }


def _parameters(path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", **_form(deep)}}
        for name, deep in _FIELD.findall(path)
    ]


def _form(deep: str) -> dict[str, str]:
    """Connexion's way to say that a field takes the rest of a path."""
    return {"format": "path"} if deep else {}
