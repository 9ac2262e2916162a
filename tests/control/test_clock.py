"""Setting an instance's clock."""

from __future__ import annotations

from typing import Any

import pytest

from tests.control.mock import Mock

MOMENT = "2030-01-31T12:00:00Z"


def creation_date(mock: Mock) -> str:
    """The date of an action that is created now."""
    answer = mock.http.post("/management/v1/actions", json={"name": "a", "script": "s"}).json()
    return str(answer["details"]["creationDate"])


def test_a_fixed_clock(mock: Mock) -> None:
    """What is written bears the very moment, until the clock is let go."""
    shown = mock.done("POST", "/clock/fix", json={"at": MOMENT})

    assert (shown["now"], shown["fixed"]) == (MOMENT, True)
    assert creation_date(mock) == MOMENT
    assert mock.done("GET", "/clock")["now"] == MOMENT
    released = mock.done("POST", "/clock/release")
    assert (released["fixed"], released["aheadMs"]) == (False, 0)
    assert released["now"] < MOMENT


def test_a_fixed_clock_moves_when_told(mock: Mock) -> None:
    """It stands still at the moment that it was moved to."""
    mock.done("POST", "/clock/fix", json={"at": MOMENT})

    assert mock.done("POST", "/clock/advance", json={"by": "1.5s"})["now"] == "2030-01-31T12:00:01.500Z"
    assert mock.done("POST", "/clock/advance", json={"by": "-1d"})["now"] == "2030-01-30T12:00:01.500Z"


def test_a_running_clock_moves_too(mock: Mock) -> None:
    """It goes on from there, ahead of the machine's or behind it."""
    assert mock.done("POST", "/clock/advance", json={"by": "2h"})["aheadMs"] == 7_200_000
    ahead = mock.done("GET", "/clock")["now"]
    assert mock.done("POST", "/clock/advance", json={"by": "-4h"})["aheadMs"] == -7_200_000
    assert mock.done("GET", "/clock")["now"] < ahead


def test_fixing_the_present(mock: Mock) -> None:
    """Without a moment the clock stops where it is."""
    stopped = mock.done("POST", "/clock/fix")

    assert stopped["fixed"] is True
    assert mock.done("GET", "/clock")["now"] == stopped["now"]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/clock/fix", {"at": "tomorrow"}, "at"),
        ("/clock/fix", {"at": "1900-01-01T00:00:00Z"}, "at"),
        ("/clock/advance", {"by": "1 hour"}, "by"),
        ("/clock/advance", {"by": "-90000d"}, "by"),
        ("/clock/advance", {"by": 5}, "by"),
        ("/clock/advance", {"to": "1h"}, "to"),
    ],
)
def test_moments_that_cannot_be_set(mock: Mock, path: str, body: dict[str, Any], field: str) -> None:
    """The problem names the field, and the clock goes on."""
    problem = mock.refused("POST", path, json=body)

    assert (problem["status"], problem["field"]) == (400, field)
    assert mock.done("GET", "/clock")["fixed"] is False
