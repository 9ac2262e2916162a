"""Rules of faults: whom they strike, and how often."""

from __future__ import annotations

import time
from typing import Any

import pytest

from contracts.target import Target
from tests.control.instances import fresh_instance
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import connected
from tests.server import error_id

FLOW_TYPES = "/management/v1/flows/types/_search"
UNAVAILABLE = {"code": "UNAVAILABLE", "message": "try again"}


def test_an_error_in_place_of_an_operation(mock: Mock) -> None:
    """The error is answered, the operation is not carried out, and both are told."""
    mock.fault(name="no-actions", operation="CreateAction", error={"id": "V3-DKcYh"})

    answer = mock.http.post("/management/v1/actions", json={"name": "a", "script": "s"})

    assert (answer.status_code, error_id(answer)) == (409, "V3-DKcYh")
    assert answer.headers["x-mock-injected"] == "no-actions"
    assert mock.requests()[0]["injected"] == "no-actions"
    assert mock.api.actions() == []


def test_a_code_with_a_message(mock: Mock) -> None:
    """Any code of gRPC may be answered, in words of choice."""
    mock.fault(error=UNAVAILABLE)

    answer = mock.http.post(FLOW_TYPES)

    assert (answer.status_code, answer.json()) == (503, {"code": 14, "message": "try again"})


def test_times(mock: Mock) -> None:
    """A rule strikes as often as it says; the list tells how often it did."""
    mock.fault(name="twice", times=2, error=UNAVAILABLE)

    assert [mock.http.post(FLOW_TYPES).status_code for _ in range(4)] == [503, 503, 200, 200]
    assert mock.done("GET", "/faults/twice")["struck"] == 2


@pytest.mark.parametrize(("probability", "statuses"), [(0, {200}), (1, {503}), (0.5, {200, 503})])
def test_probability(mock: Mock, probability: float, statuses: set[int]) -> None:
    """A rule strikes always, never, or now and then."""
    mock.fault(probability=probability, error=UNAVAILABLE)

    assert {mock.http.post(FLOW_TYPES).status_code for _ in range(100)} == statuses


def test_only_the_operation_that_is_named(mock: Mock) -> None:
    """Other operations are not struck."""
    mock.fault(operation="GetFlow", error=UNAVAILABLE)

    assert mock.http.post(FLOW_TYPES).status_code == 200
    assert mock.http.get("/management/v1/flows/1").status_code == 503


def test_only_the_transport_that_is_named(mock: Mock) -> None:
    """A rule for gRPC leaves JSON alone, and the other way round."""
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]
    mock.fault(transport="grpc", error=UNAVAILABLE)

    with connected(mock.target) as client:
        answer = client.call("ListFlowTypes", {}, metadata)

    assert (answer.code, answer.message) == ("UNAVAILABLE", "try again")
    assert mock.http.post(FLOW_TYPES).status_code == 200


def test_only_the_organisation_that_is_named(mock: Mock) -> None:
    """A rule for an organisation strikes who names it, and who belongs to it and names none."""
    api = mock.api.new_organisation()
    issued = mock.done("POST", "/tokens", json={"organisation": api.organisation})
    mock.fault(organisation=api.organisation, error=UNAVAILABLE)

    assert api.call("POST", FLOW_TYPES).status_code == 503
    assert mock.http.post(FLOW_TYPES, headers={"authorization": issued["authorization"]}).status_code == 503
    assert mock.http.post(FLOW_TYPES).status_code == 200


def test_only_its_instance(mock: Mock, server: Target) -> None:
    """A rule of one instance strikes no other."""
    mock.fault(error=UNAVAILABLE)

    with fresh_instance(server) as other:
        assert other.http.post(FLOW_TYPES).status_code == 200


def test_the_first_rule_that_fits_strikes(mock: Mock) -> None:
    """Rules are tried in their order; one of the same name takes the place of the other."""
    mock.fault(name="first", times=1, error=UNAVAILABLE)
    mock.fault(name="second", error={"code": "ABORTED"})
    assert [mock.http.post(FLOW_TYPES).status_code for _ in range(2)] == [503, 409]

    mock.fault(name="second", error={"code": "NOT_FOUND"})
    assert mock.http.post(FLOW_TYPES).status_code == 404


def test_a_wish_beats_a_rule(mock: Mock) -> None:
    """What the request itself asks for comes first; no rule counts as struck then."""
    mock.fault(name="rule", error=UNAVAILABLE)

    assert mock.http.post(FLOW_TYPES, headers={"prefer": "code=401"}).status_code == 401
    assert mock.done("GET", "/faults/rule")["struck"] == 0


@pytest.mark.parametrize(
    "delay",
    [
        {"type": "fixed", "milliseconds": 100.0},
        {"type": "uniform", "lower": 100.0, "upper": 120.0},
        {"type": "lognormal", "median": 100.0, "sigma": 0.0},
    ],
)
def test_delays(mock: Mock, delay: dict[str, Any]) -> None:
    """A request is held back as the rule says, and answered as ever."""
    kept = mock.fault(name="slow", delay=delay)
    started = time.monotonic()
    answer = mock.http.post(FLOW_TYPES)
    elapsed_s = time.monotonic() - started

    assert kept["delay"] == delay
    assert answer.status_code == 200
    assert elapsed_s >= 0.1
    assert mock.requests()[0]["durationMs"] >= 100


def test_a_call_that_is_cancelled(mock: Mock) -> None:
    """A call that is cancelled while it is held back stands in the journal, and nothing is done for it."""
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]
    mock.fault(operation="CreateAction", delay={"type": "fixed", "milliseconds": 60_000})

    with connected(mock.target) as client:
        answer = client.call("CreateAction", {"name": "a", "script": "s"}, metadata, timeout=0.3)
        while not (entries := mock.requests()):
            time.sleep(0.02)

    assert answer.code == "DEADLINE_EXCEEDED"
    assert (entries[0]["broken"], entries[0]["status"]) == ("abandoned", 499)
    assert mock.api.actions() == []


def test_removing(mock: Mock) -> None:
    """One rule or all can be taken away."""
    mock.fault(name="a", error=UNAVAILABLE)
    mock.fault(name="b", error=UNAVAILABLE)
    mock.fault(error=UNAVAILABLE)

    assert mock.done("DELETE", "/faults/a") == {"removed": 1}
    assert mock.refused("DELETE", "/faults/a")["status"] == 404
    assert mock.refused("GET", "/faults/a")["status"] == 404
    assert [rule["name"] for rule in mock.done("GET", "/faults")["faults"]] == ["b", "fault-1"]
    assert mock.done("DELETE", "/faults") == {"removed": 2}
    assert mock.http.post(FLOW_TYPES).status_code == 200


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"name": "a b", "broken": "reset"}, "name"),
        ({"operation": "Nope", "broken": "reset"}, "operation"),
        ({"transport": "smoke", "broken": "reset"}, "transport"),
        ({"probability": 2, "broken": "reset"}, "probability"),
        ({"times": 0, "broken": "reset"}, "times"),
        ({"broken": "heart"}, "broken"),
        ({"broken": "reset", "error": UNAVAILABLE}, "broken"),
        ({"error": {"id": "NOPE"}}, "error.id"),
        ({"error": {"code": "NOPE"}}, "error.code"),
        ({"error": {"code": "OK"}}, "error.code"),
        ({"error": {}}, "error"),
        ({"error": {"id": "V3-DKcYh", "code": "ABORTED"}}, "error"),
        ({"delay": {"type": "fixed"}}, "delay"),
        ({"delay": {"type": "fixed", "milliseconds": 60_001}}, "delay"),
        ({"delay": {"type": "uniform", "lower": 2, "upper": 1}}, "delay"),
        ({"delay": {"type": "lognormal", "median": 0, "sigma": 1}}, "delay"),
        ({"delay": {"type": "never"}}, "delay"),
        ({"delay": {}}, "delay"),
        ({"delay": {"type": "fixed", "ms": 1}}, "delay.ms"),
        ({"nme": "x"}, "nme"),
        ({"times": "2", "broken": "reset"}, "times"),
    ],
)
def test_rules_that_cannot_be_kept(mock: Mock, rule: dict[str, Any], field: str) -> None:
    """The problem names the field and what to send; no rule is kept."""
    problem = mock.refused("POST", "/faults", json=rule)

    assert (problem["status"], problem["field"]) == (400, field)
    assert problem["fix"]
    assert mock.done("GET", "/faults") == {"faults": []}


def test_a_rule_that_does_nothing(mock: Mock) -> None:
    """A rule without delay, error and broken connection is refused."""
    assert "does nothing" in mock.refused("POST", "/faults", json={"operation": "GetFlow"})["detail"]
