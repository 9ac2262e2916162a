"""Lists that have no promised order, and members that are not compared."""

from __future__ import annotations

from collections.abc import Sequence

from .exchange import Json, JsonContent, MessageContent, Request


def in_order(body: dict[str, Json], unordered: str, *, page: bool) -> dict[str, Json]:
    """The body with one of its lists sorted; the number of items in place of a page, since which ones it holds is open.

    A list that does not have the sorted-by member in every item stays as it is, and so does a page that has one twice.

    Args:
        unordered: the list's name, a dot, and the path of what its items are sorted by.
    """
    name, _, path = unordered.partition(".")
    items = body.get(name)
    if not isinstance(items, list):
        return body
    keys = [_text_at(item, path.split(".")) for item in items]
    if None in keys or (page and len(set(keys)) != len(keys)):
        return body
    if page:
        return body | {name: len(items)}
    ordered = sorted(zip(keys, items, strict=True), key=lambda pair: _by_size(str(pair[0])))
    return body | {name: [item for _, item in ordered]}


def is_page(request: Request) -> bool:
    """Whether a search asks for a part of what it finds."""
    match request.content:
        case JsonContent(dict(value)) | MessageContent(dict(value)):
            query = value.get("query") or value.get("pagination")
        case _:
            return False
    if not isinstance(query, dict):
        return False
    return bool(query.get("limit")) or query.get("offset") not in (None, "0", 0)


def without(value: Json, path: Sequence[str]) -> Json:
    """A value without what stands at a path; of a list, without it in each item."""
    match value:
        case list():
            return [without(item, path) for item in value]
        case dict() if len(path) == 1:
            return {name: member for name, member in value.items() if name != path[0]}
        case dict() if path[0] in value:
            return value | {path[0]: without(value[path[0]], path[1:])}
    return value


def _text_at(value: Json, path: Sequence[str]) -> str | None:
    """The text at a path; empty where an object lacks the member, None where what stands there is no text."""
    for name in path:
        if not isinstance(value, dict):
            return None
        if name not in value:
            return ""
        value = value[name]
    return value if isinstance(value, str) else None


def _by_size(text: str) -> tuple[int, str]:
    """Ids in the order in which they were made, other texts by character."""
    return (len(text), text) if text.isdecimal() else (0, text)
