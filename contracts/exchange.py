"""Recorded exchanges, and reading a trace of them from a file.

A trace is a JSON-lines file, one exchange a line:
`{"request": {"method", "path", "headers", "body" | "raw"}, "response": {"status", "headers", "body" | "raw"}}`.
`body` is JSON, `raw` is the text itself; a request may have neither. All texts may hold placeholders.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


class TraceError(ValueError):
    """A trace file that cannot be read; the message opens with `file:line`."""


@dataclass(frozen=True, slots=True)
class JsonContent:
    """A body that is JSON."""

    value: Json


@dataclass(frozen=True, slots=True)
class TextContent:
    """A body that is compared, or sent, as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """What the client sent; placeholders are still in it."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: JsonContent | TextContent | None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Response:
    """What the recorded server answered; of its headers only the ones that are compared, names in lower case."""

    status: int
    headers: Mapping[str, str]
    content: JsonContent | TextContent


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its answer, and where it stands: file name and line (from 1)."""

    file: str
    line: int
    request: Request
    response: Response


def read_trace(path: Path) -> tuple[Exchange, ...]:
    """All exchanges of a file, in order.

    Raises: TraceError for an empty file or a line that is no exchange; OSError when the file cannot be read.
    """
    # Not splitlines(): JSON texts may hold U+2028 and its like, which it takes for ends of lines.
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return tuple(_exchanges(path, lines))


def _exchanges(path: Path, lines: list[str]) -> Iterator[Exchange]:
    for number, line in enumerate(lines, start=1):
        try:
            record = _members(json.loads(line), "exchange", required={"request", "response"})
            yield Exchange(path.name, number, _request(record["request"]), _response(record["response"]))
        except ValueError as error:
            raise TraceError(f"{path}:{number}: {error}") from error


def _request(value: Json) -> Request:
    members = _members(value, "request", required={"method", "path"}, optional={"headers", "body", "raw"})
    return Request(
        method=_text(members["method"], "request.method"),
        path=_text(members["path"], "request.path"),
        headers=_headers(members.get("headers", {}), "request.headers"),
        content=_content(members, "request"),
    )


def _response(value: Json) -> Response:
    members = _members(value, "response", required={"status", "headers"}, optional={"body", "raw"})
    status = members["status"]
    if type(status) is not int:
        raise ValueError(f"response.status is no integer: {status!r}")
    content = _content(members, "response")
    if content is None:
        raise ValueError("response has neither body nor raw")
    return Response(status=status, headers=_headers(members["headers"], "response.headers"), content=content)


def _content(members: Mapping[str, Json], name: str) -> JsonContent | TextContent | None:
    if "body" in members and "raw" in members:
        raise ValueError(f"{name} has both body and raw")
    if "body" in members:
        return JsonContent(members["body"])
    if "raw" in members:
        return TextContent(_text(members["raw"], f"{name}.raw"))
    return None


def _members(
    value: Json, name: str, *, required: set[str], optional: frozenset[str] | set[str] = frozenset()
) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")
    if missing := required - value.keys():
        raise ValueError(f"{name} lacks {', '.join(sorted(missing))}")
    if unknown := value.keys() - required - optional:
        raise ValueError(f"{name} has unknown members: {', '.join(sorted(unknown))}")
    return value


def _headers(value: Json, name: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")
    return {key.lower(): _text(header, f"{name}.{key}") for key, header in value.items()}


def _text(value: Json, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text: {value!r}")
    return value
