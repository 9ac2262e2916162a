"""What operations there are and what they take, out of the document that `zitadel-mock spec` prints."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from mcp.server.mcpserver.exceptions import ToolError

from mockserver.errors.lookup import problems_by_id
from mockserver.errors.texts import text
from mockserver.spec.description import description
from mockserver.unmodelled import described

_REFERENCE = "#/components/schemas/"


class Entry(msgspec.Struct, frozen=True):
    """One way to reach an operation.

    Attributes:
        node: what the document says of it; empty where nobody modelled it.
    """

    id: str
    method: str
    path: str
    rpc: str
    permission: str
    status: str
    summary: str
    node: Mapping[str, Any]

    @property
    def shown(self) -> dict[str, str]:
        """A line of a list."""
        return {
            "operation": self.id,
            "method": self.method,
            "path": self.path,
            "rpc": self.rpc,
            "permission": self.permission,
            "status": self.status,
            "summary": self.summary,
        }


@functools.cache
def entries(*, unmodelled: bool) -> tuple[Entry, ...]:
    """The modelled operations, in the order of the document; or all of ZITADEL's."""
    return tuple(_entries(unmodelled=unmodelled))


def _entries(*, unmodelled: bool) -> Iterator[Entry]:
    paths = description()["paths"]
    for row in described.operations(unmodelled=unmodelled):
        node = paths.get(row.path, {}).get(row.method.lower(), {})
        yield Entry(
            row.id or row.rpc, row.method, row.path, row.rpc, row.permission, row.status.value,
            node.get("summary", ""), node,
        )  # fmt: skip


def found(words: str, *, unmodelled: bool) -> list[Entry]:
    """The operations that have each of the words in their name, path, permission or summary."""
    wanted = words.lower().split()
    return [
        entry
        for entry in entries(unmodelled=unmodelled)
        if all(word in " ".join((*entry.shown.values(),)).lower() for word in wanted)
    ]


def entry_of(operation: str) -> Entry:
    """An operation by its operationId or by `package.Service/Method`.

    Raises: ToolError, with the names that come closest.
    """
    for unmodelled in (False, True):
        for entry in entries(unmodelled=unmodelled):
            if operation in (entry.id, entry.rpc):
                return entry
    near = difflib.get_close_matches(operation, [entry.id for entry in entries(unmodelled=True)], n=5, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "search_operations finds them by words"
    raise ToolError(f"there is no operation {operation!r}; {hint}")


def description_of(entry: Entry) -> dict[str, Any]:
    """All that there is to know of an operation before it is called, with the schemas that it refers to."""
    node = entry.node
    body = node.get("requestBody", {}).get("content", {}).get("application/json", {})
    answer = node.get("responses", {}).get("200", {}).get("content", {}).get("application/json", {})
    shown: dict[str, Any] = {
        **entry.shown,
        "description": node.get("description", ""),
        "parameters": [_resolved(parameter) for parameter in node.get("parameters", ())],
        "body": body.get("schema"),
        "examples": {name: example.get("value") for name, example in body.get("examples", {}).items()}
        or ({"example": body["example"]} if "example" in body else {}),
        "answer": answer.get("schema"),
        "errors": [
            {"id": error_id, "meaning": text(problems_by_id()[error_id][0].key)}
            for error_id in node.get("x-errors", ())
            if error_id in problems_by_id()
        ],
    }
    return {**shown, "schemas": dict(_schemas(shown))}


def _resolved(parameter: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = parameter.get("$ref", "")
    named = description()["components"].get("parameters", {})
    return named.get(reference.rpartition("/")[2], parameter) if reference else parameter


def _schemas(shown: Any) -> Iterator[tuple[str, Any]]:
    """Every schema that something refers to, at any depth."""
    known, seen = description()["components"]["schemas"], set()
    waiting = [shown]
    while waiting:
        for name in _referred(waiting.pop()):
            if name not in seen and name in known:
                seen.add(name)
                waiting.append(known[name])
                yield name, known[name]


def _referred(value: Any) -> Iterator[str]:
    match value:
        case {"$ref": str(reference)} if reference.startswith(_REFERENCE):
            yield reference.removeprefix(_REFERENCE)
        case dict():
            for item in value.values():
                yield from _referred(item)
        case list():
            for item in value:
                yield from _referred(item)
