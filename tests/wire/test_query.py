"""What a query carries."""

from __future__ import annotations

import pytest

from mockserver.errors.codes import Code
from mockserver.errors.problem import Refused
from mockserver.spec.json_values import JsonObject
from mockserver.wire.query import read_query
from tests.domain.refusals import refuses_argument


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (b"", {}),
        (b"domain=acme.localhost", {"domain": "acme.localhost"}),
        (b"domain=", {"domain": ""}),
        (b"domain", {"domain": ""}),
        (b"domain=a%20b+c", {"domain": "a b c"}),
        (b"domain=%C3%BC", {"domain": "ü"}),
        (b"nope=1&domain=a&nope=2", {"domain": "a"}),
        (b"Domain=a", {}),
        (b"domain=a=b", {"domain": "a=b"}),
    ],
)
def test_fields_of_a_query(query: bytes, message: JsonObject) -> None:
    """Known names are read, case-sensitively; others are ignored."""
    assert read_query(query, ("domain",)) == message


def test_a_field_comes_once() -> None:
    """A field that comes twice is refused with both values."""
    with refuses_argument('too many values for field "domain": a, b'):
        read_query(b"domain=a&domain=b", ("domain",))


def test_an_operation_without_query_fields_ignores_the_query() -> None:
    """Nothing of a query is read where nothing may come."""
    assert read_query(b"domain=a&domain=b", ()) == {}


@pytest.mark.parametrize(
    ("query", "escape"), [(b"domain=%zz", "%zz"), (b"x=%4", "%4"), (b"%=1", "%"), (b"a=%%41", "%%4")]
)
def test_all_of_a_query_must_be_readable(query: bytes, escape: str) -> None:
    """A broken escape is refused wherever it stands, and named."""
    with refuses_argument(f'invalid URL escape "{escape}"'):
        read_query(query, ("domain",))


def test_a_field_is_text() -> None:
    """Bytes that are no UTF-8 cannot be handed on; in a name that nobody reads they do not matter."""
    with pytest.raises(Refused) as refused:
        read_query(b"domain=%FF", ("domain",))
    assert refused.value.problem.code is Code.INTERNAL
    assert read_query(b"%FF=%FF&domain=a", ("domain",)) == {"domain": "a"}
