"""Sending a request of the journal again."""

from __future__ import annotations

import base64
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.control.instances import REQUEST_TIMEOUT_S
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import MANAGEMENT, connected, encoded
from tests.protocols.h2_client import http2

FLOW_TYPES = "/management/v1/flows/types/_search"
ACTIONS = "/management/v1/actions"
ACTION = {"name": "once", "script": "s"}


def replayed(mock: Mock) -> dict[str, Any]:
    """Send the newest request again; returns its new entry."""
    answer = mock.control("POST", f"/requests/{mock.requests()[0]['id']}/replay")
    assert answer.status_code == 201, answer.text
    entry: dict[str, Any] = answer.json()
    location = urlsplit(answer.headers["location"])
    assert location.path == f"/__admin/requests/{entry['id']}"
    assert mock.plain.get(answer.headers["location"]).json() == entry
    return entry


def headers(entry: dict[str, Any]) -> dict[str, str]:
    """What a request came with."""
    return {field["name"]: field["value"] for field in entry["request"]["headers"]}


def test_a_replay_is_the_same_request(mock: Mock) -> None:
    """Method, path, query, headers and body are the same, and the operation is carried out once more."""
    path = f"{ACTIONS}?a=%20b&a=c"
    mock.http.post(path, json=ACTION, headers={"x-custom": "c", "accept-language": "de"})
    original = mock.details()

    entry = replayed(mock)

    assert entry["id"] == original["id"] + 1
    assert (entry["status"], entry["errorId"], entry["step"]) == (409, "V3-DKcYh", "operation")
    for same in ("method", "path", "query", "host", "transport", "operation", "organisation"):
        assert entry[same] == original[same]
    assert entry["request"]["json"] == ACTION
    assert headers(entry) == {**headers(original), "x-mock-replay-of": str(original["id"])}


def test_a_replay_of_a_replay(mock: Mock) -> None:
    """Each names the one that it repeats."""
    mock.http.post(FLOW_TYPES)
    first = replayed(mock)

    assert headers(replayed(mock))["x-mock-replay-of"] == str(first["id"])


@pytest.mark.parametrize("path", ["/nothing", "/oauth/v2/token", "/debug/healthz", "/management/v1//x"])
def test_a_replay_of_what_is_no_operation(mock: Mock, path: str) -> None:
    """Any request can be sent again."""
    mock.done("GET", "/health")
    status = mock.http.post(path).status_code

    assert replayed(mock)["status"] == status


def test_a_replay_over_grpc(mock: Mock) -> None:
    """A call of gRPC is one again, with its message, its metadata and its trailers."""
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]
    with connected(mock.target) as client:
        client.call("CreateAction", ACTION, metadata)

    entry = replayed(mock)

    assert (entry["transport"], entry["operation"], entry["code"]) == ("grpc", "CreateAction", "ALREADY_EXISTS")
    assert entry["request"]["json"] == ACTION
    assert {"name": "grpc-status", "value": "6"} in entry["response"]["trailers"]


TOO_SOON = 'malformed grpc-timeout: strconv.ParseInt: parsing "soo": invalid syntax'


def test_a_replay_over_grpc_that_was_refused_early(mock: Mock) -> None:
    """A call that no service was asked for is a call of gRPC all the same."""
    mock.done("GET", "/health")
    with http2(mock.target) as peer:
        peer.call("ListFlowTypes", bytes(5), (INSTANCE_HOST, mock.host), ("grpc-timeout", "soon"))

    entry = replayed(mock)

    assert (entry["status"], entry["response"]["text"]) == (400, TOO_SOON)


def test_a_replay_without_trailers(mock: Mock) -> None:
    """What looks like gRPC, but came without a way to answer it, gets the same answer again."""
    kind = {"content-type": "application/grpc"}
    mock.http.post(f"/{MANAGEMENT}/ListFlowTypes", headers=kind, content=bytes(5))
    first = mock.details()

    again = replayed(mock)

    assert (again["transport"], again["status"]) == (first["transport"], first["status"])
    assert again["response"] == first["response"]


@pytest.mark.parametrize("content_type", ["application/grpc-web+proto", "application/grpc-web-text"])
def test_a_replay_over_grpc_web(mock: Mock, content_type: str) -> None:
    """Binary and text bodies are sent as they were."""
    message = encoded(MANAGEMENT, "CreateAction", ACTION)
    body = b"\0" + len(message).to_bytes(4, "big") + message
    body = base64.b64encode(body) if content_type.endswith("text") else body
    mock.http.post(f"/{MANAGEMENT}/CreateAction", headers={"content-type": content_type}, content=body)

    entry = replayed(mock)

    assert (entry["transport"], entry["code"]) == ("grpc-web", "ALREADY_EXISTS")
    assert entry["request"]["json"] == ACTION


def test_a_replay_that_is_delayed(mock: Mock) -> None:
    """The answer comes when the request's does; the server answers others meanwhile, and the entry is found."""
    mock.fault(name="slow", operation="ListFlowTypes", delay={"type": "fixed", "milliseconds": 200.0})
    mock.http.post(FLOW_TYPES)
    started = time.monotonic()

    entry = replayed(mock)

    assert time.monotonic() - started >= 0.2
    assert (entry["injected"], entry["status"]) == ("slow", 200)


@pytest.mark.parametrize("kind", ["reset", "empty", "half", "malformed", "stall"])
def test_a_replay_that_is_broken(mock: Mock, kind: str) -> None:
    """A fault strikes the request that is sent again, not the answer of the control API."""
    mock.http.post(ACTIONS, json=ACTION)
    mock.fault(broken=kind)

    entry = replayed(mock)

    assert (entry["broken"], entry["errorId"]) == (kind, "V3-DKcYh")


def test_an_entry_that_is_gone(mock: Mock) -> None:
    """What the journal does not keep cannot be sent again."""
    mock.http.post(FLOW_TYPES)
    mock.done("DELETE", "/requests")

    for number in ("1", "0", "9" * 18):
        problem = mock.refused("POST", f"/requests/{number}/replay")
        assert (problem["status"], problem["field"]) == (404, "id")
        assert problem["fix"]
    assert mock.requests() == []


@pytest.mark.parametrize("path", ["/requests/x/replay", f"/requests/{'9' * 5000}/replay", "/requests/1/replay/"])
def test_what_is_no_entry(mock: Mock, path: str) -> None:
    """Other paths are not found, whatever stands in them."""
    assert mock.refused("POST", path)["status"] == 404


def test_other_methods(mock: Mock) -> None:
    """A look at an entry sends nothing."""
    mock.http.post(FLOW_TYPES)

    assert mock.control("GET", f"/requests/{mock.requests()[0]['id']}/replay").is_error
    assert len(mock.requests()) == 1


def test_without_a_journal(mock: Mock) -> None:
    """Where nothing is kept, nothing is sent, and the problem says how to keep something."""
    mock.done("PUT", "/settings", json={"maxJournalEntries": 0})

    problem = mock.refused("POST", "/requests/1/replay")

    assert problem["status"] == 409
    assert "maxJournalEntries" in problem["fix"]


def test_a_new_entry_that_is_gone(mock: Mock) -> None:
    """Where the new entry is not kept, the problem says that the request was sent."""
    mock.http.post(FLOW_TYPES)
    mock.fault(name="slow", delay={"type": "fixed", "milliseconds": 500.0})

    with ThreadPoolExecutor() as pool:
        replay = pool.submit(replay_apart, mock)
        wait_for_strike(mock)
        mock.done("PUT", "/settings", json={"maxJournalEntries": 0})
        answer = replay.result()

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert "was sent" in answer.json()["detail"]


def replay_apart(mock: Mock) -> httpx.Response:
    """Send the first request again, on a connection of its own."""
    url = f"{mock.target.base_url}/__admin/requests/1/replay"
    return httpx.post(url, params={"host": mock.host}, timeout=REQUEST_TIMEOUT_S, trust_env=False)


def wait_for_strike(mock: Mock) -> None:
    """Wait until the rule `slow` holds a request back."""
    while mock.done("GET", "/faults/slow")["struck"] == 0:
        time.sleep(0.02)
