"""The API as the OpenAPI document describes it, ready to hold traffic against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from mockserver.protos import pool
from mockserver.spec.matrix import FlowMatrix
from mockserver.spec.message_types import message_types
from mockserver.spec.operation import OperationSpec, compile_operation
from mockserver.traffic.document import schema_named
from mockserver.wire.request_url import REST_PREFIXES, SERVICE_PREFIXES
from mockserver.wire.routes import Match, NoSuchMethod, NoSuchPath, Routes

_PREFIXES = (*SERVICE_PREFIXES, *REST_PREFIXES, "/zitadel.")
_NO_FIELDS: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class DescribedOperation:
    """One operation.

    Attributes:
        spec: what the server compiles of it.
        own_error_ids: the error IDs of the operation itself, without those of access.
        statuses: the HTTP statuses that it lists.
        content: by status, the schema of each media type.
        parameters: `path type`, `query domain`, `header x-zitadel-orgid`, `body queries[].actionNameQuery.name`.
        constraints: by the same names the schema of each, with `x-required-here` where it must be there; a list stands
            beside its items, by its name without `[]`.
        request: the protobuf name of its request; empty where it has no gRPC method.
        response: the protobuf name of its answer; empty likewise.
    """

    spec: OperationSpec
    own_error_ids: tuple[str, ...]
    statuses: tuple[int, ...]
    content: Mapping[int, Mapping[str, Any]]
    parameters: tuple[str, ...]
    constraints: Mapping[str, Mapping[str, Any]]
    request: str
    response: str


class DescribedApi:
    """All operations, found as a server finds them."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Compile a document whose references are resolved, but for those to schemas.

        Raises: KeyError where the document leaves out what an operation must say.
        """
        self._components = {"components": {"schemas": document["components"]["schemas"]}}
        self.matrix = FlowMatrix(document)
        self.trigger_types: tuple[str, ...] = tuple(row["id"] for row in document["x-trigger-types"])
        self.access_error_ids: tuple[str, ...] = tuple(document["x-access-errors"])
        self.operations: list[DescribedOperation] = []
        self._routes: Routes[DescribedOperation] = Routes()
        self._rpcs: dict[str, DescribedOperation] = {}
        self._validators: dict[tuple[str, int, str], jsonschema_rs.Draft4Validator] = {}
        for path, item in document["paths"].items():
            for method, node in item.items():
                if "operationId" in node:
                    self._add(_described(document, path, method, node))

    def _add(self, operation: DescribedOperation) -> None:
        self.operations.append(operation)
        self._routes.add(operation.spec.method, operation.spec.path, operation)
        if operation.spec.rpc:
            self._rpcs[f"/{operation.spec.rpc}"] = operation

    def find(self, method: str, path: str) -> Match[DescribedOperation] | None:
        """The operation of a method and a decoded path."""
        try:
            return self._routes.find(method, path)
        except (NoSuchPath, NoSuchMethod):
            return None

    def find_rpc(self, path: str) -> DescribedOperation | None:
        """The operation of a path such as `/zitadel.management.v1.ManagementService/GetFlow`."""
        return self._rpcs.get(path)

    def validator(self, operation: DescribedOperation, status: int, media: str) -> jsonschema_rs.Draft4Validator:
        """What judges the bodies of a status that the operation lists."""
        key = (operation.spec.id, status, media)
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft4Validator(
                {**self._components, **_whole(operation.content[status][media])}
            )
        return self._validators[key]


def is_api_path(path: str) -> bool:
    """Whether a path belongs to a service that the document describes, known operation or not."""
    return path.startswith(_PREFIXES)


def _described(document: Mapping[str, Any], path: str, method: str, node: Mapping[str, Any]) -> DescribedOperation:
    spec = compile_operation(document, path, method, node, message_types())
    responses = {int(status): response for status, response in node["responses"].items() if status.isdigit()}
    service, _, name = spec.rpc.partition("/")
    rpc = pool.service(service).methods_by_name[name] if spec.rpc else None
    return DescribedOperation(
        spec=spec,
        own_error_ids=tuple(node.get("x-errors", ())),
        statuses=tuple(responses),
        content={status: _schemas(response) for status, response in responses.items()},
        parameters=tuple(_parameters(document, node)),
        constraints=dict(_constraints(document, node)),
        request=rpc.input_type.full_name if rpc else "",
        response=rpc.output_type.full_name if rpc else "",
    )


def _schemas(response: Mapping[str, Any]) -> dict[str, Any]:
    return {media: part["schema"] for media, part in response.get("content", {}).items() if "grpc" not in media}


def _whole(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema beside which others can stand: next to a `$ref` nothing counts."""
    return {"allOf": [schema]} if "$ref" in schema else schema


def _parameters(document: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[str]:
    rows: Sequence[Mapping[str, Any]] = node.get("parameters", ())
    taken = {row.get("x-field", row["name"]) for row in rows}
    for row in rows:
        yield f"{row['in']} {row['name']}"
    body = node.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    outermost, body = schema_named(document, body)
    for name, schema in body.get("properties", _NO_FIELDS).items():
        # What the path says already is ignored in the body.
        if name not in taken:
            yield from _fields(document, schema, f"body {name}", frozenset({outermost}))


def _fields(document: Mapping[str, Any], schema: Mapping[str, Any], name: str, within: frozenset[str]) -> Iterator[str]:
    """The fields below one, each by its path; of a message that holds itself, those of the first level.

    Args:
        within: names of the schemas that it stands in.
    """
    if "allOf" in schema:
        schema = schema["allOf"][0]
    named, schema = schema_named(document, schema)
    if named in within:
        return
    inside = within | {named} if named else within
    if schema.get("type") == "array":
        yield from _fields(document, schema["items"], f"{name}[]", inside)
    elif properties := schema.get("properties"):
        for member, inner in properties.items():
            yield from _fields(document, inner, f"{name}.{member}", inside)
    else:
        yield name


def _constraints(document: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows: Sequence[Mapping[str, Any]] = node.get("parameters", ())
    taken = {row.get("x-field", row["name"]) for row in rows}
    for row in rows:
        _, schema = schema_named(document, _alone(document, row.get("schema", _NO_FIELDS)))
        yield f"{row['in']} {row['name']}", schema
    body = node.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    outermost, body = schema_named(document, body)
    yield from _inner_constraints(document, body, "body ", frozenset({outermost}), taken)


def _inner_constraints(
    document: Mapping[str, Any], holder: Mapping[str, Any], prefix: str, within: frozenset[str], left_out: set[str]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The members of an object and what is in them, as `_fields` names them."""
    required = holder.get("required", ())
    for member, shown in holder.get("properties", _NO_FIELDS).items():
        if member in left_out:
            continue
        named, schema = schema_named(document, _alone(document, shown))
        if named in within:
            continue
        name, inside = f"{prefix}{member}", within | {named} if named else within
        yield name, {**schema, "x-required-here": member in required}
        while schema.get("type") == "array":
            name = f"{name}[]"
            named, schema = schema_named(document, _alone(document, schema["items"]))
            if named in inside:
                break
            inside = inside | {named} if named else inside
            yield name, schema
        else:
            yield from _inner_constraints(document, schema, f"{name}.", inside, set())


def _alone(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands in an `allOf` of one; of a value that has several forms what all of them allow and forbid.

    A value of an enum may be given by number, as `x-numbers` has them.
    """
    if isinstance(kind := schema.get("x-enum"), str):
        numbers: Mapping[str, int] = document["x-enums"][kind]
        return {"enum": list(numbers), "x-numbers": {number: name for name, number in numbers.items()}}
    inner: Mapping[str, Any] = schema["allOf"][0] if "allOf" in schema else schema
    for form in inner.get("anyOf", ()):
        inner = {**form, **inner}
    return inner
