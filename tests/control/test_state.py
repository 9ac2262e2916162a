"""State out and in, and starting anew."""

from __future__ import annotations

import re

from tests.control.mock import Mock

FLOW_TYPES = "/management/v1/flows/types/_search"


def test_a_state_comes_back(mock: Mock) -> None:
    """What was exported can be imported later, and the instance is as it was."""
    action = mock.api.new_action()
    mock.api.set_trigger([action])
    exported = mock.control("GET", "/state")
    mock.api.done("DELETE", f"/management/v1/actions/{action}")

    answer = mock.done("PUT", "/state", content=exported.content)

    assert exported.headers["content-type"].startswith("application/yaml")
    assert answer == {"organisations": 1, "users": 1}
    assert mock.api.bound() == [action]
    assert mock.control("GET", "/state").text == exported.text


def test_a_state_that_cannot_be_used(mock: Mock) -> None:
    """The problem names the line and the field, and nothing changes."""
    before = mock.control("GET", "/state").text

    problem = mock.refused("PUT", "/state", content="organisations:\n- nam: x\n")

    assert re.search(r":2: ", problem["detail"])
    assert "nam" in problem["detail"]
    assert mock.refused("PUT", "/state", content=b"\xff")["status"] == 400
    assert mock.control("GET", "/state").text == before


def test_reset(mock: Mock) -> None:
    """A reset brings back the instance of the start: state, journal, faults, clock and settings."""
    mock.api.new_action()
    mock.fault(name="f", broken="reset", operation="GetFlow")
    mock.done("POST", "/clock/fix", json={"at": "2030-01-31T12:00:00Z"})
    mock.done("PUT", "/settings", json={"strict": "error"})

    assert mock.done("POST", "/reset")["host"] == mock.host

    assert mock.requests() == []
    assert mock.done("GET", "/faults") == {"faults": []}
    assert mock.done("GET", "/clock")["fixed"] is False
    assert mock.done("GET", "/settings")["strict"] == "off"
    assert mock.api.actions() == []


def test_health(mock: Mock) -> None:
    """The server names its instances and what is on with them."""
    mock.http.post(FLOW_TYPES)

    health = mock.done("GET", "/health")

    assert health["status"] == "healthy"
    assert {"host": mock.host, "requests": 1, "faults": 0} in health["instances"]
