"""Services of v2 over Connect, as operations of the document: random requests then reach them like all others.

What differs from REST stands here: the path, one message in the place of path, query and body, 200 for every success,
and how errors are written. Source: recordings/connect-unary.jsonl, connect-json.jsonl, connect-protocol.jsonl.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..rpc.travel import speaks
from ..verify.call import HTTP_STATUS
from ..verify.connect_codes import CODES
from ..verify.connect_transport import JSON
from .answers import UNNAMED

MEANS = "x-operation"
"""On an operation that stands for another one: the operationId of that one."""
ENDING = "OverConnect"
_METHODS = ("get", "put", "post", "delete", "patch")
_KEPT = ("tags", "summary", "x-rpc", "x-permission", "x-errors", "security")
_TEXT = {"type": "string"}
_VERSION = {"name": "connect-protocol-version", "in": "header", "schema": {"enum": ["1"]}}
_UNREAD = "A content type that is none of Connect."


def with_connect(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the document that has every operation of v2 over Connect beside itself."""
    return {**document, "paths": {**document["paths"], **dict(_paths(document))}}


def name_of(node: Mapping[str, Any]) -> str:
    """The operationId that an operation has, or that of the one that it stands for."""
    return str(node.get(MEANS, node["operationId"]))


def _paths(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for nodes in document["paths"].values():
        for method, node in nodes.items():
            rpc = node.get("x-rpc", "") if method in _METHODS else ""
            if rpc and speaks("connect", rpc):
                yield f"/{rpc}", {"post": _operation(node, document)}


def _operation(node: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    parameters = [_resolved(row, document) for row in node.get("parameters", ())]
    responses = node["responses"]
    return {
        **{name: node[name] for name in _KEPT if name in node},
        "operationId": f"{node['operationId']}{ENDING}",
        MEANS: node["operationId"],
        "parameters": [*(row for row in parameters if row["in"] == "header"), _VERSION],
        "requestBody": {"required": True, "content": {JSON: _message(node, parameters, document)}},
        "responses": {
            "200": next(_resolved(answer, document) for status, answer in responses.items() if status.startswith("2")),
            **{
                status: _error(node["operationId"], status, _resolved(answer, document))
                for status, answer in responses.items()
                if not status.startswith("2")
            },
            "415": {"description": _UNREAD},
        },
    }


def _message(node: Mapping[str, Any], parameters: list[Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """The media type of the message: the body of REST, and what stands in its path and query beside it."""
    body = _resolved(node.get("requestBody", {}), document).get("content", {}).get(JSON, {"schema": {"type": "object"}})
    beside = {row.get("x-field", row["name"]): row for row in parameters if row["in"] in {"path", "query"}}
    if not beside:
        return dict(body)
    own = {
        "type": "object",
        "required": [name for name, row in beside.items() if row["in"] == "path"],
        "properties": {name: row["schema"] for name, row in beside.items()},
    }
    return {"schema": {"allOf": [body["schema"], own]}}


def _error(operation: str, status: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with this HTTP status; its code is one of those that have the status."""
    schema = {
        "type": "object",
        "required": ["code"],
        "properties": {
            "code": {"enum": [name for name, code in CODES.items() if str(HTTP_STATUS[code]) == status]},
            "message": _TEXT,
            "details": {"type": "array", "minItems": 1, "items": _detail(operation)},
        },
        "additionalProperties": False,
    }
    return {"description": answer["description"], "content": {JSON: {"schema": schema}}}


def _detail(operation: str) -> dict[str, Any]:
    """The packed detail of an error, beside which its ID is told, unless it is empty."""
    has_unnamed = any(operation == each for each, _ in UNNAMED)
    return {
        "type": "object",
        "required": ["type", "value"],
        "properties": {
            "type": {"enum": ["zitadel.v1.ErrorDetail"]},
            "value": {"type": "string", "pattern": "^[A-Za-z0-9+/]+$"},
            "debug": {
                "type": "object",
                "required": ["message"] if has_unnamed else ["id", "message"],
                "properties": {"id": _TEXT, "message": _TEXT},
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    }


def _resolved(node: Any, document: Mapping[str, Any]) -> Any:
    while isinstance(node, Mapping) and "$ref" in node:
        found: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        node = found
    return node
