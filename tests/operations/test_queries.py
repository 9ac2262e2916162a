"""What searches have in common."""

from __future__ import annotations

import pytest

from mockserver.errors.problem import Refused
from mockserver.operations.messages.zitadel_v1 import ListQuery
from mockserver.operations.queries import MOST_COMPARISONS, TEXT_METHODS, fitting, page

EQUALS, EQUALS_ANY, STARTS, STARTS_ANY, CONTAINS, CONTAINS_ANY, ENDS, ENDS_ANY = range(8)


@pytest.mark.parametrize(
    ("wanted", "methods"),
    [
        ("Größe One", {EQUALS, EQUALS_ANY, STARTS, STARTS_ANY, CONTAINS, CONTAINS_ANY, ENDS, ENDS_ANY}),
        ("GRÖßE ONE", {EQUALS_ANY, STARTS_ANY, CONTAINS_ANY, ENDS_ANY}),
        ("Grö", {STARTS, STARTS_ANY, CONTAINS, CONTAINS_ANY}),
        ("gRÖ", {STARTS_ANY, CONTAINS_ANY}),
        ("ße O", {CONTAINS, CONTAINS_ANY}),
        ("E o", {CONTAINS_ANY}),
        ("One", {CONTAINS, CONTAINS_ANY, ENDS, ENDS_ANY}),
        ("oNE", {CONTAINS_ANY, ENDS_ANY}),
        ("", {STARTS, STARTS_ANY, CONTAINS, CONTAINS_ANY, ENDS, ENDS_ANY}),
        ("%", set()),
        ("_", set()),
        ("*", set()),
        ("Gr.*", set()),
        (" Größe One", set()),
    ],
)
def test_methods_of_comparing(wanted: str, methods: set[int]) -> None:
    """Each method finds what its name says; case is ignored beyond ASCII too, wildcards are plain characters."""
    assert {number for number, compare in TEXT_METHODS.items() if compare("Größe One", wanted)} == methods


@pytest.mark.parametrize(
    ("offset", "limit", "total", "rows"),
    [
        (0, 0, 5, "abcde"),
        (0, 2, 5, "ab"),
        (2, 2, 5, "cd"),
        (4, 2, 5, "e"),
        (4, 0, 5, "e"),
        (0, 1_000, 5, "abcde"),
        (5, 0, 0, ""),
        (5, 2, 0, ""),
        (2**64 - 1, 2**32 - 1, 0, ""),
    ],
)
def test_pages(offset: int, limit: int, total: int, rows: str) -> None:
    """The total counts all rows whatever the page, but is 0 past the end; a limit of 0 is none."""
    assert page("abcde", ListQuery(offset=offset, limit=limit)) == (total, rows or ())


def test_no_query_asks_for_all() -> None:
    """A search that says nothing of a page has all rows."""
    assert page("abcde", None) == (5, "abcde")


def test_a_page_of_nothing() -> None:
    """Where nothing was found the total is 0."""
    assert page([], ListQuery()) == (0, ())


def test_all_queries_hold() -> None:
    """Rows keep their order; a query that stands there twice is asked once."""
    asked: list[tuple[int, int]] = []

    def fits(row: int, query: int) -> bool:
        asked.append((row, query))
        return row % query == 0

    assert fitting(range(1, 13), (2, 3, 2), fits) == [6, 12]
    assert len(asked) == 12 + 6


def test_a_search_has_an_end() -> None:
    """More comparisons than others can wait for are refused with the limit, and none is made beyond it."""
    compared = 0

    def fits(_: int, __: int) -> bool:
        nonlocal compared
        compared += 1
        return True

    with pytest.raises(Refused):
        fitting(range(1_000), range(1_000), fits)
    assert compared == MOST_COMPARISONS
    assert fitting(range(1_000), (1,) * 100_000, fits) == list(range(1_000))


def test_any_query_can_be_asked() -> None:
    """Queries hold objects too, which Python cannot hash."""
    assert fitting((1, 2), ({"defaultQuery": {}}, {"defaultQuery": {}}), lambda row, _: row > 1) == [2]
