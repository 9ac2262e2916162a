"""Calls over gRPC end as they did on the real server."""

from __future__ import annotations

import json
import secrets
from typing import Any

from contracts.comparison import Difference, differences
from contracts.placeholders import Placeholders
from contracts.replayer import ADMIN_ROLE
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from tests.protocols.grpc_client import MANAGEMENT, Answer, GrpcClient, connected

ADMIN = "zitadel.admin.v1.AdminService"
RECORDED_NONCE = "1ec4c3"
"""Made the organisation's name unique when it was recorded; a replay chooses its own."""
UNREADABLE = b"\xff\xff"


def send(client: GrpcClient, recorded: dict[str, Any], placeholders: Placeholders) -> Answer:
    """Make a recorded call; the one recorded as `Bad` carried bytes that are no message."""
    method = recorded["method"]
    metadata = [(key, placeholders.fill_text(value)) for key, value in recorded["metadata"]]
    if method == "Bad":
        return client.call("ListFlowTypes", UNREADABLE, metadata)
    if method == "Nope":
        return client.call(method, b"", metadata)
    request: Any = placeholders.fill(recorded["request"])
    return client.call(method, request, metadata, service=service_of(method))


def service_of(method: str) -> str:
    """The service of a recorded method, whose line does not name it."""
    return ADMIN if method in ("GetOrgByID", "GetDefaultOrg") else MANAGEMENT


def judged(recorded: dict[str, Any], answer: Answer, placeholders: Placeholders) -> list[Difference]:
    """What is not as recorded."""
    seen: dict[str, Any] = {"trailing_metadata": answer.trailing}
    if answer.response is None:
        seen["status"] = {"code": answer.code, "message": answer.message, "details": answer.details}
    else:
        seen["response"] = answer.response
    expected: dict[str, Any] = {
        key: recorded[key] for key in ("response", "status", "trailing_metadata") if key in recorded
    }
    if recorded["method"] == "GetDefaultOrg":
        # Each server's default organisation has a history of its own.
        for side in (expected, seen):
            assert side["response"]["org"]["details"].pop("sequence").isdigit()
    return differences(expected, seen, placeholders, f"{recorded['method']}")


def test_recorded_calls(server: Target) -> None:
    """Code, message, details, keys of the trailing metadata and message are as recorded."""
    placeholders = Placeholders({ADMIN_ROLE: server.admin_pat}, nonce="")
    text = (RECORDINGS / "grpc.jsonl").read_text("utf-8").replace(RECORDED_NONCE, secrets.token_hex(3))
    found = []
    with connected(server) as client:
        for number, line in enumerate(text.splitlines(), start=1):
            recorded = json.loads(line)
            answer = send(client, recorded, placeholders)
            found += [f"grpc.jsonl:{number} {difference}" for difference in judged(recorded, answer, placeholders)]

    assert found == []
