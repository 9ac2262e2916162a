"""Errors of the document that only Connect answers."""

from __future__ import annotations

import json

import pytest

from mockserver.errors.lookup import problems_by_id
from mockserver.errors.problem import Problem
from mockserver.spec.connect_errors import SCHEMA, connect_body
from mockserver.spec.description import description
from mockserver.wire.connect.errors import error_body

PROBLEMS = [rows[0] for rows in problems_by_id().values()]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_as_they_are_answered(problem: Problem) -> None:
    """What the document shows is what Connect is answered."""
    assert connect_body(problem) == json.loads(error_body(problem))


def test_operations_that_only_connect_reaches() -> None:
    """Their errors have Connect's form, all others that of REST; where Connect was not spoken there is no body."""
    for path, item in description()["paths"].items():
        for operation in item.values():
            expected = SCHEMA if path == f"/{operation.get('x-rpc')}" else "Status"
            assert ("415" in operation["responses"]) == (expected == SCHEMA)
            for status, answer in operation["responses"].items():
                if status.isdigit() and int(status) >= 400 and operation.get("x-rpc") and "content" in answer:
                    schema = answer["content"]["application/json"]["schema"]
                    assert schema == {"$ref": f"#/components/schemas/{expected}"}, (path, status)
