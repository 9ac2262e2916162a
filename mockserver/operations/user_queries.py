"""How users are searched: the queries of v1 and v2, which have the same names, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mockserver.domain.rows.users import Human, User
from mockserver.errors.catalogue import QUERY_LIST_EMPTY, QUERY_TOO_DEEP, QUERY_WITHOUT_COLUMN
from mockserver.errors.problem import Problem, Refused, invalid_argument
from mockserver.operations.searching import Tests, equal, one_of, text

_DEEPEST = 20
_HUMAN, _MACHINE = 1, 2
"""Numbers of zitadel.user.v1.Type, which are those of v2."""


def _of_human(value_of: Callable[[Human], str | None]) -> Callable[[User], str | None]:
    """A value of people; machines have none."""
    return lambda user: value_of(user.human) if user.human is not None else None


# What may be left out of a person is none where it is empty (recordings/id-user-search.jsonl for the nick name).
_FIRST_NAME = _of_human(lambda human: human.first_name)
_LAST_NAME = _of_human(lambda human: human.last_name)
_NICK_NAME = _of_human(lambda human: human.nick_name or None)
_DISPLAY_NAME = _of_human(lambda human: human.display_name)
_EMAIL = _of_human(lambda human: human.email)
_PHONE = _of_human(lambda human: human.phone or None)


def _type(user: User) -> int:
    return _HUMAN if user.human is not None else _MACHINE


TESTS: Tests[User] = {
    "user_name_query": text(lambda user: user.user_name, "user_name"),
    "first_name_query": text(_FIRST_NAME, "first_name"),
    "last_name_query": text(_LAST_NAME, "last_name"),
    "nick_name_query": text(_NICK_NAME, "nick_name"),
    "display_name_query": text(_DISPLAY_NAME, "display_name"),
    "email_query": text(_EMAIL, "email_address"),
    "phone_query": text(_PHONE, "number"),
    "login_name_query": text(lambda user: user.user_name, "login_name"),
    "type_query": equal(_type, "type"),
    "state_query": equal(lambda user: user.state, "state"),
    "in_user_ids_query": one_of(lambda user: user.id, "user_ids"),
    "in_user_emails_query": one_of(_EMAIL, "user_emails"),
    "organization_id_query": equal(lambda user: user.organisation, "organization_id"),
}
"""Of single queries; `state_query` as v1 numbers states.

Source: recordings/id-user-search.jsonl, id-list-users-v2.jsonl.
"""


def _sorted_by(value_of: Callable[[User], str | None]) -> Callable[[User], tuple[bool, str]]:
    """In lower case; those without a value come last, or first where the order is downwards, as in PostgreSQL."""

    def key(user: User) -> tuple[bool, str]:
        value = value_of(user)
        return value is None, (value or "").lower()

    return key


COLUMNS: Mapping[int, Callable[[User], Any]] = {
    1: _sorted_by(lambda user: user.user_name),
    2: _sorted_by(_FIRST_NAME),
    3: _sorted_by(_LAST_NAME),
    4: _sorted_by(_NICK_NAME),
    5: _sorted_by(_DISPLAY_NAME),
    6: _sorted_by(_EMAIL),
    7: lambda user: user.state,
    8: _type,
    9: lambda user: user.created,
}
"""By the numbers of zitadel.user.v1.UserFieldName, which are those of v2."""


def require_queries(
    queries: Iterable[Any], *, empty: Problem = QUERY_LIST_EMPTY, no_column: Problem = QUERY_WITHOUT_COLUMN
) -> None:
    """Refuse what the real server cannot ask its database.

    Raises: QUERY_TOO_DEEP, `empty` for a list of nothing, `no_column` for AND and OR of nothing; INVALID_ARGUMENT for
        NOT of nothing, which ends the real server.
    Source: recordings/id-user-search.jsonl, id-list-users-v2.jsonl.
    """
    for query in queries:
        _require_query(query, 0, empty, no_column)


def _require_query(query: Any, depth: int, empty: Problem, no_column: Problem) -> None:
    if depth > _DEEPEST:
        raise Refused(QUERY_TOO_DEEP)
    if query.not_query is not None:
        if query.not_query.query is None:
            raise invalid_argument(
                'a notQuery needs a query to negate, such as {"query": {"stateQuery": {"state": 1}}}'
            )
        _require_query(query.not_query.query, depth + 1, empty, no_column)
    for several in (query.or_query, query.and_query):
        if several is not None:
            for each in several.queries:
                _require_query(each, depth + 1, empty, no_column)
            if not several.queries:
                raise Refused(no_column)
    if query.in_user_ids_query is not None and not query.in_user_ids_query.user_ids:
        raise Refused(empty)
    if query.in_user_emails_query is not None and not query.in_user_emails_query.user_emails:
        raise Refused(empty)
