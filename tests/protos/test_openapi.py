"""The REST description and the services are two views of one API: operations are methods, schemas are messages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from mockserver.protos import pool
from mockserver.spec.description import description
from mockserver.surface.library import surface

VERBS = frozenset({"get", "put", "post", "delete", "patch"})
JSON = "application/json"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation that names a method: where it is, and the method as `package.Service/Method`."""

    place: str
    rpc: str
    node: Node


@pytest.fixture(scope="module")
def document() -> Node:
    """The parsed description."""
    return description()


@pytest.fixture(scope="module")
def operations(document: Node) -> tuple[Operation, ...]:
    """The operations that carry `x-rpc`."""
    return tuple(_operations(document))


def _operations(document: Node) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for verb, node in item.items():
            if verb in VERBS and "x-rpc" in node:
                yield Operation(f"{verb.upper()} {path}", node["x-rpc"], node)


def _messages(rpc: str) -> tuple[str, str]:
    """Request and response message of a method; empty where no service has it."""
    try:
        method = surface().method(rpc)
    except KeyError:
        return "", ""
    return method.request, method.response


def _resolved(document: Node, node: Node) -> Node:
    """The node itself, or what its `$ref` chain inside the document ends at."""
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def _message_of(document: Node, body: Node) -> str | None:
    """The `x-message` of the JSON schema of a request body or response."""
    schema = _resolved(document, body)["content"][JSON]["schema"]
    message: str | None = _resolved(document, schema).get("x-message")
    return message


def _report(title: str, wrong: dict[str, str]) -> str:
    """All findings, one a line: pytest shortens the values it compares, never a message."""
    return "\n".join([f"{title}:", *(f"  {place}: {finding}" for place, finding in wrong.items())])


def test_every_operation_is_a_served_method(operations: tuple[Operation, ...]) -> None:
    """No operation names a method that the services lack."""
    unknown = {operation.place: operation.rpc for operation in operations if not all(_messages(operation.rpc))}
    assert not unknown, _report("operations whose x-rpc no service has", unknown)


def test_no_two_operations_are_one_method(operations: tuple[Operation, ...]) -> None:
    """Each method that is modelled is one operation."""
    counts = Counter(operation.rpc for operation in operations)
    wrong = {rpc: f"{count} operations" for rpc, count in counts.items() if count != 1}
    assert not wrong, _report("methods that are not exactly one operation", wrong)


def test_request_bodies_are_the_request_messages(document: Node, operations: tuple[Operation, ...]) -> None:
    """An operation that reads a body describes it with the schema of its method's request message."""
    wrong = {
        operation.place: f"x-message is {found}, the method takes {expected}"
        for operation in operations
        if "requestBody" in operation.node
        for expected in [_messages(operation.rpc)[0]]
        for found in [_message_of(document, operation.node["requestBody"])]
        if found != expected
    }
    assert not wrong, _report("request bodies with another message", wrong)


def test_successes_are_the_response_messages(document: Node, operations: tuple[Operation, ...]) -> None:
    """An operation has one success, described with the schema of its method's response message."""
    wrong: dict[str, str] = {}
    for operation in operations:
        expected = _messages(operation.rpc)[1]
        successes = [node for status, node in operation.node["responses"].items() if str(status).startswith("2")]
        found = [_message_of(document, node) for node in successes]
        if found != [expected]:
            wrong[operation.place] = f"x-message of the successes is {found}, the method answers {expected}"
    assert not wrong, _report("successes with another message", wrong)


def test_schemas_have_the_fields_of_their_messages(document: Node) -> None:
    """A schema that carries `x-message` has the message's JSON names as properties, in the order of declaration."""
    wrong: dict[str, str] = {}
    for name, schema in document["components"]["schemas"].items():
        if "x-message" not in schema:
            continue
        expected = _json_names(schema["x-message"])
        found = list(schema.get("properties", {}))
        if found != expected:
            wrong[f"{name} ({schema['x-message']})"] = f"has {found}, the message has {expected}"
    assert not wrong, _report("schemas that differ from their message", wrong)


def _json_names(message: str) -> list[str] | None:
    """The JSON names of a message's fields, or nothing for a message the pool lacks."""
    try:
        return [field.json_name for field in pool.message_class(message).DESCRIPTOR.fields]
    except KeyError:
        return None
