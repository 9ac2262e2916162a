"""Queries of users that nest, where no recording shows them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mockserver.domain.ids import Instant, OrganisationId, UserId
from mockserver.domain.rows.users import Human, Machine, User
from mockserver.errors.catalogue import QUERY_LIST_EMPTY, QUERY_TOO_DEEP, QUERY_WITHOUT_COLUMN
from mockserver.errors.codes import Code
from mockserver.errors.problem import Refused
from mockserver.operations.messages import zitadel_user_v1 as v1
from mockserver.operations.searching import find, nested, ordered
from mockserver.operations.user_queries import COLUMNS, TESTS, require_queries

ORGANISATION = OrganisationId("acme")


def _person(name: str, nick_name: str = "") -> User:
    human = Human(first_name=name, last_name="X", nick_name=nick_name)
    return User(id=UserId(name), organisation=ORGANISATION, user_name=name, human=human, created=Instant(1))


USERS = [
    _person("b"),
    _person("A", "nick"),
    User(id=UserId("robot"), organisation=ORGANISATION, user_name="c", machine=Machine(name="R"), created=Instant(1)),
]


def _first(name: str) -> v1.SearchQuery:
    return v1.SearchQuery(first_name_query=v1.FirstNameQuery(first_name=name))


def _not(query: v1.SearchQuery) -> v1.SearchQuery:
    return v1.SearchQuery(not_query=v1.NotQuery(query=query))


def _or(*queries: v1.SearchQuery) -> v1.SearchQuery:
    return v1.SearchQuery(or_query=v1.OrQuery(queries=queries))


def _and(*queries: v1.SearchQuery) -> v1.SearchQuery:
    return v1.SearchQuery(and_query=v1.AndQuery(queries=queries))


NAMED_C = v1.SearchQuery(user_name_query=v1.UserNameQuery(user_name="c"))


def _found(*queries: v1.SearchQuery, users: Sequence[User] = USERS) -> list[User]:
    return find(users, queries, nested(TESTS))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (_first("b"), ["b"]),
        (_not(_first("b")), ["A"]),
        (_not(_not(_first("b"))), ["b"]),
        (_or(_first("b"), NAMED_C), ["b", "robot"]),
        (_not(_or(_first("b"), NAMED_C)), ["A"]),
        (_not(_and(_first("b"), NAMED_C)), ["b", "A"]),
        (_and(_not(_first("b")), _not(NAMED_C)), ["A"]),
        (_or(_not(_first("b")), _not(NAMED_C)), ["b", "A"]),
        (_and(_or(_first("A"), _first("b")), _not(_first("A"))), ["b"]),
    ],
)
def test_machines_have_no_first_name_to_compare(query: v1.SearchQuery, found: list[str]) -> None:
    """What has none is neither of that name nor of another one, as in databases."""
    assert [user.id for user in _found(query)] == found


def test_all_queries_must_hold() -> None:
    """Those that are not nested are joined by `and`; none at all finds everybody."""
    assert _found() == USERS
    assert _found(_first("b"), NAMED_C) == []


def test_what_a_query_holds_is_compared_too() -> None:
    """A query that holds many counts as so many, however they are held."""
    with pytest.raises(Refused) as refused:
        _found(_or(*(_first(str(number)) for number in range(1000))), users=USERS * 200)
    assert refused.value.problem.code is Code.RESOURCE_EXHAUSTED


def _deep(levels: int) -> v1.SearchQuery:
    query = _first("b")
    for _ in range(levels):
        query = _and(query)
    return query


def test_how_deep_queries_nest() -> None:
    """Twenty levels, and no more, also where what is in them is broken."""
    require_queries([_deep(20)])
    assert len(_found(_deep(20))) == 1
    with pytest.raises(Refused) as refused:
        require_queries([_deep(21)])
    assert refused.value.problem == QUERY_TOO_DEEP


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (_or(), QUERY_WITHOUT_COLUMN.key),
        (_and(_or()), QUERY_WITHOUT_COLUMN.key),
        (v1.SearchQuery(in_user_ids_query=v1.InUserIDQuery()), QUERY_LIST_EMPTY.key),
        (v1.SearchQuery(in_user_emails_query=v1.InUserEmailsQuery()), QUERY_LIST_EMPTY.key),
        (v1.SearchQuery(not_query=v1.NotQuery()), "needs a query to negate"),
    ],
)
def test_queries_that_hold_nothing(query: v1.SearchQuery, message: str) -> None:
    """They are refused, and say what is missing."""
    with pytest.raises(Refused) as refused:
        require_queries([query])
    assert message in refused.value.problem.key


@pytest.mark.parametrize(
    ("column", "ascending", "found"),
    [
        (0, True, ["b", "A", "robot"]),
        (1, True, ["A", "b", "robot"]),
        (1, False, ["robot", "b", "A"]),
        (2, True, ["A", "b", "robot"]),
        (2, False, ["robot", "b", "A"]),
        (99, False, ["b", "A", "robot"]),
    ],
)
def test_sorting(column: int, ascending: bool, found: list[str]) -> None:
    """Without regard to case; what has nothing in the column comes last, or first where it goes down."""
    assert [user.id for user in ordered(USERS, column, COLUMNS, ascending=ascending)] == found
