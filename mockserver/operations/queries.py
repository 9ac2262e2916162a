"""What searches have in common: methods of comparing texts, and paging."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused
from mockserver.operations.messages import zitadel_object_v2, zitadel_v1

ListQuery = zitadel_v1.ListQuery | zitadel_object_v2.ListQuery
Row = TypeVar("Row")
Query = TypeVar("Query")

MOST_COMPARISONS = 500_000
"""Nobody else is answered while rows are compared; so many take about a tenth of a second."""
_TOO_LONG = Problem(
    "",
    Code.RESOURCE_EXHAUSTED,
    f"the search compares rows with queries more than {MOST_COMPARISONS} times; send fewer queries",
)

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

INSTANT_METHODS: Mapping[int, Callable[[int, int], bool]] = {
    0: operator.eq,
    1: operator.gt,
    2: operator.ge,
    3: operator.lt,
    4: operator.le,
}
"""TimestampQueryMethod of v1 and TimestampFilterMethod of v2 by number: whether an instant lies to another as asked.

Source: recordings/id-credentials-v2.jsonl, id-sessions.jsonl.
"""


def fitting(
    rows: Iterable[Row],
    queries: Sequence[Query],
    fits: Callable[[Row, Query], bool],
    size: Callable[[Query], int] = lambda _: 1,
) -> list[Row]:
    """The rows that fit all queries, in their order; a query that comes twice asks for nothing more.

    Args:
        size: how many comparisons a query makes with each row.

    Raises: Refused with RESOURCE_EXHAUSTED for more than `MOST_COMPARISONS`.
    Source: assumed; the real server has its database compare, for which no limit is recorded.
    """
    found = list(rows)
    compared = 0
    for query in {msgspec.json.encode(query): query for query in queries}.values():
        compared += len(found) * size(query)
        if compared > MOST_COMPARISONS:
            raise Refused(_TOO_LONG)
        found = [row for row in found if fits(row, query)]
    return found


def page(rows: Sequence[Row], query: ListQuery | None) -> tuple[int, Sequence[Row]]:
    """The total of a search and the rows of one page; a limit of 0 is none, and no query asks for all rows.

    The total is 0 where the offset lies past the end, as on the real server (recordings/search.jsonl).
    """
    offset, limit = (query.offset, query.limit) if query else (0, 0)
    if offset >= len(rows):
        return 0, ()
    return len(rows), rows[offset : offset + limit if limit else None]
