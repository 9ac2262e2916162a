"""Which members two JSON values have, whatever the values of these are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def shape_differences(upstream: Any, own: Any, where: str = "body") -> Iterator[tuple[str, str]]:
    """Where the members of two answers differ, and how.

    All items of a list count as one. A list that one side lacks is no difference: empty lists are left out of answers,
    and whether one is empty is a matter of state.
    """
    if isinstance(upstream, dict) and isinstance(own, dict):
        for name in sorted(upstream.keys() | own.keys()):
            yield from _member(upstream, own, name, f"{where}.{name}")
    elif isinstance(upstream, list) and isinstance(own, list):
        if upstream and own:
            yield from shape_differences(_joined(upstream), _joined(own), f"{where}[]")
    elif type(upstream) is not type(own):
        yield where, f"upstream has {_kind(upstream)}, the mock {_kind(own)}"


def _member(upstream: dict[str, Any], own: dict[str, Any], name: str, where: str) -> Iterator[tuple[str, str]]:
    if name in upstream and name in own:
        yield from shape_differences(upstream[name], own[name], where)
    elif not isinstance(upstream.get(name, own.get(name)), list):
        yield where, "only upstream has it" if name in upstream else "only the mock has it"


def _joined(items: list[Any]) -> Any:
    """One object with the members of all; another value where the items are no objects."""
    members = [item for item in items if isinstance(item, dict)]
    return {name: value for item in members for name, value in item.items()} if members else items[0]


def _kind(value: Any) -> str:
    return {dict: "an object", list: "a list", str: "a text", bool: "a truth value", int: "a number"}.get(
        type(value), "nothing" if value is None else "a number"
    )
