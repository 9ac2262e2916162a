"""Schemas of all messages that operations use which are written down, as files: `make derived` writes them.

What is authored of a message stands in `openapi/messages.yaml` and is laid over what follows from the surface.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from mockserver.spec.completing import request_name
from mockserver.spec.tree import authored_operations
from mockserver.spec.writing.fields import Schema
from mockserver.spec.writing.messages import MessageSchemas, reached
from mockserver.spec.writing.names import schema_names
from mockserver.surface.library import Surface
from mockserver.surface.model import Field, package_of

FOLDER = Path("openapi/schemas")
_AUTHORED = Path("openapi/messages.yaml")
_HEADER = "# Derived from the surface and openapi/messages.yaml by `make derived`; not to be edited.\n"


_WIDE = 1_000_000


class _Plain(yaml.SafeDumper):
    """Writes what stands twice twice."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


class Unused(ValueError):
    """What is authored of a message or a field that no operation uses; the message names it."""


def derived_files(entry: Path, surface: Surface) -> dict[str, str]:
    """The text of each file by its name within `openapi/schemas`.

    Raises: OSError, yaml.YAMLError, Unused; KeyError where the document names a method that the surface lacks.
    """
    requests, answers, carried = _roots(entry, surface)
    authored: dict[str, Any] = yaml.safe_load((entry.parent / _AUTHORED).read_text("utf-8"))
    names = schema_names(surface)
    files: dict[str, dict[str, Schema]] = {}
    in_answers = list(reached(surface, answers))
    in_requests = list(reached(surface, requests))
    for message in dict.fromkeys([*in_answers, *in_requests]):
        package = package_of(message)

        def to_answer(target: str, package: str = package) -> Schema:
            return {"$ref": _reference(target, package, names.of(target) if "." in target else "")}

        def to_request(target: str, package: str = package) -> Schema:
            return {"$ref": _reference(target, package, request_name(target, in_answers, names))}

        held = files.setdefault(package, {})
        if message in in_answers:
            schema = MessageSchemas(surface, to_answer, carried).answer(message)
            held[names.of(message)] = _laid_over(names.of(message), schema, authored.pop(names.of(message), {}))
        if message in in_requests:
            name = request_name(message, in_answers, names)
            schema = MessageSchemas(surface, to_request, carried).request(message)
            held[name] = _laid_over(name, schema, authored.pop(name, {}))
    _mark_nullable(files, surface, in_requests, in_answers)
    if authored:
        raise Unused(f"{_AUTHORED}: no operation uses {', '.join(authored)}")
    return {f"{package}.yaml": _HEADER + _written(schemas) for package, schemas in files.items()}


def _roots(entry: Path, surface: Surface) -> tuple[list[str], list[str], dict[str, set[str]]]:
    """Messages of requests with a body, messages of answers, and fields that paths carry by message."""
    requests: dict[str, None] = {}
    answers: dict[str, None] = {}
    carried: dict[str, set[str]] = {}
    for verb, operation in authored_operations(entry):
        method = surface.method(operation["x-rpc"])
        answers[method.response] = None
        for binding in method.bindings:
            carried.setdefault(method.request, set()).update(binding.fields)
        if not method.bindings or any(binding.verb == verb and binding.body for binding in method.bindings):
            requests[method.request] = None
    return list(requests), list(answers), carried


def _reference(target: str, package: str, name: str) -> str:
    if "." not in target:
        return f"../common.yaml#/schemas/{target}"
    file = package_of(target)
    return f"#/{name}" if file == package else f"{file}.yaml#/{name}"


def _laid_over(name: str, schema: Schema, authored: Mapping[str, Any]) -> Schema:
    fields: Mapping[str, Any] = authored.get("fields", {})
    unknown = fields.keys() - schema.get("properties", {}).keys()
    if unknown:
        raise Unused(f"{_AUTHORED}: {name} has no field {', '.join(sorted(unknown))}")
    own = {key: value for key, value in authored.items() if key != "fields"}
    laid = {"type": schema["type"], **{key: own[key] for key in ("description",) if key in own}, **schema, **own}
    if fields:
        laid["properties"] = {
            field: _field(described, fields.get(field, {})) for field, described in schema["properties"].items()
        }
    return laid


def _field(schema: Schema, authored: Mapping[str, Any]) -> Schema:
    if not authored:
        return schema
    if "$ref" in schema:
        # Whatever stands beside a reference is ignored.
        return {"allOf": [schema], **authored}
    items = {"items": schema["items"] | authored["items"]} if "items" in authored else {}
    return schema | {key: value for key, value in authored.items() if key != "items"} | items


def _mark_nullable(
    files: Mapping[str, Mapping[str, Schema]], surface: Surface, requests: list[str], answers: list[str]
) -> None:
    """A message that is a request's field by itself may be null, which means that it is not set."""
    names = schema_names(surface)
    for message in requests:
        for field in surface.message(message).fields.values():
            if surface.is_message(field.type) and _stands_alone(field):
                schemas = files[package_of(field.type)]
                name = request_name(field.type, answers, names)
                schemas[name]["nullable"] = True


def _stands_alone(field: Field) -> bool:
    return not (field.repeated or field.key_type or field.oneof or field.rules.get("required"))


def _written(schemas: Mapping[str, Schema]) -> str:
    """YAML with a property a line, so that a change shows as what it is."""
    lines = []
    for name, schema in schemas.items():
        lines.append(f"{name}:")
        for key, value in schema.items():
            if key == "properties":
                lines.append("  properties:")
                lines += [f"    {field}: {_flow(described)}" for field, described in value.items()]
            else:
                lines.append(f"  {key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    text = yaml.dump(value, Dumper=_Plain, default_flow_style=True, width=_WIDE, allow_unicode=True, sort_keys=False)
    return text.removesuffix("...\n").strip()
