"""Requests that ask to fail."""

from __future__ import annotations

import time

import pytest

from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import connected
from tests.server import error_id

TRIGGER = "/management/v1/flows/1/trigger/1"


@pytest.mark.parametrize(
    ("prefer", "status", "expected"),
    [
        ("code=400, example=COMMAND-dg422", 400, "COMMAND-dg422"),
        ('code="400"; example="COMMAND-Nfh52"', 400, "COMMAND-Nfh52"),
        ("example=COMMAND-Dfhj5", 400, "COMMAND-Dfhj5"),
        ("code=400", 400, "COMMAND-Dfhj5"),
        ("CODE=401", 401, "AUTH-toLo1"),
        ("code=403", 403, "AUTH-Bs7Ds"),
        ("code=503", 503, ""),
        ("example=UNAVAILABLE", 503, ""),
        ("code=429, example=RESOURCE_EXHAUSTED", 429, ""),
    ],
)
def test_preferred_errors(mock: Mock, prefer: str, status: int, expected: str) -> None:
    """The error that is asked for is answered in its own form, and marked in header and journal."""
    answer = mock.http.post(TRIGGER, headers={"prefer": prefer})

    assert (answer.status_code, error_id(answer)) == (status, expected)
    assert answer.headers["x-mock-injected"] == "Prefer"
    entry = mock.requests()[0]
    assert (entry["injected"], entry["step"], entry["errorId"]) == ("Prefer", "injected", expected)


@pytest.mark.parametrize("prefer", ["code=200", "respond-async", "return=minimal, wait=5", ""])
def test_preferences_of_others(mock: Mock, prefer: str) -> None:
    """Success, and what is none of ours, changes nothing."""
    answer = mock.http.post("/management/v1/flows/types/_search", headers={"prefer": prefer})

    assert answer.status_code == 200
    assert "x-mock-injected" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"prefer": "code=418"}, "no error has the status '418'"),
        ({"prefer": "code=x"}, "no error has the status 'x'"),
        ({"prefer": "example=QUERY-GEfnb"}, "SetTriggerActions never answers 'QUERY-GEfnb'; it answers COMMAND-Dfhj5"),
        ({"prefer": "code=404, example=COMMAND-dg422"}, "answered with status 400, not 404"),
        ({"x-mock-delay": "soon"}, "expected milliseconds from 0 to 60000, got 'soon'"),
        ({"x-mock-delay": "60001"}, "expected milliseconds"),
        ({"x-mock-delay": "-1"}, "expected milliseconds"),
        ({"x-mock-delay": "²"}, "expected milliseconds"),
    ],
)
def test_wishes_that_cannot_be_met(mock: Mock, headers: dict[str, str], message: str) -> None:
    """They are refused with what can be asked for; nothing is done."""
    fields = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    answer = mock.http.post(TRIGGER, headers=fields)

    assert answer.status_code == 400
    assert message in answer.json()["message"]
    assert "x-mock-injected" not in answer.headers


def test_one_id_of_several_texts(mock: Mock) -> None:
    """Of an ID that stands for several texts an operation answers its own."""
    answer = mock.http.post("/management/v1/users/machine", headers={"prefer": "example=V3-DKcYh"})

    assert answer.json()["message"] == "User already exists (V3-DKcYh)"


def test_preferences_in_the_callers_language(mock: Mock) -> None:
    """An error that was asked for speaks the language of who asked."""
    answer = mock.http.post(TRIGGER, headers={"prefer": "example=COMMAND-Nfh52", "accept-language": "de"})

    assert answer.json()["message"] == "Keine Änderungen (COMMAND-Nfh52)"


def test_a_delay(mock: Mock) -> None:
    """The answer comes no sooner than asked, and is the operation's own."""
    started = time.monotonic()
    answer = mock.http.post("/management/v1/flows/types/_search", headers={"x-mock-delay": "200"})
    elapsed_s = time.monotonic() - started

    assert answer.status_code == 200
    assert elapsed_s >= 0.2
    assert answer.headers["x-mock-injected"] == "x-mock-delay"
    entry = mock.requests()[0]
    assert (entry["injected"], entry["step"]) == ("x-mock-delay", "done")
    assert entry["durationMs"] >= 200


def test_grpc_asks_in_metadata(mock: Mock) -> None:
    """The same wishes are heard over gRPC."""
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]

    with connected(mock.target) as client:
        answer = client.call("SetTriggerActions", {}, [*metadata, ("prefer", "example=COMMAND-dg422")])
        unknown = client.call("SetTriggerActions", {}, [*metadata, ("prefer", "code=418")])

    assert (answer.code, answer.details[0]["id"]) == ("FAILED_PRECONDITION", "COMMAND-dg422")
    assert unknown.code == "INVALID_ARGUMENT"
    assert mock.requests()[1]["injected"] == "Prefer"


def test_grpc_web_asks_in_headers(mock: Mock) -> None:
    """The same wishes are heard over gRPC-Web."""
    path = "/zitadel.management.v1.ManagementService/SetTriggerActions"
    headers = {"content-type": "application/grpc-web+proto", "prefer": "example=COMMAND-dg422"}

    answer = mock.http.post(path, headers=headers, content=bytes(5))

    assert b"grpc-status: 9" in answer.content
    assert answer.headers["x-mock-injected"] == "Prefer"
    assert mock.requests()[0]["transport"] == "grpc-web"


def test_pages_may_ask(mock: Mock) -> None:
    """A page of another origin may send the wishes and read that they were heard."""
    origin = {"origin": "http://localhost:3000"}
    asked = {**origin, "access-control-request-method": "POST", "access-control-request-headers": "prefer,x-mock-delay"}

    preflight = mock.http.options(TRIGGER, headers=asked)
    answer = mock.http.post(TRIGGER, headers={**origin, "prefer": "code=400"})

    assert preflight.headers["access-control-allow-headers"] == "prefer,x-mock-delay"
    assert "x-mock-injected" in answer.headers["access-control-expose-headers"]
