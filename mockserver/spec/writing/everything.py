"""All operations of the surface in one document, those that nobody modelled marked as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from mockserver.spec.writing.fields import Schema, request_schema
from mockserver.spec.writing.messages import INPUT, MessageSchemas, reached
from mockserver.spec.writing.names import candidates, schema_names
from mockserver.surface.library import Surface
from mockserver.surface.model import Binding, Field, Method, json_name, package_of
from mockserver.surface.offered import ways

UNMODELLED = "x-unmodelled"
"""Marks operations that the surface has and nobody modelled."""
FABRICATED = "x-fabricated"
"""Says of each of those whether an answer can be made up."""

_WHOLE = "*"
_FIELD = re.compile(r"\{(\w+)(?:=\*\*)?\}")
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SCALARS = frozenset({"string", "bool", "int32", "uint32", "int64", "uint64", "double", "float"})


def add_all(document: dict[str, Any], surface: Surface, can_fabricate: Callable[[str], bool]) -> None:
    """Add what a full document lacks: operations that HTTP reaches, and the schemas of their messages.

    Args:
        can_fabricate: whether an answer can be made up, of a `package.Service/Method`.
    """
    document["paths"] = {path: dict(item) for path, item in document["paths"].items()}
    modelled = {operation.get("x-rpc"): operation for item in document["paths"].values() for operation in item.values()}
    taken = {operation["operationId"] for operation in modelled.values()}
    templates = {_blank(path): path for path in document["paths"]}
    requests: dict[str, None] = {}
    answers: dict[str, None] = {}
    rows = [way for way in _first(ways(surface)) if way[0] not in modelled]
    for _, method, binding in rows:
        answers[method.response] = None
        if binding.body:
            requests[method.request] = None
    references = _References(surface, list(requests), list(answers))
    for rpc, method, binding in rows:
        path = templates.setdefault(_blank(binding.path), _named(binding.path))
        operation_id = next(name for name in candidates(package_of(method.request), method.name) if name not in taken)
        taken.add(operation_id)
        operation = {
            "operationId": operation_id,
            "tags": [rpc.partition("/")[0]],
            "summary": " ".join(_WORDS.split(method.name)).capitalize(),
            UNMODELLED: True,
            FABRICATED: can_fabricate(rpc),
            "x-rpc": rpc,
            **_access(method),
            **_request(method, binding, path, surface, references),
            **_responses(method, references),
        }
        document["paths"].setdefault(path, {})[binding.verb.lower()] = operation
    document["components"]["schemas"] = references.schemas() | document["components"]["schemas"]
    used = {operation["tags"][0] for item in document["paths"].values() for operation in item.values()}
    known = {tag["name"] for tag in document["tags"]}
    document["tags"] = [*document["tags"], *({"name": name} for name in sorted(used - known))]


class _References:
    """Schemas of messages, which requests and answers refer to by name."""

    def __init__(self, surface: Surface, requests: list[str], answers: list[str]) -> None:
        self._surface = surface
        self._names = schema_names(surface)
        self._answers = dict.fromkeys(reached(surface, answers))
        self._requests = dict.fromkeys(reached(surface, requests))

    def answer(self, target: str) -> Schema:
        """A reference to a message as answers hold it, or to a shared schema."""
        return {"$ref": f"#/components/schemas/{self._names.of(target) if '.' in target else target}"}

    def request(self, target: str) -> Schema:
        """A reference to a message as requests hold it."""
        both = INPUT if target in self._answers else ""
        return {"$ref": f"#/components/schemas/{self._names.of(target) if '.' in target else target}{both}"}

    def schemas(self) -> dict[str, Schema]:
        """All that is referred to."""
        of_answers = MessageSchemas(self._surface, self.answer, {})
        of_requests = MessageSchemas(self._surface, self.request, {})
        made = {self._names.of(name): of_answers.answer(name) for name in self._answers}
        for name in self._requests:
            made[self._names.of(name) + (INPUT if name in self._answers else "")] = of_requests.request(name)
        return made


def _first(found: Iterable[tuple[str, Method, Binding]]) -> Iterator[tuple[str, Method, Binding]]:
    """Of ways that are the same the first, which is the one that is served: v2beta binds some of v2's again."""
    taken = set()
    for rpc, method, binding in found:
        way = binding.verb, _blank(binding.path)
        if way not in taken:
            taken.add(way)
            yield rpc, method, binding


def _access(method: Method) -> dict[str, Any]:
    return {"x-permission": method.permission} if method.permission else {"security": []}


def _blank(path: str) -> str:
    """A template without the names of its fields: two that differ in nothing else are one path."""
    return re.sub(r"\{[^}]+\}", "{}", path)


def _named(path: str) -> str:
    return _FIELD.sub(lambda found: f"{{{json_name(found[1])}}}", path)


def _request(method: Method, binding: Binding, path: str, surface: Surface, references: _References) -> dict[str, Any]:
    message = surface.message(method.request)
    carried = binding.fields
    parameters = [
        _in_path(name, field, message.fields[field]) for name, field in zip(_FIELD.findall(path), carried, strict=True)
    ]
    if not binding.body:
        parameters += list(_in_query(method.request, carried, surface, references.request))
    if method.permission:
        parameters.append({"$ref": "#/components/parameters/OrgId"})
    made: dict[str, Any] = {"parameters": parameters} if parameters else {}
    if binding.body == _WHOLE:
        made["requestBody"] = _body(references.request(method.request))
    elif binding.body:
        made["requestBody"] = _body(request_schema(message.fields[binding.body], surface, references.request))
    return made


def _in_path(name: str, proto_name: str, field: Field) -> dict[str, Any]:
    length = {"minLength": field.rules.get("min_len"), "maxLength": field.rules.get("max_len")}
    schema = {"type": "string", **{key: value for key, value in length.items() if value is not None}}
    renamed = {"x-field": json_name(proto_name)} if name != json_name(proto_name) else {}
    return {"name": name, "in": "path", "required": True, **renamed, "schema": {**schema, "pattern": "^[ -~]+$"}}


def _in_query(
    message: str, carried: Sequence[str], surface: Surface, reference: Callable[[str], Schema]
) -> Iterator[dict[str, Any]]:
    """Scalars and enums that the path does not carry, those of messages one deeper too, under dotted names."""
    for field in surface.message(message).fields.values():
        if field.name in carried or field.key_type:
            continue
        if field.type in _SCALARS or surface.is_enum(field.type):
            yield _parameter(json_name(field.name), request_schema(field, surface, reference))
        elif surface.is_message(field.type) and not field.repeated:
            for below in surface.message(field.type).fields.values():
                if below.type in _SCALARS:
                    name = f"{json_name(field.name)}.{json_name(below.name)}"
                    yield _parameter(name, request_schema(below, surface, reference))


def _parameter(name: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": _not_null(schema)}


def _not_null(schema: Mapping[str, Any]) -> Schema:
    """A query has no null."""
    plain = {key: value for key, value in schema.items() if key != "nullable"}
    return plain | ({"anyOf": [_not_null(each) for each in plain["anyOf"]]} if "anyOf" in plain else {})


def _body(schema: Schema) -> dict[str, Any]:
    return {"required": False, "content": {"application/json": {"schema": schema}}}


def _responses(method: Method, references: _References) -> dict[str, Any]:
    content = {"application/json": {"schema": references.answer(method.response)}}
    return {
        "responses": {
            str(method.status): {"description": "The answer.", "content": content},
            "default": {"$ref": "#/components/responses/Unexpected"},
        }
    }
