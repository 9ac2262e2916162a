"""OpenAPI 3.1 written as 3.0, which is what Connexion reads: the schemas of most generators, FastAPI's among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_VERSION = "3.0.3"
_NULL = "null"
_BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_UNKNOWN = ("webhooks", "jsonSchemaDialect")
_LITERAL = frozenset({"example", "examples", "default", "enum", "const", "value"})
"""Members that hold values, which are no schemas whatever they look like."""
_NAMED = frozenset({"properties", "schemas", "parameters", "headers", "responses", "requestBodies", "securitySchemes"})
"""Members whose own members have names of the author's, which mean nothing."""
_OF_REFERENCES = frozenset({"$ref", "summary", "description", "allOf"})
_ALTERNATIVES = ("anyOf", "oneOf")


def as_whole_30(document: Mapping[str, Any]) -> dict[str, Any]:
    """A whole document of 3.1, whose parts are in the words of 3.0 already, without what 3.0 has no place for."""
    whole = {name: value for name, value in document.items() if name not in _UNKNOWN}
    for name, unknown in (("info", "summary"), ("components", "pathItems")):
        if isinstance(whole.get(name), Mapping):
            whole[name] = {key: value for key, value in whole[name].items() if key != unknown}
    return {"paths": {}, **whole, "openapi": _VERSION}


def as_version_30(node: Any) -> Any:
    """A part of a document of OpenAPI 3.1 in the words of 3.0.

    Null becomes `nullable`, `const` an enum of one, bounds that are excluded flags, examples of a schema one example,
    and what stands beside a reference counts. What 3.0 has no word for, such as `prefixItems`, is left as it is, where
    nothing looks at it.
    """
    if isinstance(node, list):
        return [as_version_30(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    written = {name: _member(name, value) for name, value in node.items()}
    if isinstance(written.get("$ref"), str):
        # In 3.0 nothing counts beside a reference.
        beside = {name: value for name, value in written.items() if name not in _OF_REFERENCES}
        reference = {"$ref": written["$ref"]}
        if not beside:
            return reference
        written = {"allOf": [reference, *written.get("allOf", ())], **beside}
    _without_null_type(written)
    _without_null_alternative(written)
    if isinstance(written.get("examples"), list):
        examples = written.pop("examples")
        written.setdefault("example", examples[0] if examples else None)
    if "const" in written and not isinstance(written["const"], Mapping):
        written["enum"] = [written.pop("const")]
    for excluded, bound in _BOUNDS.items():
        if isinstance(written.get(excluded), int | float) and not isinstance(written[excluded], bool):
            written[bound] = written[excluded]
            written[excluded] = True
    return written


def _member(name: str, value: Any) -> Any:
    if name in _LITERAL:
        return value
    if name in _NAMED and isinstance(value, Mapping):
        return {key: as_version_30(each) for key, each in value.items()}
    return as_version_30(value)


def _without_null_type(schema: dict[str, Any]) -> None:
    types = schema.get("type")
    if not isinstance(types, list):
        return
    others = [each for each in types if each != _NULL]
    if len(others) < len(types):
        schema["nullable"] = True
    del schema["type"]
    if len(others) == 1:
        schema["type"] = others[0]
    elif others:
        schema["anyOf"] = [{"type": each} for each in others]


def _without_null_alternative(schema: dict[str, Any]) -> None:
    for word in _ALTERNATIVES:
        options = schema.get(word)
        if not isinstance(options, list):
            continue
        others = [each for each in options if not (isinstance(each, Mapping) and each.get("type") == _NULL)]
        if len(others) == len(options):
            continue
        del schema[word]
        schema["nullable"] = True
        only = others[0] if len(others) == 1 else None
        if only is None:
            schema[word] = others
        elif "$ref" in only:
            # Beside a reference nothing else counts, so that it has to stand among others.
            schema["anyOf"] = [only, {"nullable": True, "enum": [None]}]
        else:
            schema.update({**only, **schema})
