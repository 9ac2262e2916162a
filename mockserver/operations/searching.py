"""Searches as tables: which query compares what of a row, and what an answer tells of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from mockserver.domain.ids import Instant
from mockserver.domain.tables import Key, R, Table
from mockserver.errors.catalogue import LIMIT_EXCEEDED
from mockserver.errors.problem import Refused
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_filter_v2, zitadel_object_v2, zitadel_v1
from mockserver.operations.queries import INSTANT_METHODS, TEXT_METHODS, ListQuery, fitting, page
from mockserver.spec.wellknown import parse_timestamp, timestamp, uint64

_HOLDING = ("and_query", "or_query", "not_query", "and_", "or_", "not_")
"""What queries that hold others are called."""
MOST_LISTED = 1000
"""The largest limit that lists of zitadel.filter.v2 take; without one they answer `LISTED_BY_DEFAULT` rows."""
LISTED_BY_DEFAULT = 100

Row = TypeVar("Row")
Test = Callable[[Row, Any], bool | None]
"""`test(row, query)`: whether a row is what a query asks for; the query is what stands in its oneof.

None is SQL's answer of a row that has not what the query asks about: the opposite is not so either.
"""
Tests = Mapping[str, Test[Row]]
"""By the name of the query in its oneof, such as `name_query`."""


def text(value_of: Callable[[Row], str | None], field: str) -> Test[Row]:
    """A query that has a text in a field, and in `method` a TextQueryMethod, whose numbers are those of v1 and v2."""

    def test(row: Row, query: Any) -> bool | None:
        value = value_of(row)
        return None if value is None else TEXT_METHODS[query.method](value, getattr(query, field))

    return test


def texts(values_of: Callable[[Row], Iterable[str]], field: str) -> Test[Row]:
    """The same for rows that have several texts, one of which must be what is asked for."""

    def test(row: Row, query: Any) -> bool:
        compare, wanted = TEXT_METHODS[query.method], getattr(query, field)
        return any(compare(value, wanted) for value in values_of(row))

    return test


def equal(value_of: Callable[[Row], object], field: str) -> Test[Row]:
    """A query that has in a field what a row must have: an id, the number of an enum, a truth value."""

    def test(row: Row, query: Any) -> bool | None:
        value = value_of(row)
        return None if value is None else bool(value == getattr(query, field))

    return test


def one_of(value_of: Callable[[Row], object], field: str) -> Test[Row]:
    """A query that lists in a field what a row may have."""

    def test(row: Row, query: Any) -> bool | None:
        value = value_of(row)
        return None if value is None else value in getattr(query, field)

    return test


def instant(value_of: Callable[[Row], Instant], field: str) -> Test[Row]:
    """A query that has an instant in a field, and in `method` how that of a row lies to it; rows without one never fit.

    An instant that is left out is that of 1970, as in Go.
    """

    def test(row: Row, query: Any) -> bool | None:
        value = value_of(row)
        return None if value == 0 else INSTANT_METHODS[query.method](value, parse_timestamp(getattr(query, field)) or 0)

    return test


def nested(
    tests: Tests[Row], *, all_of: str = "and_query", any_of: str = "or_query", none_of: str = "not_query"
) -> Tests[Row]:
    """The same tests for queries that can also hold others; what these are called is some of `_HOLDING`."""

    def either(row: Row, query: Any) -> bool | None:
        return _not(_all(_not(_fits(row, each, every)) for each in query.queries))

    every: Tests[Row] = {
        **tests,
        any_of: either,
        all_of: lambda row, query: _all(_fits(row, each, every) for each in query.queries),
        none_of: lambda row, query: _not(_fits(row, query.query, every)),
    }
    return every


def find(rows: Iterable[Row], queries: Sequence[Any], tests: Tests[Row]) -> list[Row]:
    """The rows that fit all queries.

    Raises: Refused with RESOURCE_EXHAUSTED for more comparisons than the server makes.
    """
    # What a query asks is looked up once, and not for each of what may be a hundred thousand rows.
    asked = {id(query): _asked(query, tests) for query in queries}
    return fitting(
        rows, queries, lambda row, query: all(test(row, what) is True for test, what in asked[id(query)]), held_queries
    )


def narrowed(
    rows: Iterable[Row], queries: Sequence[Any], shortcuts: Mapping[str, Callable[[Any], Iterable[Row] | None]]
) -> Iterable[Row]:
    """The rows among which all are that fit: those of the first query that an index answers, else all.

    Args:
        shortcuts: by the name of such a query in its oneof, the rows that can fit it, from an index; None where the
            index cannot tell.
    """
    for query in queries:
        for name, rows_of in shortcuts.items():
            asked = getattr(query, name, None)
            found = None if asked is None else rows_of(asked)
            if found is not None:
                return found
    return rows


def with_keys(table: Table[R], keys: Iterable[Key]) -> list[R]:
    """The rows of a table that have these keys, each once."""
    return [row for key in dict.fromkeys(keys) if (row := table.get(key)) is not None]


def held_queries(query: Any) -> int:
    """How many queries there are in one, itself included."""
    held = next((inner for name in _HOLDING if (inner := getattr(query, name, None)) is not None), None)
    if held is None:
        return 1
    several = getattr(held, "queries", None)
    return 1 + sum(map(held_queries, (held.query,) if several is None else several))


def _fits(row: Row, query: Any, tests: Tests[Row]) -> bool | None:
    return _all(test(row, what) for test, what in _asked(query, tests))


def _asked(query: Any, tests: Tests[Row]) -> list[tuple[Test[Row], Any]]:
    """The tests of what stands in a query, with that."""
    return [(test, what) for name, test in tests.items() if (what := getattr(query, name, None)) is not None]


def _all(answers: Iterable[bool | None]) -> bool | None:
    """SQL's AND: one no is enough; without one, it is unknown where any answer is."""
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def ordered(
    found: list[Row], column: int, columns: Mapping[int, Callable[[Row], Any]], *, ascending: bool
) -> list[Row]:
    """What was found, in the order of a column, downwards unless asked; as it was where the column is none of these.

    Args:
        columns: what rows are compared by, by the column's number in its enum.
    """
    value_of = columns.get(column)
    return found if value_of is None else sorted(found, key=value_of, reverse=not ascending)


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


def listed_filtered(
    found: Sequence[Row], pagination: zitadel_filter_v2.PaginationRequest | None
) -> tuple[zitadel_filter_v2.PaginationResponse, Sequence[Row]]:
    """One page of what was found, with what those services of v2 tell of it that take `zitadel.filter.v2`.

    Raises: LIMIT_EXCEEDED.
    Source: recordings/id-credentials-v2.jsonl, id-project-services.jsonl.
    """
    offset, limit = (pagination.offset, pagination.limit) if pagination else (0, 0)
    if limit > MOST_LISTED:
        raise Refused(LIMIT_EXCEEDED)
    applied = limit or LISTED_BY_DEFAULT
    total, rows = page(found, zitadel_object_v2.ListQuery(offset=offset, limit=applied))
    return zitadel_filter_v2.PaginationResponse(uint64(total), uint64(applied)), rows


class FilteredRequest(Protocol):
    """A request to those services for rows that fit all filters, in the order of a column."""

    @property
    def filters(self) -> Sequence[Any]:
        """Queries, as `find` takes them."""

    @property
    def pagination(self) -> zitadel_filter_v2.PaginationRequest | None:
        """Which page, and whether upwards; downwards unless it says so."""

    @property
    def sorting_column(self) -> int | None:
        """The number of a column in its enum."""


def searched_filtered(
    rows: Iterable[Row],
    request: FilteredRequest,
    tests: Tests[Row],
    columns: Mapping[int, Callable[[Row], Any]],
    *,
    by_default: int = 0,
    may_see: Callable[[Row], bool] = lambda _: True,
) -> tuple[zitadel_filter_v2.PaginationResponse, Sequence[Row]]:
    """The page that a request asks for, of the rows among which it searches, and what is told of the whole.

    Args:
        columns: as those of `ordered`.
        by_default: the column where the request names none of these.
        may_see: which rows of a page are `visible`.

    Raises: LIMIT_EXCEEDED, and those of `find`.
    """
    asked = request.sorting_column or 0
    ascending = request.pagination is not None and request.pagination.asc
    found = ordered(
        find(rows, request.filters, tests), asked if asked in columns else by_default, columns, ascending=ascending
    )
    told, page_of_found = listed_filtered(found, request.pagination)
    return told, visible(page_of_found, may_see)


def visible(rows: Iterable[Row], may_see: Callable[[Row], bool]) -> list[Row]:
    """What of a page the caller may see: the rest is left out after paging, so that totals tell of it."""
    return [row for row in rows if may_see(row)]
