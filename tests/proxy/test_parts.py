"""The small parts: shapes, the bounded header, labels."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mockserver.proxy.shape import shape_differences
from mockserver.proxy.violation import Kind, Violation
from mockserver.proxy.violations_header import MAX_BYTES, violations_value
from mockserver.traffic.secrets import Secrets


@pytest.mark.parametrize(
    ("upstream", "own", "where"),
    [
        ({"a": 1}, {"a": 2}, []),
        ({"a": "1"}, {"a": 1}, ["body.a"]),
        ({"a": {"b": 1}}, {"a": {"c": 1}}, ["body.a.b", "body.a.c"]),
        ({"a": [{"b": 1}, {"c": 1}]}, {"a": [{"b": 1}]}, ["body.a[].c"]),
        ({"a": []}, {}, []),
        ({"a": []}, {"a": [{"b": 1}]}, []),
        (None, None, []),
    ],
)
def test_shape(upstream: Any, own: Any, where: list[str]) -> None:
    """Members count and values do not; lists that one side leaves out say nothing."""
    assert [place for place, _ in shape_differences(upstream, own)] == where


def test_header_is_bounded() -> None:
    """However many violations there are, the header is ASCII, JSON, and not longer than it may be."""
    many = [Violation(Kind.SCHEMA, f"body.flow.\N{SNOWMAN}{number}", "is wrong") for number in range(500)]
    value = violations_value(many)
    items = json.loads(value.decode("ascii"))

    assert len(value) <= MAX_BYTES
    assert items[0] == {"kind": "schema", "where": "body.flow.\N{SNOWMAN}0", "text": "is wrong"}
    assert items[-1] == {"more": 500 - (len(items) - 1)}
    assert json.loads(violations_value(many[:2])) == [items[0], items[1]]


def test_labels_stay_labels() -> None:
    """What was covered once is not covered again, so that a covered file can be read as traffic."""
    secrets = Secrets("the-administrators")
    covered = secrets.text('{"token": "abcdefgh", "clientSecret": "the-administrators", "code": 3, "list": []}')

    assert json.loads(covered) == {"token": "secret-2", "clientSecret": "secret-admin", "code": 3, "list": []}
    assert Secrets().text(covered) == covered
    assert secrets.header("Authorization", "Bearer abcdefgh") == "Bearer secret-2"
    assert secrets.target("/a/abcdefgh?b=1") == "/a/secret-2?b=1"
    assert secrets.text("not JSON, abcdefgh") == "not JSON, secret-2"
