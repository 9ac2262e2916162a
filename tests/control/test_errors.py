"""The catalogue of errors."""

from __future__ import annotations

from mockserver.control.causes import CAUSES, cause_of
from mockserver.errors.lookup import problems_by_id
from tests.control.mock import Mock
from tests.error_cases.every import CASES


def test_every_error_has_a_cause() -> None:
    """Each ID of the catalogue is explained, if only by its text, and nothing else is."""
    assert set(CAUSES) <= set(problems_by_id())
    assert all(cause_of(error_id) for error_id in problems_by_id())


def test_errors_name_their_operations(mock: Mock) -> None:
    """Each ID that an operation is known to answer is listed with that operation."""
    rows = {row["id"]: row for row in mock.done("GET", "/errors")["errors"]}

    listed = {(use["operation"], error_id) for error_id, row in rows.items() for use in row["operations"]}

    assert set(CASES) <= listed
    assert all(row["meanings"] and row["status"] >= 400 for row in rows.values())


def test_one_error(mock: Mock) -> None:
    """An ID is found by itself; of an ID with several texts each operation has its own."""
    row = mock.done("GET", "/errors/V3-DKcYh")

    meanings = {use["operation"]: use["meaning"] for use in row["operations"]}

    assert meanings["AddMachineUser"] == "User already exists"
    assert meanings["AddOrg"] == "Organisation's name or id already taken"
    assert mock.refused("GET", "/errors/NOPE")["status"] == 404
