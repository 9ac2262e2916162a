"""Searches for users: what their queries ask, how queries nest, and how results are sorted; of v1 and v2 alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mockserver.domain.rows.users import Human, User
from mockserver.errors.catalogue import QUERY_TOO_DEEP
from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem, Refused, invalid_argument
from mockserver.operations.queries import TEXT_METHODS, fitting

MOST_LEVELS = 20
VALUES_EMPTY = Problem("", Code.UNKNOWN, "values array must not be empty")
COLUMN_MISSING = Problem("", Code.UNKNOWN, "missing column")

Truth = bool | None
"""Whether a user is what a query asks for; None where it has nothing to compare, which no negation changes."""
Test = Callable[[User, Any], Truth]
Tests = Mapping[str, Test]
Column = Callable[[User], Any]


def _of_human(value_of: Callable[[Human], str]) -> Callable[[User], str | None]:
    """A text that machines do not have."""
    return lambda user: None if user.human is None else value_of(user.human)


def _text(value_of: Callable[[User], str | None], field: str) -> Test:
    def test(user: User, query: Any) -> Truth:
        value = value_of(user)
        return None if value is None else TEXT_METHODS[query.method](value, getattr(query, field))

    return test


def _one_of(value_of: Callable[[User], str | None], field: str) -> Test:
    def test(user: User, query: Any) -> Truth:
        value = value_of(user)
        return None if value is None else value in getattr(query, field)

    return test


def user_type(user: User) -> int:
    """Number of the type, in v1 and v2: 1 for people, 2 for machines."""
    return 1 if user.human is not None else 2


first_name = _of_human(lambda human: human.first_name)
last_name = _of_human(lambda human: human.last_name)
email = _of_human(lambda human: human.email)


def nick_name(user: User) -> str | None:
    """An empty one counts as none. Source: recordings/id-user-search.jsonl."""
    return user.human.nick_name or None if user.human is not None else None


def display_name(user: User) -> str | None:
    """The name of a person for others to read."""
    return user.human.display_name if user.human is not None else None


TESTS: Tests = {
    "user_name_query": _text(lambda user: user.user_name, "user_name"),
    "first_name_query": _text(first_name, "first_name"),
    "last_name_query": _text(last_name, "last_name"),
    "nick_name_query": _text(nick_name, "nick_name"),
    "display_name_query": _text(display_name, "display_name"),
    "email_query": _text(email, "email_address"),
    "login_name_query": _text(lambda user: user.user_name, "login_name"),
    "state_query": lambda user, query: user.state == query.state,
    "type_query": lambda user, query: user_type(user) == query.type,
    "in_user_ids_query": _one_of(lambda user: user.id, "user_ids"),
    "in_user_emails_query": _one_of(email, "user_emails"),
}
"""Queries that do not hold others, of the service of v1. Source: recordings/id-user-search.jsonl."""

COLUMNS: Mapping[int, Column] = {
    1: lambda user: user.user_name.lower(),
    2: lambda user: _lower(first_name(user)),
    3: lambda user: _lower(last_name(user)),
    4: lambda user: _lower(nick_name(user)),
    5: lambda user: _lower(display_name(user)),
    6: lambda user: _lower(email(user)),
    7: lambda user: user.state,
    8: user_type,
    9: lambda user: user.created,
}
"""By the number of a UserFieldName, what users are sorted by."""


def find_users(
    users: Iterable[User],
    queries: Sequence[Any],
    tests: Tests = TESTS,
    *,
    values_empty: Problem = VALUES_EMPTY,
    column_missing: Problem = COLUMN_MISSING,
) -> list[User]:
    """The users that fit all queries, in their order.

    Args:
        values_empty: the problem of a list of values without one.
        column_missing: the problem of a query that joins none.

    Raises: QUERY_TOO_DEEP, the problems given; INVALID_ARGUMENT for a negation of nothing, which ends the process of
        the real server; RESOURCE_EXHAUSTED.
    """
    for query in queries:
        _require_sound(query, 0, values_empty, column_missing)
    return fitting(users, queries, lambda user, query: _holds(user, query, tests) is True)


def sort_users(users: Sequence[User], column: int, *, ascending: bool) -> Sequence[User]:
    """The users sorted by a column, without regard to case; those that have nothing in it come last, or first going
    down. As they are where no known column is named.

    Source: recordings/id-user-search.jsonl; case and missing values are the real server's source.
    """
    value_of = COLUMNS.get(column)
    if value_of is None:
        return users
    return sorted(users, key=lambda user: _nothing_last(value_of(user)), reverse=not ascending)


def _nothing_last(value: Any) -> tuple[bool, Any]:
    return (True, 0) if value is None else (False, value)


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _require_sound(query: Any, level: int, values_empty: Problem, column_missing: Problem) -> None:
    """Refuse queries that nest too deep or hold nothing, in the order in which they come."""
    if level > MOST_LEVELS:
        raise Refused(QUERY_TOO_DEEP)
    for name in ("in_user_ids_query", "in_user_emails_query"):
        values = getattr(query, name)
        if values is not None and not (values.user_ids if name == "in_user_ids_query" else values.user_emails):
            raise Refused(values_empty)
    if query.not_query is not None:
        if query.not_query.query is None:
            raise invalid_argument(
                'a notQuery needs a query to negate, such as {"query": {"stateQuery": {"state": 1}}}'
            )
        _require_sound(query.not_query.query, level + 1, values_empty, column_missing)
    for joined in (query.or_query, query.and_query):
        if joined is not None:
            for part in joined.queries:
                _require_sound(part, level + 1, values_empty, column_missing)
            if not joined.queries:
                raise Refused(column_missing)


def _holds(user: User, query: Any, tests: Tests) -> Truth:
    """Whether a query holds of a user, in the three-valued logic of databases."""
    if query.not_query is not None:
        inner = _holds(user, query.not_query.query, tests)
        return None if inner is None else not inner
    if query.or_query is not None:
        return _joined([_holds(user, part, tests) for part in query.or_query.queries], decisive=True)
    if query.and_query is not None:
        return _joined([_holds(user, part, tests) for part in query.and_query.queries], decisive=False)
    for name, test in tests.items():
        asked = getattr(query, name)
        if asked is not None:
            return test(user, asked)
    return True


def _joined(truths: Sequence[Truth], *, decisive: bool) -> Truth:
    """Several truths joined by the word for which one that is decisive is enough: true for `or`, false for `and`."""
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive
