"""What searches have in common: methods of comparing texts, and paging."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from mockserver.operations.messages.base import ListQuery

Row = TypeVar("Row")

TEXT_METHODS: Mapping[int, Callable[[str, str], bool]] = {
    0: lambda value, wanted: value == wanted,
    1: lambda value, wanted: value.lower() == wanted.lower(),
    2: lambda value, wanted: value.startswith(wanted),
    3: lambda value, wanted: value.lower().startswith(wanted.lower()),
    4: lambda value, wanted: wanted in value,
    5: lambda value, wanted: wanted.lower() in value.lower(),
    6: lambda value, wanted: value.endswith(wanted),
    7: lambda value, wanted: value.lower().endswith(wanted.lower()),
}
"""TextQueryMethod by number: whether a value is what was asked for. Source: recordings/search.jsonl."""


def page(rows: Sequence[Row], query: ListQuery) -> tuple[int, Sequence[Row]]:
    """The total of a search and the rows of one page; a limit of 0 is none.

    The total is 0 where the offset lies past the end, as on the real server (recordings/search.jsonl).
    """
    if query.offset >= len(rows):
        return 0, ()
    end = query.offset + query.limit if query.limit else None
    return len(rows), rows[query.offset : end]
