"""openapi.yaml as the verification reads it: operations, error examples, the flow/trigger matrix, and their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..documents import read_document
from .connect_codes import CODES

VERBS = ("get", "put", "post", "delete", "patch")
AUTHENTICATED = "authenticated"
"""The permission of operations that any valid token may use."""
_LITERALS = 2
"""How many segments every path begins with before its first parameter, as `/management/v1`."""
_DEEP = "path"
"""The format of path parameters that take the rest of a path."""
_DETAIL = "type.googleapis.com/"
"""What stands before the name of a detail everywhere but over Connect."""


class SpecError(ValueError):
    """The document does not hold what a verification needs."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `pointer` is the JSON pointer of its node in the document."""

    id: str
    method: str
    path: str
    pointer: str
    node: Mapping[str, Any]
    rpc: str
    """`package.Service/Method`; empty where it is served over HTTP only."""
    permission: str | None
    """None where no token is needed."""
    errors: Sequence[str]
    renamed: Mapping[str, str]
    """Field of the message by the name of its path parameter."""
    query: Sequence[str]
    """Fields that travel in the query."""
    status: int
    """The HTTP status of success."""
    deep: Sequence[str] = ()
    """Path parameters that take the rest of a path, slashes included."""

    @property
    def has_rest(self) -> bool:
        """Whether it has a path of its own, beside that of its gRPC method."""
        return self.path != f"/{self.rpc}"

    @property
    def reads(self) -> bool:
        """Whether a call changes nothing."""
        return self.method == "GET" or self.path.endswith("_search")

    @property
    def elsewhere(self) -> Sequence[str]:
        """Methods by which its path reaches operations that the document does not describe: they may end a user."""
        methods: Sequence[str] = self.node.get("x-elsewhere", ())
        return methods

    @property
    def has_below(self) -> bool:
        """Whether a slash behind its path makes it that of another operation, whose last parameter is empty then."""
        return bool(self.node.get("x-below"))

    @property
    def takes_body(self) -> bool:
        """Whether the JSON form has a body."""
        return "requestBody" in self.node


@dataclass(frozen=True, slots=True)
class Named:
    """A flow or trigger type: its id, its older name (empty where there is none) and the key of its text."""

    id: str
    alias: str
    key: str

    @property
    def names(self) -> tuple[str, ...]:
        """What a request may say for it."""
        return (self.id, self.alias) if self.alias else (self.id,)


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow type with the ids of its triggers, and its place in the matrix."""

    type: Named
    triggers: Sequence[str]
    pointer: str


class Spec:
    """The document, read once."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Take what is needed. Raises: SpecError."""
        self.document = document
        try:
            self.operations: Mapping[str, Operation] = {found.id: found for found in _operations(document)}
            self.access_errors: Sequence[str] = document["x-access-errors"]
            self.triggers = {row["id"]: _named(row) for row in document["x-trigger-types"]}
            self.flows = [
                Flow(_named(row), row["triggers"], f"/x-flow-types/{index}")
                for index, row in enumerate(document["x-flow-types"])
            ]
        except (KeyError, TypeError, AttributeError) as error:
            raise SpecError(f"the document lacks {error}") from error
        by_depth = sorted(self.operations.values(), key=lambda found: found.path.count("{"))
        self._by_rpc = {found.rpc: found for found in reversed(by_depth)}
        self._by_opening: dict[str, list[tuple[re.Pattern[str], Operation]]] = {}
        for found in by_depth:
            self._by_opening.setdefault(_opening(found.path), []).append((_template(found.path, found.deep), found))

    def resolved(self, node: Any) -> Any:
        """The node that a `$ref` stands for; any other node is itself."""
        while isinstance(node, Mapping) and "$ref" in node:
            found: Any = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                found = found[step.replace("~1", "/").replace("~0", "~")]
            node = found
        return node

    def answers(self, operation: Operation) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Each HTTP status of an operation with its JSON media type, `$ref`s of both resolved."""
        for status, response in operation.node["responses"].items():
            content = self.resolved(response).get("content", {})
            if "application/json" in content:
                yield status, content["application/json"]

    def error_bodies(self, operation: Operation, error_id: str) -> list[tuple[int, Any]]:
        """HTTP status and body of each example of an error; one ID may have several texts.

        What the document has in the form of Connect is told in that of the others.
        """
        found: list[tuple[int, Any]] = []
        for status, media in self.answers(operation):
            for example in media.get("examples", {}).values():
                value = _of_rest(self.resolved(example)["value"])
                details = value.get("details") if isinstance(value, Mapping) else None
                if isinstance(details, list) and details and details[0].get("id") == error_id:
                    found.append((int(status), value))
        return found

    def operations_of(self, path: str) -> list[Operation]:
        """The operations, of any method, whose path a path could be; those of few parameters first."""
        return [found for template, found in self._by_opening.get(_opening(path), ()) if template.fullmatch(path)]

    def operation_at(self, method: str, path: str) -> Operation | None:
        """The operation that a request means; where the method fits none, one of the path."""
        fitting = self.operations_of(path.partition("?")[0].rstrip("/"))
        exact = [found for found in fitting if found.method == method]
        return next(iter(exact or fitting), None)

    def operation_of_rpc(self, rpc: str) -> Operation | None:
        """The operation of a gRPC method `package.Service/Method`."""
        return self._by_rpc.get(rpc)


def read_spec(path: Path) -> Spec:
    """Read a document. Raises: SpecError."""
    try:
        document = read_document(path)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SpecError(f"{path} cannot be read: {error}") from error
    return Spec(document)


def pointer(*steps: str) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for verb in VERBS:
            if verb in item:
                yield _operation(path, verb, item[verb], document)


def _operation(path: str, verb: str, node: Mapping[str, Any], document: Mapping[str, Any]) -> Operation:
    parameters = [_parameter(row, document) for row in node.get("parameters", ())]
    return Operation(
        id=node["operationId"],
        method=verb.upper(),
        path=path,
        pointer=pointer("paths", path, verb),
        node=node,
        rpc=node.get("x-rpc", ""),
        permission=node.get("x-permission"),
        errors=node.get("x-errors", ()),
        renamed={row["name"]: row.get("x-field", row["name"]) for row in parameters if row["in"] == "path"},
        query=[row["name"] for row in parameters if row["in"] == "query"],
        status=min(int(status) for status in node["responses"] if status.isdigit()),
        deep=[row["name"] for row in parameters if row.get("schema", {}).get("format") == _DEEP],
    )


def _parameter(row: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in row:
        return row
    found: Mapping[str, Any] = document["components"]["parameters"][row["$ref"].rpartition("/")[2]]
    return found


def _of_rest(body: Any) -> Any:
    """A refusal over Connect as JSON has it elsewhere; anything else is itself."""
    if not isinstance(body, Mapping) or body.get("code") not in CODES:
        return body
    details = [{"@type": f"{_DETAIL}{detail['type']}", **detail["debug"]} for detail in body.get("details", ())]
    return {"code": CODES[body["code"]], "message": body["message"], **({"details": details} if details else {})}


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["id"], row.get("alias", ""), row["key"])


def _opening(path: str) -> str:
    """The first segments of a path, which are literals in every template."""
    return "/".join(path.split("/", _LITERALS + 1)[: _LITERALS + 1])


def _template(path: str, deep: Sequence[str]) -> re.Pattern[str]:
    literals_and_names = re.split(r"\{(\w+)\}", path)
    return re.compile(
        "".join(
            re.escape(part) if index % 2 == 0 else ".*" if part in deep else "[^/]+"
            for index, part in enumerate(literals_and_names)
        )
    )
