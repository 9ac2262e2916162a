"""The OpenAPI document with its references resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mockserver.spec.description import description


def resolved_document() -> Mapping[str, Any]:
    """The served document; every `$ref` is replaced by what it names.

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
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return _resolved(found, document)
