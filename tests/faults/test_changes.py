"""Rules that are switched off and on, and changed in part."""

from __future__ import annotations

from typing import Any

import pytest

from tests.control.mock import Mock

FLOW_TYPES = "/management/v1/flows/types/_search"
UNAVAILABLE = {"code": "UNAVAILABLE", "message": "try again"}
DELAY = {"type": "fixed", "milliseconds": 1.0}


def change(mock: Mock, name: str, /, **patch: Any) -> dict[str, Any]:
    """Change a rule; returns it as it is kept."""
    kept: dict[str, Any] = mock.done("PATCH", f"/faults/{name}", json=patch)
    return kept


def test_a_rule_that_is_off_never_strikes(mock: Mock) -> None:
    """It stays in the list as it is, and the next rule that fits has its turn."""
    mock.fault(name="off", enabled=False, error=UNAVAILABLE)
    assert mock.http.post(FLOW_TYPES).status_code == 200

    mock.fault(name="on", error={"code": "ABORTED"})
    assert mock.http.post(FLOW_TYPES).status_code == 409
    off, on = mock.done("GET", "/faults")["faults"]
    assert (off["enabled"], off["struck"]) == (False, 0)
    assert (on["enabled"], on["struck"]) == (True, 1)


def test_switching_off_and_on(mock: Mock) -> None:
    """A rule that is switched keeps its count and its place, and is spent when it would have been."""
    mock.fault(name="first", times=2, error=UNAVAILABLE)
    mock.fault(name="second", error={"code": "ABORTED"})

    statuses = []
    for enabled in (True, False, True, True):
        change(mock, "first", enabled=enabled)
        statuses.append(mock.http.post(FLOW_TYPES).status_code)

    assert statuses == [503, 409, 503, 409]
    assert [rule["struck"] for rule in mock.done("GET", "/faults")["faults"]] == [2, 2]


def test_changing_fields(mock: Mock) -> None:
    """What is named is changed, what is null is removed, within delay and error too; all else stays."""
    mock.fault(name="rule", operation="GetFlow", times=3, delay=DELAY, error=UNAVAILABLE)

    assert change(mock, "rule", operation=None, times=None, error={"message": "later"}) == {
        "name": "rule",
        "enabled": True,
        "delay": DELAY,
        "error": {"code": "UNAVAILABLE", "message": "later"},
        "struck": 0,
    }
    assert mock.http.post(FLOW_TYPES).json() == {"code": 14, "message": "later"}
    change(mock, "rule", error={"code": None, "message": None, "id": "V3-DKcYh"})
    assert mock.http.post(FLOW_TYPES).status_code == 409
    change(mock, "rule", delay={"type": "uniform", "lower": 0, "upper": 2, "milliseconds": None}, name="rule")
    kept = change(mock, "rule", error=None)
    assert kept["delay"] == {"type": "uniform", "lower": 0.0, "upper": 2.0}
    assert "error" not in kept
    assert mock.done("GET", "/faults/rule") == {**kept, "struck": 2}


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({"name": "other"}, "name"),
        ({"name": None}, "name"),
        ({"enabled": "no"}, "enabled"),
        ({"struck": 0}, "struck"),
        ({"operation": "Nope"}, "operation"),
        ({"times": 0}, "times"),
        ({"broken": "reset"}, "broken"),
        ({"error": {"id": "NOPE", "code": None}}, "error.id"),
        ({"error": {"id": "V3-DKcYh"}}, "error"),
        ({"delay": {"type": "fixed"}}, "delay"),
        ({"delay": {"type": None}}, "delay"),
        ({"delay": 5}, "delay"),
        ({"nme": "x"}, "nme"),
    ],
)
def test_changes_that_cannot_be_made(mock: Mock, patch: dict[str, Any], field: str) -> None:
    """The problem names the field; the rule stays as it was."""
    kept = mock.fault(name="rule", error=UNAVAILABLE)

    problem = mock.refused("PATCH", "/faults/rule", json=patch)

    assert (problem["status"], problem["field"]) == (400, field)
    assert problem["fix"]
    assert mock.done("GET", "/faults/rule") == kept


def test_a_change_that_leaves_nothing(mock: Mock) -> None:
    """A rule that would do nothing any more is refused."""
    mock.fault(name="rule", error=UNAVAILABLE)

    assert "does nothing" in mock.refused("PATCH", "/faults/rule", json={"error": None})["detail"]


@pytest.mark.parametrize("body", [b"[]", b"null", b"{", b'{"error":' + b"[" * 100_000])
def test_bodies_that_are_no_change(mock: Mock, body: bytes) -> None:
    """What is no JSON object is refused."""
    mock.fault(name="rule", error=UNAVAILABLE)

    assert mock.refused("PATCH", "/faults/rule", content=body)["status"] == 400


def test_changing_an_unknown_rule(mock: Mock) -> None:
    """There must be one of that name."""
    assert mock.refused("PATCH", "/faults/nothing", json={"enabled": False})["status"] == 404
