"""Searches as tables."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from mockserver.domain.ids import Instant
from mockserver.errors.catalogue import LIMIT_EXCEEDED
from mockserver.errors.problem import Refused
from mockserver.operations.messages import zitadel_user_v2 as users
from mockserver.operations.messages.zitadel_filter_v2 import PaginationRequest, TimestampFilter
from mockserver.operations.searching import (
    Test,
    equal,
    find,
    held_queries,
    instant,
    listed_filtered,
    narrowed,
    nested,
    one_of,
    ordered,
    searched_filtered,
    text,
)
from mockserver.spec.wellknown import Timestamp

TESTS = nested({"first_name_query": text(lambda row: row or None, "first_name")})


def _named(name: str) -> users.SearchQuery:
    return users.SearchQuery(first_name_query=users.FirstNameQuery(first_name=name))


def _or(*queries: users.SearchQuery) -> users.SearchQuery:
    return users.SearchQuery(or_query=users.OrQuery(queries=queries))


def _and(*queries: users.SearchQuery) -> users.SearchQuery:
    return users.SearchQuery(and_query=users.AndQuery(queries=queries))


def _not(query: users.SearchQuery) -> users.SearchQuery:
    return users.SearchQuery(not_query=users.NotQuery(query=query))


@pytest.mark.parametrize(
    ("query", "expected", "size"),
    [
        (_or(_named("a"), _named("b")), ["a", "b"], 3),
        (_and(_named("a"), _named("b")), [], 3),
        (_and(), ["a", "b", "c", ""], 1),
        (_not(_named("a")), ["b", "c"], 2),
        (_not(_or(_named("a"), _not(_named("b")))), ["b"], 5),
        (_or(_named("a"), _and()), ["a", "b", "c", ""], 3),
    ],
)
def test_nested_queries(query: users.SearchQuery, expected: list[str], size: int) -> None:
    """Queries hold others to any depth, each counts as a comparison; what has no name is neither named so nor not."""
    assert find(["a", "b", "c", ""], [query], TESTS) == expected
    assert held_queries(query) == size


@pytest.mark.parametrize(
    ("method", "expected"), [(0, [5]), (1, [6]), (2, [5, 6]), (3, [4]), (4, [4, 5])], ids=["=", ">", ">=", "<", "<="]
)
def test_instants(method: int, expected: list[int]) -> None:
    """Instants are compared by the method's number; what has none is in no answer."""

    class Query(NamedTuple):
        date: TimestampFilter

    query = Query(TimestampFilter(timestamp=Timestamp("1970-01-01T00:00:00.000005Z"), method=method))
    found = find([Instant(at) for at in (0, 4, 5, 6)], [query], {"date": instant(Instant, "timestamp")})
    assert found == expected


@pytest.mark.parametrize(
    "test", [equal(lambda row: row or None, "user_emails"), one_of(lambda row: row or None, "user_emails")]
)
def test_a_row_without_a_value(test: Test[str]) -> None:
    """It neither has what is asked for nor has it not."""
    query = users.SearchQuery(in_user_emails_query=users.InUserEmailsQuery(user_emails=("a",)))
    assert find(["b", ""], [_not(query)], nested({"in_user_emails_query": test})) == ["b"]


def test_shortcuts() -> None:
    """The first query that an index answers says among which rows all are; without one all are searched."""
    shortcuts = {"first_name_query": lambda asked: [asked.first_name]}
    other = users.SearchQuery(type_query=users.TypeQuery(type=1))
    assert list(narrowed(["a", "b"], [other, _named("x"), _named("y")], shortcuts)) == ["x"]
    assert list(narrowed(["a", "b"], [other], shortcuts)) == ["a", "b"]


def test_order_of_a_column() -> None:
    """A known column orders downwards unless asked upwards, an unknown one not at all."""
    columns = {1: len}
    assert ordered(["bb", "a", "ccc"], 1, columns, ascending=True) == ["a", "bb", "ccc"]
    assert ordered(["bb", "a", "ccc"], 1, columns, ascending=False) == ["ccc", "bb", "a"]
    assert ordered(["bb", "a", "ccc"], 2, columns, ascending=True) == ["bb", "a", "ccc"]


@pytest.mark.parametrize(
    ("pagination", "total", "applied", "rows"),
    [
        (None, "150", "100", 100),
        (PaginationRequest(limit=1000), "150", "1000", 150),
        (PaginationRequest(limit=7, offset=145), "150", "7", 5),
        (PaginationRequest(offset=150), "", "100", 0),
    ],
)
def test_pages_tell_the_limit(pagination: PaginationRequest | None, total: str, applied: str, rows: int) -> None:
    """A page holds a hundred rows unless asked for up to a thousand; past the end there is no total."""
    told, page = listed_filtered(range(150), pagination)
    assert (told.total_result, told.applied_limit, len(page)) == (total, applied, rows)


def test_too_large_a_limit() -> None:
    """More than a thousand rows are refused."""
    with pytest.raises(Refused) as refused:
        listed_filtered([], PaginationRequest(limit=1001))
    assert refused.value.problem is LIMIT_EXCEEDED


@pytest.mark.parametrize(
    ("column", "expected"),
    [(1, ["b", "aa"]), (2, ["ccc", "aa"]), (None, ["ccc", "aa"]), (9, ["ccc", "aa"])],
)
def test_a_page_by_a_column(column: int | None, expected: list[str]) -> None:
    """Where none is asked for, or one that there is not, the default orders the rows, downwards."""
    request = users.ListKeysRequest(pagination=PaginationRequest(limit=2), sorting_column=column)
    columns = {1: lambda row: -len(row), 2: len}
    _, page = searched_filtered(["aa", "ccc", "b"], request, {}, columns, by_default=2)
    assert page == expected


def test_a_page_tells_of_what_may_not_be_seen() -> None:
    """It is left out after paging: the total counts it, and nothing comes in its place."""
    request = users.ListKeysRequest(pagination=PaginationRequest(limit=2, asc=True), sorting_column=1)
    told, page = searched_filtered(["c", "b", "a"], request, {}, {1: str}, may_see=lambda row: row != "b")
    assert (told.total_result, page) == ("3", ["a"])
