"""What a request carries beside its path."""

from __future__ import annotations

import pytest

from mockserver.spec.json_values import JsonObject
from mockserver.wire.body import read_query
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
