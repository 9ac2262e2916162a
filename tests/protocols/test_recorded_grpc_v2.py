"""Calls over gRPC to services of v2 end as they did on the real server, and beside them the same ones to v1."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from typing import Any

import grpc

from contracts.comparison import Difference, differences
from contracts.placeholders import Placeholders
from contracts.replayer import ADMIN_ROLE
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from tests.protocols.grpc_client import Answer, GrpcClient, connected, encoded, finished

CALLS = [json.loads(line) for line in (RECORDINGS / "grpc_v2.jsonl").read_text("utf-8").splitlines()]
ANY_TEXT = "{{text}}"
NOT_COMPARED = frozenset({"trailer"})
"""Says in advance which trailers come; HTTP/2 does without."""


def send(client: GrpcClient, recorded: Mapping[str, Any], placeholders: Placeholders) -> tuple[Answer, dict[str, str]]:
    """Make a recorded call; returns its end and its initial metadata."""
    service, method, request = recorded["service"], recorded["method"], recorded["request"]
    metadata = [(key, placeholders.fill_text(value)) for key, value in recorded["metadata"]]
    if set(request) == {"bytes"}:
        data = base64.b64decode(request["bytes"])
    else:
        text = json.dumps(request).replace("{{fill}}", "a" * recorded.get("fill", 0))
        data = encoded(service, method, json.loads(placeholders.fill_text(text)))
    options = {"compression": grpc.Compression.Gzip} if recorded.get("compression_used") else {}
    call = client.start(method, data, metadata, service=service, **options)
    answer = finished(call, service, method)
    return answer, dict(call.initial_metadata() or ())


def judged(
    recorded: Mapping[str, Any], answer: Answer, initial: Mapping[str, str], placeholders: Placeholders
) -> list[Difference]:
    """What is not as recorded."""
    seen: dict[str, Any] = {"trailing": answer.trailing}
    want: dict[str, Any] = {"trailing": [key for key, _ in recorded["trailing_metadata"]]}
    if "response" in recorded:
        want["response"], seen["response"] = recorded["response"], answer.response
    else:
        details = [
            {"type_url": row["@type"], "id": row["id"], "message": row["message"]}
            for row in recorded["status"]["details"]
        ]
        want["status"] = recorded["status"] | {"details": details}
        if _translated(recorded):
            want["status"] |= {"message": ANY_TEXT, "details": [row | {"message": ANY_TEXT} for row in details]}
        seen["status"] = {"code": answer.code, "message": answer.message, "details": answer.details}
    want["initial"] = {key: value for key, value in recorded["initial_metadata"] if key not in NOT_COMPARED}
    seen["initial"] = {key: value for key, value in initial.items() if key in KEPT}
    return differences(want, seen, placeholders, f"{recorded['service']}/{recorded['method']}")


def _translated(recorded: Mapping[str, Any]) -> bool:
    """Whether the answer is a translation, whose words are ours; services of v2 never translate."""
    return ".v1." in recorded["service"] and any(key == "accept-language" for key, _ in recorded["metadata"])


KEPT = {key for call in CALLS for key, _ in call["initial_metadata"]} - NOT_COMPARED


def test_recorded_calls(server: Target) -> None:
    """Code, message, details, metadata and message are as recorded."""
    placeholders = Placeholders({ADMIN_ROLE: server.admin_pat}, nonce=secrets.token_hex(3))
    found = []
    with connected(server) as client:
        for number, recorded in enumerate(CALLS, start=1):
            answer, initial = send(client, recorded, placeholders)
            found += [f"grpc_v2.jsonl:{number} {row}" for row in judged(recorded, answer, initial, placeholders)]
    assert found == []
