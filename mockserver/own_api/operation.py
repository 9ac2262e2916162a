"""The operations of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mockserver.own_api.pointers import Node, Pointers

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        name: what the journal and faults call it: its operationId, or method and path where it has none of its own.
        method: upper case.
        path: the template below the prefix, such as `/things/{id}`.
        query: the parameters that its query may carry, with what they are where they do not come; None: nothing.
        body: schema of the JSON that it reads; None where it reads none.
        responses: by status as the document has it: `200`, `2XX` or `default`.
    """

    name: str
    method: str
    path: str
    query: Mapping[str, Any]
    body: Node | None
    responses: Mapping[str, Node]


def operations_of(document: Node, prefix: str, taken: Collection[str]) -> list[Operation]:
    """All operations of a document.

    Args:
        taken: names of others' operations, which none of these gets.
    """
    pointers = Pointers(document)
    every = [*_definitions(document)]
    counted = Counter(definition.get("operationId") for _, _, _, definition in every)
    operations = []
    for method, path, item, definition in every:
        name = definition.get("operationId")
        own = bool(name) and counted[name] == 1 and name not in taken
        parameters = [
            pointers.resolved(each) for each in (*item.get("parameters", ()), *definition.get("parameters", ()))
        ]
        responses = {status: pointers.resolved(each) for status, each in definition.get("responses", {}).items()}
        operations.append(
            Operation(
                name=str(name) if own else f"{method.upper()} {prefix}{path}",
                method=method.upper(),
                path=path,
                query={
                    str(each.get("name")): pointers.resolved(each.get("schema")).get("default")
                    for each in parameters
                    if each.get("in") == "query"
                },
                body=_body(pointers, definition),
                responses=responses,
            )
        )
    return operations


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON, or a form of it such as `application/problem+json`."""
    kind = media_type.partition(";")[0].strip().lower()
    return kind == _JSON or kind.endswith("+json")


def json_of(content: Mapping[str, Any]) -> str:
    """The first media type that is JSON; empty where none is."""
    return next((media_type for media_type in content if is_json(media_type)), "")


def _definitions(document: Node) -> Iterator[tuple[str, str, Node, Node]]:
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield method, path, item, item[method]


def _body(pointers: Pointers, definition: Node) -> Node | None:
    content = pointers.resolved(definition.get("requestBody")).get("content", {})
    media_type = json_of(content)
    return pointers.resolved(content[media_type].get("schema", {})) if media_type else None
