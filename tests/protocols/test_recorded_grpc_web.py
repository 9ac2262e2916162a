"""Calls over gRPC-Web are answered byte for byte as the real server answered them."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest

from contracts.placeholders import Placeholders
from contracts.replayer import ADMIN_ROLE
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from tests.protocols.grpc_client import MANAGEMENT

CALLS = [json.loads(line) for line in (RECORDINGS / "grpc_web.jsonl").read_text("utf-8").splitlines()]
EXPOSED = "access-control-expose-headers"
NOT_COMPARED = {
    "transfer-encoding": "how a body is cut into pieces is no part of it; ours has a length instead",
    EXPOSED: "the real server walks a map, so the names come in another order each time: compared as a set",
}
COMPARED = (
    "content-type",
    "grpc-status",
    "grpc-message",
    "grpc-status-details-bin",
    "access-control-allow-origin",
    "content-length",
)


def names(headers: dict[str, str] | httpx.Headers) -> set[str]:
    """The headers that a page may read."""
    return {name.strip().lower() for name in headers.get(EXPOSED, "").split(",")}


@pytest.mark.parametrize(
    "call", CALLS, ids=[f"{number}-{call['method']}" for number, call in enumerate(CALLS, start=1)]
)
def test_recorded_call(server: Target, client: httpx.Client, call: dict[str, Any]) -> None:
    """Status, body and headers are as recorded."""
    placeholders = Placeholders({ADMIN_ROLE: server.admin_pat}, nonce="")
    headers = {name: placeholders.fill_text(value) for name, value in call["request"]["headers"].items()}
    body = base64.b64decode(call["request"]["body_base64"])
    del client.headers["authorization"]
    recorded = call["response"]

    response = client.post(f"/{MANAGEMENT}/{call['method']}", headers=headers, content=body)

    assert response.status_code == recorded["status"]
    assert response.content == base64.b64decode(recorded["body_base64"])
    assert set(recorded["headers"]) <= {*COMPARED, *NOT_COMPARED}
    chunked = {"content-length"} if "transfer-encoding" in recorded["headers"] else set()
    for name in set(COMPARED) - chunked:
        assert response.headers.get(name) == recorded["headers"].get(name), name
    assert names(response.headers) <= names(recorded["headers"])
