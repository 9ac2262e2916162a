"""The names that a JSON body may have, to find those that are silently ignored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mockserver.spec.json_values import Pairs
from mockserver.spec.reader import snake_case

Names = Mapping[str, Any]
"""By name, in both its spellings: the names of what the field holds, empty where it holds no object."""


def field_names(schema: Mapping[str, Any]) -> Names:
    """The names of an object's fields, and of theirs."""
    names: dict[str, Names] = {}
    for name, field in schema.get("properties", {}).items():
        names[name] = names[snake_case(name)] = _below(field)
    return names


def unknown_fields(value: Any, names: Names, path: str = "") -> Iterator[tuple[str, Names]]:
    """Where a body, read as `Pairs`, has fields that nothing reads: their paths, each with the names beside it."""
    if isinstance(value, Pairs):
        for name, member in value:
            where = f"{path}.{name}" if path else name
            if name not in names:
                yield where, names
            elif names[name]:
                yield from unknown_fields(member, names[name], where)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from unknown_fields(item, names, f"{path}[{index}]")


def _below(schema: Mapping[str, Any]) -> Names:
    if "allOf" in schema:
        return _below(schema["allOf"][0])
    if "items" in schema:
        return _below(schema["items"])
    return field_names(schema)
