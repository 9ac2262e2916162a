"""What nobody modelled as an OpenAPI document: of each operation no more than how it is reached and who may call it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from mockserver.pipeline import ServedOperation
from mockserver.unmodelled.bindings import Binding
from mockserver.unmodelled.refusing import refusing

_FIELD = re.compile(r"\{([^}=]*)(=\*\*)?\}")
_BEARER = "bearer"
_STARTING_SEGMENTS = 2
"""So many segments at the start of every path are literal (`/management/v1`, `/v2/users`)."""


def start_of(path: str) -> str:
    """The start of a path, by which the bindings are divided into documents of which one is made at a time."""
    return "/".join(path.split("/")[: 1 + _STARTING_SEGMENTS])


def starting(rows: Iterable[Binding], start: str) -> list[Binding]:
    """The bindings whose paths begin so."""
    return [row for row in rows if row.path and start_of(row.path) == start]


def document(rows: Iterable[Binding]) -> dict[str, Any]:
    """The document of bindings, each of which has a path."""
    paths: dict[str, dict[str, Any]] = {}
    for row in rows:
        paths.setdefault(_FIELD.sub(r"{\1}", row.path), {})[row.verb.lower()] = _operation(row)
    return {
        "openapi": "3.0.3",
        "info": {"title": "What nobody modelled", "version": "1"},
        "components": {"securitySchemes": {_BEARER: {"type": "http", "scheme": _BEARER}}},
        "paths": paths,
    }


def operations(rows: Iterable[Binding]) -> Mapping[str, ServedOperation]:
    """What refuses them, by operationId."""
    return {_id(row): refusing(row) for row in rows}


def _id(row: Binding) -> str:
    """One method may have several paths, and an operationId stands for one."""
    return f"{row.verb} {row.path}"


def _operation(row: Binding) -> dict[str, Any]:
    body = {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}} if row.has_body else {}
    return body | {
        "operationId": _id(row),
        "parameters": [_parameter(name, bool(deep)) for name, deep in _FIELD.findall(row.path)],
        "security": [{_BEARER: []}] if row.permission is not None else [],
        "responses": {"default": {"description": "An error."}},
    }


def _parameter(name: str, deep: bool) -> dict[str, Any]:
    schema = {"type": "string"} | ({"format": "path"} if deep else {})
    return {"name": name, "in": "path", "required": True, "schema": schema}
