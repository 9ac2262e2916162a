"""Searches as tables: which query compares what of a row, and what an answer tells of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_object_v2, zitadel_v1
from mockserver.operations.queries import TEXT_METHODS, ListQuery, fitting, page
from mockserver.spec.wellknown import timestamp, uint64

Row = TypeVar("Row")
Test = Callable[[Row, Any], bool]
"""`test(row, query)`: whether a row is what a query asks for; the query is what stands in its oneof."""
Tests = Mapping[str, Test[Row]]
"""By the name of the query in its oneof, such as `name_query`."""


def text(value_of: Callable[[Row], str], field: str) -> Test[Row]:
    """A query that has a text in a field, and in `method` a TextQueryMethod, whose numbers are those of v1 and v2."""

    def test(row: Row, query: Any) -> bool:
        return TEXT_METHODS[query.method](value_of(row), getattr(query, field))

    return test


def texts(values_of: Callable[[Row], Iterable[str]], field: str) -> Test[Row]:
    """The same for rows that have several texts, one of which must be what is asked for."""

    def test(row: Row, query: Any) -> bool:
        compare, wanted = TEXT_METHODS[query.method], getattr(query, field)
        return any(compare(value, wanted) for value in values_of(row))

    return test


def equal(value_of: Callable[[Row], object], field: str) -> Test[Row]:
    """A query that has in a field what a row must have: an id, the number of an enum, a truth value."""
    return lambda row, query: bool(value_of(row) == getattr(query, field))


def one_of(value_of: Callable[[Row], object], field: str) -> Test[Row]:
    """A query that lists in a field what a row may have."""
    return lambda row, query: value_of(row) in getattr(query, field)


def find(rows: Iterable[Row], queries: Sequence[Any], tests: Tests[Row]) -> list[Row]:
    """The rows that fit all queries.

    Raises: Refused with RESOURCE_EXHAUSTED for more comparisons than the server makes.
    """

    def fits(row: Row, query: Any) -> bool:
        return all(
            test(row, asked) for name, test in tests.items() if (asked := getattr(query, name, None)) is not None
        )

    return fitting(rows, queries, fits)


def listed(
    context: Context, found: Sequence[Row], query: ListQuery | None
) -> tuple[zitadel_v1.ListDetails, Sequence[Row]]:
    """One page of what was found, with the details of a list of v1."""
    total, rows = page(found, query)
    return zitadel_v1.ListDetails(uint64(total), view_timestamp=timestamp(context.instance.clock.now())), rows


def listed_v2(
    context: Context, found: Sequence[Row], query: ListQuery | None
) -> tuple[zitadel_object_v2.ListDetails, Sequence[Row]]:
    """One page of what was found, with the details of a list of those services of v2 that were first."""
    total, rows = page(found, query)
    return zitadel_object_v2.ListDetails(uint64(total), timestamp=timestamp(context.instance.clock.now())), rows


def visible(rows: Iterable[Row], may_see: Callable[[Row], bool]) -> list[Row]:
    """What of a page the caller may see: the rest is left out after paging, so that totals tell of it."""
    return [row for row in rows if may_see(row)]
