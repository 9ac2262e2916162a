"""The OpenAPI document with its references resolved, but for those to schemas, which may hold themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mockserver.spec.description import description

_TO_SCHEMA = "#/components/schemas/"


def resolved_document() -> Mapping[str, Any]:
    """The served document; every `$ref` is replaced by what it names, unless that is a schema.

    Raises: OSError, yaml.YAMLError, KeyError where a reference leads nowhere.
    """
    document = description()
    resolved: Mapping[str, Any] = _resolved(document, document)
    return resolved


def _resolved(part: Any, document: Mapping[str, Any]) -> Any:
    if isinstance(part, list):
        return [_resolved(item, document) for item in part]
    if not isinstance(part, dict):
        return part
    reference = part.get("$ref")
    if not isinstance(reference, str):
        return {key: _resolved(value, document) for key, value in part.items()}
    if reference.startswith(_TO_SCHEMA):
        return part
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return _resolved(found, document)


def schema_named(document: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The schema that a reference names, with its name; a schema that is none is itself, without a name."""
    reference = schema.get("$ref", "")
    if not reference:
        return "", schema
    name = reference.removeprefix(_TO_SCHEMA)
    return name, document["components"]["schemas"][name]
