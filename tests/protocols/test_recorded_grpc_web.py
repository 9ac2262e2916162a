"""Calls over gRPC-Web are answered byte for byte as the real server answered them."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest

from contracts.comparison import Difference
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


def deviating(call: dict[str, Any], target: Target, client: httpx.Client) -> list[Difference]:
    """Make a recorded call with a client that brings no token of its own; returns what is not as recorded."""
    placeholders = Placeholders({ADMIN_ROLE: target.admin_pat}, nonce="")
    headers = {name: placeholders.fill_text(value) for name, value in call["request"]["headers"].items()}
    recorded = call["response"]
    body = base64.b64decode(call["request"]["body_base64"])
    response = client.post(f"/{MANAGEMENT}/{call['method']}", headers=headers, content=body)
    chunked = {"content-length"} if "transfer-encoding" in recorded["headers"] else set()
    compared = {
        "status": (recorded["status"], response.status_code),
        "body": (recorded["body_base64"], base64.b64encode(response.content).decode()),
        **{name: (recorded["headers"].get(name), response.headers.get(name)) for name in set(COMPARED) - chunked},
    }
    found = [Difference(name, str(want), str(seen)) for name, (want, seen) in compared.items() if want != seen]
    if more := names(response.headers) - names(recorded["headers"]):
        found.append(Difference(EXPOSED, "nothing more", ", ".join(sorted(more))))
    return found


@pytest.mark.parametrize(
    "call", CALLS, ids=[f"{number}-{call['method']}" for number, call in enumerate(CALLS, start=1)]
)
def test_recorded_call(server: Target, client: httpx.Client, call: dict[str, Any]) -> None:
    """Status, body and headers are as recorded."""
    del client.headers["authorization"]
    assert set(call["response"]["headers"]) <= {*COMPARED, *NOT_COMPARED}
    assert deviating(call, server, client) == []
