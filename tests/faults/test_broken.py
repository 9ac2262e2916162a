"""Connections that fail, as clients of each protocol see them."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from tests.control.instances import REQUEST_TIMEOUT_S, fresh_instance
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import Answer, connected
from tests.protocols.h2_client import Reply, http2
from tests.protocols.serving import serving

ACTIONS = "/management/v1/actions"
ACTION = {"name": "kept", "script": "s"}


def create(mock: Mock, kind: str, timeout_s: float = REQUEST_TIMEOUT_S) -> httpx.Response:
    """Create an action over a connection that fails."""
    mock.fault(name="broken", operation="CreateAction", broken=kind)
    return mock.http.post(ACTIONS, json=ACTION, timeout=timeout_s)


def require_lost(mock: Mock, kind: str) -> None:
    """Assert that the operation was carried out, and that the journal says what became of its answer."""
    entry = mock.requests(operation="CreateAction")[0]
    assert (entry["injected"], entry["broken"], entry["status"]) == ("broken", kind, 200)
    assert [action["name"] for action in mock.api.actions()] == ["kept"]


def test_reset(mock: Mock) -> None:
    """The client sees a reset, not an end."""
    with pytest.raises(httpx.ReadError):
        create(mock, "reset")

    require_lost(mock, "reset")


def test_empty(mock: Mock) -> None:
    """The connection ends without an answer."""
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        create(mock, "empty")

    require_lost(mock, "empty")


def test_half(mock: Mock) -> None:
    """The body ends before its announced length."""
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        create(mock, "half")

    require_lost(mock, "half")


def test_malformed(mock: Mock) -> None:
    """The answer is whole for HTTP and no JSON."""
    answer = create(mock, "malformed")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    require_lost(mock, "malformed")


def test_stall(mock: Mock) -> None:
    """The head and half of the body come, and then nothing more."""
    with pytest.raises(httpx.ReadTimeout):
        create(mock, "stall", timeout_s=0.5)

    require_lost(mock, "stall")


def test_the_next_request_is_served(mock: Mock) -> None:
    """A rule that is spent leaves nothing behind."""
    mock.fault(operation="CreateAction", broken="half", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        mock.http.post(ACTIONS, json=ACTION)

    assert mock.http.post(ACTIONS, json=ACTION).status_code == 409


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("reset", {"INTERNAL", "UNKNOWN", "UNAVAILABLE"}),
        ("empty", {"UNKNOWN", "INTERNAL"}),
        ("half", {"INTERNAL", "UNKNOWN", "UNAVAILABLE"}),
        ("stall", {"DEADLINE_EXCEEDED"}),
    ],
)
def test_grpc(mock: Mock, kind: str, codes: set[str]) -> None:
    """A call over gRPC ends with a status that no service gave."""
    answer = call(mock, kind)

    assert answer.code in codes
    assert answer.details == []
    require_lost(mock, kind)


def test_malformed_grpc(mock: Mock) -> None:
    """The message arrives whole and is none."""
    with pytest.raises(Exception, match="Error parsing message"):
        call(mock, "malformed")

    require_lost(mock, "malformed")


def test_other_streams_go_on(mock: Mock) -> None:
    """Only the stream of the call fails; others of its connection are served."""
    mock.fault(operation="CreateAction", broken="reset")
    host = (INSTANCE_HOST, mock.host)
    with http2(mock.target) as peer:
        broken: Reply = peer.call("CreateAction", bytes(5), host)
        listed = peer.call("ListFlowTypes", bytes(5), host)

    assert broken.reset
    assert listed.status == "0"


@pytest.mark.parametrize("content_type", ["application/grpc-web", "application/grpc-web-text"])
def test_malformed_grpc_web(mock: Mock, content_type: str) -> None:
    """The body of gRPC-Web is whole and does not hold a message."""
    mock.fault(operation="ListFlowTypes", broken="malformed")
    body = b"AAAAAAA=" if content_type.endswith("text") else bytes(5)

    answer = mock.http.post(
        "/zitadel.management.v1.ManagementService/ListFlowTypes", headers={"content-type": content_type}, content=body
    )

    assert answer.status_code == 200
    start = b"!" if content_type.endswith("text") else b"\0\0\0\0\4\xff\xff\xff\xff"
    assert answer.content.startswith(start)


def test_a_stalled_client_does_not_keep_the_server(tmp_path: Path) -> None:
    """A server that is told to end does, although answers are still owed."""
    with serving(tmp_path) as started, fresh_instance(started.target) as mock:
        with pytest.raises(httpx.ReadTimeout):
            create(mock, "stall", timeout_s=0.5)
        with mock.http.stream("POST", ACTIONS, json=ACTION) as answer:
            assert answer.status_code == 409 or answer.headers["x-mock-injected"]
            started.process.terminate()
            assert started.process.wait(REQUEST_TIMEOUT_S) == 0


def call(mock: Mock, kind: str) -> Answer:
    """Create an action by gRPC over a connection that fails."""
    mock.fault(name="broken", operation="CreateAction", broken=kind)
    metadata = [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)]
    with connected(mock.target) as client:
        return client.call("CreateAction", ACTION, metadata, timeout=2.0 if kind == "stall" else REQUEST_TIMEOUT_S)
