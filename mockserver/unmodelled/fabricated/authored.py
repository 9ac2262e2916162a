"""What the document tells of fields: examples by their names, and which an answer always has."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from mockserver.spec.document import load_document, spec_path
from mockserver.surface.model import package_of

_MESSAGES = "openapi/messages.yaml"
_SCHEMAS = "openapi/schemas"


def example_of(name: str) -> Any:
    """The example of a field, by its JSON name; None where there is none, or several messages give different ones."""
    return _examples().get(name)


@functools.cache
def _examples() -> Mapping[str, Any]:
    authored = load_document(spec_path().parent / _MESSAGES)
    found: dict[str, Any] = {}
    differing = set()
    for message in authored.values():
        for name, said in message.get("fields", {}).items():
            if "example" in said and found.setdefault(name, said["example"]) != said["example"]:
                differing.add(name)
    return {name: example for name, example in found.items() if name not in differing}


def required_in(message: str) -> frozenset[str]:
    """The fields of a message, by their JSON names, that its schema says an answer always has."""
    return _required(package_of(message)).get(message, frozenset())


@functools.cache
def _required(package: str) -> Mapping[str, frozenset[str]]:
    path = spec_path().parent / _SCHEMAS / f"{package}.yaml"
    schemas = load_document(path) if path.exists() else {}
    # Those of requests allow what they do not know.
    answers = (schema for schema in schemas.values() if schema.get("additionalProperties") is False)
    return {schema["x-message"]: frozenset(schema.get("required", ())) for schema in answers}
