"""What the gateway does around an operation, it does for the Connexion application as well."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from tests.control.instances import fresh_instance
from tests.control.mock import Mock
from tests.control.test_stream import followed
from tests.wire.connexion.twins import Twins

ACTIONS = "/management/v1/actions"
FLOW_TYPES = "/management/v1/flows/types/_search"
ACTION = {"name": "kept", "script": "s"}


@pytest.fixture
def mock(both: Twins) -> Iterator[Mock]:
    """An instance of its own, of the application."""
    with fresh_instance(both.application) as fresh:
        yield fresh


def names_of(mock: Mock) -> list[str]:
    """The names of all actions."""
    return [str(action["name"]) for action in mock.api.actions()]


def test_the_journal(mock: Mock) -> None:
    """It knows which operation was called, and why it refused."""
    mock.http.post(FLOW_TYPES)
    mock.http.get(f"{ACTIONS}/1")
    mock.http.get("/management/v1/nothing")

    nothing, refused, listed = mock.requests()
    assert (listed["operation"], listed["status"], listed["transport"]) == ("ListFlowTypes", 200, "json")
    assert (refused["operation"], refused["status"], refused["errorId"]) == ("GetAction", 404, "QUERY-GEfnb")
    assert (nothing["operation"], nothing["status"]) == ("", 404)


def test_the_stream_of_the_journal(mock: Mock) -> None:
    """It comes as it grows."""
    with followed(mock) as events:
        mock.http.post(FLOW_TYPES)
        first = next(events)
        mock.http.post(FLOW_TYPES)
        second = next(events)

    assert (first["operation"], second["id"]) == ("ListFlowTypes", first["id"] + 1)


def test_an_error_of_a_fault(mock: Mock) -> None:
    """It is answered instead of asking the operation."""
    mock.fault(name="no-actions", operation="CreateAction", error={"id": "V3-DKcYh"})

    answer = mock.http.post(ACTIONS, json=ACTION)

    assert answer.json()["details"][0]["id"] == "V3-DKcYh"
    assert answer.headers["x-mock-injected"] == "no-actions"
    assert mock.requests(operation="CreateAction")[0]["injected"] == "no-actions"
    assert names_of(mock) == []


@pytest.mark.parametrize("kind", ["reset", "empty", "half", "stall"])
def test_a_connection_that_fails(mock: Mock, kind: str) -> None:
    """The operation is carried out, no whole answer arrives, and the next request is served."""
    mock.fault(name="broken", operation="CreateAction", broken=kind, times=1)

    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError, httpx.ReadTimeout)):
        mock.http.post(ACTIONS, json=ACTION, timeout=1)

    entry = mock.requests(operation="CreateAction")[0]
    assert (entry["injected"], entry["broken"], entry["status"]) == ("broken", kind, 200)
    assert names_of(mock) == ["kept"]


def test_an_answer_that_cannot_be_read(mock: Mock) -> None:
    """The answer is whole for HTTP and no JSON."""
    mock.fault(operation="CreateAction", broken="malformed")

    with pytest.raises(json.JSONDecodeError):
        mock.http.post(ACTIONS, json=ACTION).json()

    assert names_of(mock) == ["kept"]


def test_a_delay(mock: Mock) -> None:
    """What was held back is carried out and answered."""
    mock.fault(name="late", operation="CreateAction", delay={"type": "fixed", "milliseconds": 5})

    answer = mock.http.post(ACTIONS, json=ACTION)

    assert (answer.status_code, answer.headers["x-mock-injected"]) == (200, "late")
    assert names_of(mock) == ["kept"]


def test_a_delay_is_cut_off(mock: Mock) -> None:
    """An answer that is held back for longer than the caller waits is a 504, and nothing is done."""
    answer = mock.http.post(ACTIONS, json=ACTION, headers={"grpc-timeout": "20m", "x-mock-delay": "5000"})

    assert (answer.status_code, answer.json()) == (504, {"code": 4, "message": "context deadline exceeded"})
    assert names_of(mock) == []


def test_warnings(mock: Mock) -> None:
    """What the real server ignores is warned of, or refused."""
    mock.done("PUT", "/settings", json={"strict": "warn"})
    assert "unknown field nam;" in mock.http.post(ACTIONS, json=ACTION | {"nam": 1}).headers["x-mock-warning"]

    mock.done("PUT", "/settings", json={"strict": "error"})
    assert "unknown field nam;" in mock.http.post(ACTIONS, json=ACTION | {"nam": 1}).json()["message"]
    assert names_of(mock) == ["kept"]


def test_a_body_in_chunks(mock: Mock) -> None:
    """A body without an announced length is read as any other."""
    answer = mock.http.post(ACTIONS, content=iter([b'{"name": "kept",', b' "script": "s"}']))

    assert answer.status_code == 200, answer.text


def test_methods_are_told_apart(mock: Mock) -> None:
    """HEAD is no GET."""
    assert mock.http.head(f"{ACTIONS}/1").status_code == 405


@pytest.mark.parametrize("path", ["/management/v1/flows/%0A/", "/management/v1/actions/_search/", "/healthz/", "/ui/"])
def test_nobody_is_led_elsewhere(mock: Mock, path: str) -> None:
    """A path with a slash too much, or a newline before it, is an unknown one."""
    assert mock.http.get(path).status_code == 404


def test_a_plain_answer_reads_no_form(mock: Mock) -> None:
    """A page of health answers whatever its request says that it holds."""
    answer = mock.http.get("/healthz", headers={"content-type": "multipart/form-data"})

    assert (answer.status_code, answer.json()) == (200, {"status": "SERVING"})
