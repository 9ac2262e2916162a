"""Reading a trace, a JSON-lines file with one exchange a line; recordings/PROVENANCE.md describes its forms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from .exchange import (
    Assertion,
    Exchange,
    FormContent,
    Json,
    JsonContent,
    Request,
    Response,
    TextContent,
    TraceError,
)
from .members import headers_in, list_in, members_of, object_in, text_in, texts_in, whole_in
from .rpc import forms


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
            yield Exchange(path.name, number, *_exchange(object_in(json.loads(line), "exchange")))
        except ValueError as error:
            raise TraceError(f"{path}:{number}: {error}") from error


def _exchange(line: dict[str, Json]) -> tuple[Request, Response]:
    if "method" in line:
        return forms.bytes_of_web(line) if "response" in line and "metadata" not in line else forms.call(line)
    record = members_of(line, "exchange", required={"request", "response"})
    if forms.holds_message(record["request"]):
        return forms.message(record["request"], record["response"])
    return parts_of(record["request"], record["response"])


def parts_of(request: Json, response: Json) -> tuple[Request, Response]:
    """A request in the form of HTTP, with its answer. Raises: ValueError."""
    return request_of(request), _response(response)


_BODIES = ("body", "raw", "form")
REQUEST_MEMBERS = frozenset({"headers", "query", "basic", "unordered", "ignore", *_BODIES})
_FOR_READING = frozenset({"more_headers", "wording"})
"""What else was seen of an answer; it is not promised, and so not compared."""


def request_of(value: Json) -> Request:
    """A request in the form of HTTP. Raises: ValueError."""
    members = members_of(value, "request", required={"method", "path"}, optional=REQUEST_MEMBERS)
    ignored = members.get("ignore", [])
    return Request(
        method=text_in(members["method"], "request.method"),
        path=text_in(members["path"], "request.path"),
        headers=texts_in(members.get("headers", {}), "request.headers"),
        content=_content(members, "request"),
        query=texts_in(members.get("query", {}), "request.query"),
        basic=_basic(members["basic"]) if "basic" in members else None,
        unordered=text_in(members.get("unordered", ""), "request.unordered"),
        ignored=tuple(text_in(path, "request.ignore") for path in list_in(ignored, "request.ignore")),
    )


def _response(value: Json) -> Response:
    optional = {"body", "raw", *_FOR_READING}
    members = members_of(value, "response", required={"status", "headers"}, optional=optional)
    status = whole_in(members["status"], "response.status")
    content = _content(members, "response")
    if content is None or isinstance(content, FormContent):
        raise ValueError("response has neither body nor raw")
    return Response(status=status, headers=headers_in(members["headers"], "response.headers"), content=content)


def _content(members: Mapping[str, Json], name: str) -> JsonContent | TextContent | FormContent | None:
    given = [body for body in _BODIES if body in members]
    if len(given) > 1:
        raise ValueError(f"{name} has both {' and '.join(given)}")
    match given:
        case ["body"]:
            return JsonContent(members["body"])
        case ["raw"]:
            return TextContent(text_in(members["raw"], f"{name}.raw"))
        case ["form"]:
            return FormContent(_form(members["form"], f"{name}.form"))
    return None


def _form(value: Json, name: str) -> dict[str, str | Assertion]:
    return {
        key: _assertion(member, f"{name}.{key}") if isinstance(member, dict) else text_in(member, f"{name}.{key}")
        for key, member in object_in(value, name).items()
    }


def _assertion(value: Json, name: str) -> Assertion:
    members = members_of(
        members_of(value, name, required={"$assertion"})["$assertion"], name, required={"key", "claims"}
    )
    return Assertion(text_in(members["key"], f"{name}.key"), object_in(members["claims"], f"{name}.claims"))


def _basic(value: Json) -> tuple[str, str]:
    match value:
        case [str(identity), str(secret)]:
            return identity, secret
    raise ValueError("request.basic is no pair of texts")
