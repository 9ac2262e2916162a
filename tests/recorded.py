"""The recordings, seen as uses of the operations of openapi.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from contracts.exchange import Exchange, Json, JsonContent
from contracts.placeholders import ANY_TIME, REFERENCE
from contracts.reading import read_trace
from contracts.test_recordings import TRACES

VERBS = frozenset({"get", "put", "post", "delete", "patch"})
_ID = re.compile(r"\(([A-Za-z0-9]+-[A-Za-z0-9]+)\)$")
"""At the end of a message, in JSON and in Connect."""
_TIMESTAMP = "2025-12-24T09:05:21.534127Z"


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as openapi.yaml has it."""

    id: str
    method: str
    path: str
    node: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Use:
    """A recorded exchange of an operation, with its answer in JSON and placeholders filled in."""

    operation: Described
    exchange: Exchange
    answer: Any

    @property
    def place(self) -> str:
        """Where the recording is: `file:line`."""
        return f"{self.exchange.file}:{self.exchange.line}"


def operations(spec: Mapping[str, Any]) -> list[Described]:
    """All operations of a document."""
    return [
        Described(node["operationId"], verb.upper(), path, node)
        for path, item in spec["paths"].items()
        for verb, node in item.items()
        if verb in VERBS
    ]


def uses(described: Sequence[Described]) -> Iterator[Use]:
    """The recorded exchanges whose request is one of the operations."""
    # Literal segments win over parameters.
    candidates = sorted(described, key=lambda operation: operation.path.count("{"))
    for trace in TRACES:
        for exchange in read_trace(trace):
            operation = _operation(candidates, exchange)
            if (
                operation is not None
                and isinstance(exchange.response.content, JsonContent)
                and not _is_redirect(exchange)
            ):
                answer = _whole(_filled(exchange.response.content.value), exchange.request.unordered)
                yield Use(operation, exchange, answer)


@dataclass(frozen=True, slots=True)
class Shown:
    """What recordings show of operations; tests that replay them show it of this server, each over its own protocol.

    Attributes:
        successes: operationIds of those that answered what was asked of them.
        errors: operationIds with the IDs that they were seen to answer.
    """

    successes: frozenset[str]
    errors: frozenset[tuple[str, str]]


def shown(described: Sequence[Described]) -> Shown:
    """What the recordings show of operations."""
    seen = list(uses(described))
    messages = [
        (use.operation.id, use.answer.get("message", ""))
        for use in seen
        if use.exchange.response.status >= HTTPStatus.BAD_REQUEST and isinstance(use.answer, dict)
    ]
    return Shown(
        frozenset(use.operation.id for use in seen if use.exchange.response.status < HTTPStatus.MULTIPLE_CHOICES),
        frozenset((operation, found[1]) for operation, message in messages if (found := _ID.search(message))),
    )


def _is_redirect(exchange: Exchange) -> bool:
    """Whether the path was not yet a clean one, and so not the operation's."""
    return exchange.response.status in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.TEMPORARY_REDIRECT)


def _operation(candidates: Sequence[Described], exchange: Exchange) -> Described | None:
    path = exchange.request.path.partition("?")[0]
    for operation in candidates:
        if operation.method == exchange.request.method and fits(operation.path, path):
            return operation
    return None


def fits(template: str, path: str) -> bool:
    """Whether a path is one of a template such as `/management/v1/flows/{type}`."""
    wanted, found = template.split("/"), path.split("/")
    return len(wanted) == len(found) and all(
        segment == given or segment.startswith("{") for segment, given in zip(wanted, found, strict=True)
    )


def _whole(answer: Json, unordered: str) -> Json:
    """Of a page in no fixed order a recording holds the number of rows, which is no answer: it is left out."""
    rows = unordered.partition(".")[0] or "result"
    if isinstance(answer, dict) and isinstance(answer.get(rows), int):
        return {name: member for name, member in answer.items() if name != rows}
    return answer


def _filled(value: Json) -> Json:
    """Put a value of the right form in the place of each placeholder."""
    if isinstance(value, dict):
        return {name: _filled(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_filled(item) for item in value]
    if not isinstance(value, str):
        return value
    return REFERENCE.sub(lambda found: _stand_in(found[1]), value)


def _stand_in(name: str) -> str:
    return _TIMESTAMP if name == ANY_TIME or (name[:1] == "t" and name[1:].isdigit()) else "1234"
