"""The control API, out of its own OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

import mockserver.control
from website.reference.markdown import cell, code, page, table

BASE = "/__admin"
_DOCUMENT = Path(mockserver.control.__path__[0]) / "openapi.yaml"


def control_document() -> Mapping[str, Any]:
    """The document that a server has at /__admin/openapi.json."""
    document: Mapping[str, Any] = yaml.load(_DOCUMENT.read_bytes(), Loader=yaml.CSafeLoader)
    return document


def control_page() -> str:
    """The page."""
    document = control_document()
    lines = [
        f"All of this is below `{BASE}/`. A running server has the whole document, with schemas, at "
        f"`{BASE}/openapi.json`; [the control API](../control.md) shows it by example.",
        "",
    ]
    by_tag: dict[str, list[str]] = {tag["name"]: [] for tag in document["tags"]}
    for path, item in document["paths"].items():
        shared = item.get("parameters", [])
        for method, operation in item.items():
            if "operationId" in operation:
                section = by_tag.setdefault(operation["tags"][0], [])
                section += _operation(document, method, path, operation, shared)
    for tag, told in by_tag.items():
        lines += [f"## {tag}", "", *told]
    return page("Control API", *lines)


def _operation(
    document: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any], shared: list[Mapping[str, Any]]
) -> Iterator[str]:
    yield f"### {method.upper()} {path}".replace("{", "&#123;").replace("}", "&#125;")
    yield ""
    yield operation["summary"] + "."
    yield ""
    if description := operation.get("description", ""):
        yield description.strip()
        yield ""
    parameters = [_resolved(document, parameter) for parameter in (*shared, *operation.get("parameters", []))]
    if parameters:
        rows = ((code(row["name"]), row["in"], cell(row.get("description", ""))) for row in parameters)
        yield from table(("parameter", "in", "meaning"), rows)


def _resolved(document: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = part
    if reference := part.get("$ref"):
        found = document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
    resolved: Mapping[str, Any] = found
    return resolved
