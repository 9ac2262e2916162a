"""What schemas of requests allow and forbid: each bound, enumerated value and required member, as something to touch.

A bound has two: the last value that it allows, and one that it does not. An enumeration has each value, and any other.
A required member can be left out. Patterns are not looked at: nearly all of them forbid NUL and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mockserver.traffic.described import DescribedOperation
from mockserver.traffic.reading import Reading, Transport

_LOWER = {"minLength": "shorter", "minItems": "fewer", "minimum": "less"}
_UPPER = {"maxLength": "longer", "maxItems": "more", "maximum": "greater"}
_BOUNDS = {**_LOWER, **_UPPER}
_OTHER = "enum: another value"
_LEFT_OUT = "required: left out"
_SNAKE = re.compile(r"_([a-z0-9])")


def keyword_names(operation: DescribedOperation) -> Iterator[str]:
    """All there is to touch of an operation, such as `body name: maxLength 200 reached`."""
    for field, schema in operation.constraints.items():
        yield from (f"{field}: {name}" for name in _of_schema(schema))


def _of_schema(schema: Mapping[str, Any]) -> Iterator[str]:
    for keyword, beyond in _BOUNDS.items():
        if keyword in schema:
            yield from _of_bound(keyword, schema[keyword], beyond)
    for value in schema.get("enum", ()):
        yield f"enum {value}"
    if "enum" in schema:
        yield _OTHER
    if schema.get("x-required-here"):
        yield _LEFT_OUT


def _of_bound(keyword: str, limit: Any, beyond: str) -> tuple[str, str]:
    return f"{keyword} {limit} reached", f"{keyword} {limit}: {beyond}"


def touched_keywords(operation: DescribedOperation, reading: Reading) -> Iterator[str]:
    """What one request touches, whatever was answered to it."""
    message = _message(operation, reading)
    if message is None:
        return
    for field, schema in operation.constraints.items():
        place, _, path = field.partition(" ")
        if place not in {"body", "query"}:
            continue
        steps = path.split(".") if place == "body" else [operation.spec.renamed.get(path, path)]
        for value in _values(message, steps):
            yield from (f"{field}: {name}" for name in _touched(schema, value))


def _message(operation: DescribedOperation, reading: Reading) -> Mapping[str, Any] | None:
    """The request as it was written where it is JSON, so that what cannot be read counts as well."""
    if operation.spec.read_body is not None and reading.transport is not Transport.GRPC_WEB:
        try:
            written = json.loads(reading.exchange.request_body or b"{}")
        except (ValueError, RecursionError):
            return None
        return _camel(written) if isinstance(written, dict) else None
    return reading.request


def _camel(value: Any) -> Any:
    """The same with the names that the document has; proto3 JSON takes those of the proto file too."""
    if isinstance(value, dict):
        return {_SNAKE.sub(lambda found: found[1].upper(), name): _camel(inner) for name, inner in value.items()}
    return [_camel(item) for item in value] if isinstance(value, list) else value


_ABSENT = object()


def _values(message: Any, steps: list[str]) -> Iterator[Any]:
    """The values at a path; `_ABSENT` where what holds it is there and it is not."""
    if not steps:
        yield message
        return
    if not isinstance(message, Mapping):
        return
    name = steps[0].removesuffix("[]")
    inner = message.get(name, _ABSENT)
    if inner is _ABSENT or inner is None:
        if len(steps) == 1:
            yield _ABSENT
    elif steps[0].endswith("[]"):
        for item in inner if isinstance(inner, list) else ():
            yield from _values(item, steps[1:])
    else:
        yield from _values(inner, steps[1:])


def _touched(schema: Mapping[str, Any], value: Any) -> Iterator[str]:
    if value is _ABSENT:
        if schema.get("x-required-here"):
            yield _LEFT_OUT
        return
    for keyword, beyond in _BOUNDS.items():
        size = _size(keyword, value)
        if keyword in schema and size is not None:
            reached, broken = _of_bound(keyword, schema[keyword], beyond)
            if size == schema[keyword]:
                yield reached
            elif (size < schema[keyword]) == (keyword in _LOWER):
                yield broken
    if "enum" in schema and isinstance(value, str | int):
        name = schema.get("x-numbers", {}).get(value, value)
        yield f"enum {name}" if name in schema["enum"] else _OTHER


def _size(keyword: str, value: Any) -> float | None:
    """What a bound is about: characters, items, or the number itself, which 64 bits have as a text."""
    if keyword.endswith("Length"):
        return len(value) if isinstance(value, str) else None
    if keyword.endswith("Items"):
        return len(value) if isinstance(value, list) else None
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,20}", value):
        return int(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
