"""Recorded exchanges, and reading a trace of them from a file.

A trace is a JSON-lines file, one exchange a line; recordings/PROVENANCE.md describes its form. All texts may hold
placeholders.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

CLOSED = 0
"""Stands for the status where the server closed the connection without an answer."""


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
class Assertion:
    """A JWT that the replay signs with the key file of a machine user (base64, as `keyDetails` holds it)."""

    key: str
    claims: Mapping[str, Json]
    """In addition to `iss`, `sub`, `iat` and `exp`, or instead of them."""


@dataclass(frozen=True, slots=True)
class FormContent:
    """The fields of a form; the replay encodes them."""

    fields: Mapping[str, str | Assertion]


@dataclass(frozen=True, slots=True)
class Request:
    """What the client sent; placeholders are still in it."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: JsonContent | TextContent | FormContent | None
    query: Mapping[str, str] = field(default_factory=dict)
    """Query parameters that the replay encodes, beside those that the path holds."""
    basic: tuple[str, str] | None = None
    """Id and secret of a client, for an `Authorization` header of the Basic scheme."""
    unordered: str = ""
    """The list of the answer that has no promised order, and what its items are sorted by: `result.details.id`."""
    ignored: tuple[str, ...] = ()
    """Members of the answer that are not compared, by path (`details.sequence`)."""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Response:
    """What the recorded server answered; of its headers only the ones that are compared, names in lower case."""

    status: int
    """`CLOSED` where there was no answer."""
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
    lines = _text_of(path).removesuffix("\n").split("\n")
    return tuple(_exchanges(path, lines))


def _text_of(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TraceError(f"{path}:{line}: a trace is UTF-8, and this line is not") from error


def _exchanges(path: Path, lines: list[str]) -> Iterator[Exchange]:
    for number, line in enumerate(lines, start=1):
        try:
            record = _members(json.loads(line), "exchange", required={"request", "response"})
            yield Exchange(path.name, number, _request(record["request"]), _response(record["response"]))
        except ValueError as error:
            raise TraceError(f"{path}:{number}: {error}") from error


_BODIES = ("body", "raw", "form")
_REQUEST = frozenset({"headers", "query", "basic", "unordered", "ignore", *_BODIES})
_FOR_READING = frozenset({"more_headers", "wording"})
"""What else was seen of an answer; it is not promised, and so not compared."""


def _request(value: Json) -> Request:
    members = _members(value, "request", required={"method", "path"}, optional=_REQUEST)
    ignored = members.get("ignore", [])
    return Request(
        method=_text(members["method"], "request.method"),
        path=_text(members["path"], "request.path"),
        headers=_texts(members.get("headers", {}), "request.headers"),
        content=_content(members, "request"),
        query=_texts(members.get("query", {}), "request.query"),
        basic=_basic(members["basic"]) if "basic" in members else None,
        unordered=_text(members.get("unordered", ""), "request.unordered"),
        ignored=tuple(_text(path, "request.ignore") for path in _list(ignored, "request.ignore")),
    )


def _response(value: Json) -> Response:
    optional = {"body", "raw", *_FOR_READING}
    members = _members(value, "response", required={"status", "headers"}, optional=optional)
    status = members["status"]
    if type(status) is not int:
        raise ValueError(f"response.status is no integer: {status!r}")
    content = _content(members, "response")
    if content is None or isinstance(content, FormContent):
        raise ValueError("response has neither body nor raw")
    return Response(status=status, headers=_headers(members["headers"], "response.headers"), content=content)


def _content(members: Mapping[str, Json], name: str) -> JsonContent | TextContent | FormContent | None:
    given = [body for body in _BODIES if body in members]
    if len(given) > 1:
        raise ValueError(f"{name} has both {' and '.join(given)}")
    match given:
        case ["body"]:
            return JsonContent(members["body"])
        case ["raw"]:
            return TextContent(_text(members["raw"], f"{name}.raw"))
        case ["form"]:
            return FormContent(_form(members["form"], f"{name}.form"))
    return None


def _form(value: Json, name: str) -> dict[str, str | Assertion]:
    return {
        key: _assertion(member, f"{name}.{key}") if isinstance(member, dict) else _text(member, f"{name}.{key}")
        for key, member in _object(value, name).items()
    }


def _assertion(value: Json, name: str) -> Assertion:
    members = _members(_members(value, name, required={"$assertion"})["$assertion"], name, required={"key", "claims"})
    return Assertion(_text(members["key"], f"{name}.key"), _object(members["claims"], f"{name}.claims"))


def _basic(value: Json) -> tuple[str, str]:
    match value:
        case [str(identity), str(secret)]:
            return identity, secret
    raise ValueError("request.basic is no pair of texts")


def _members(value: Json, name: str, *, required: set[str], optional: Collection[str] = ()) -> dict[str, Json]:
    members = _object(value, name)
    if missing := required - members.keys():
        raise ValueError(f"{name} lacks {', '.join(sorted(missing))}")
    if unknown := members.keys() - required - set(optional):
        raise ValueError(f"{name} has unknown members: {', '.join(sorted(unknown))}")
    return members


def _headers(value: Json, name: str) -> dict[str, str]:
    return {key.lower(): header for key, header in _texts(value, name).items()}


def _texts(value: Json, name: str) -> dict[str, str]:
    return {key: _text(member, f"{name}.{key}") for key, member in _object(value, name).items()}


def _object(value: Json, name: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")
    return value


def _list(value: Json, name: str) -> list[Json]:
    if not isinstance(value, list):
        raise ValueError(f"{name} is no list")
    return value


def _text(value: Json, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text: {value!r}")
    return value
