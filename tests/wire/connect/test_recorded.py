"""Recorded calls over Connect are answered with all the headers that the real server's answers had."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from contracts.answer import answer_differences
from contracts.exchange import Request
from contracts.placeholders import Placeholders
from contracts.reading import read_trace
from contracts.replayer import ADMIN_ROLE, TIMEOUT_S
from contracts.sending import send
from contracts.target import Target
from contracts.test_recordings import RECORDINGS

TRACES = sorted(path for path in RECORDINGS.glob("connect-*.jsonl") if path.stem != "connect-neighbours")
OF_V2, OF_V1 = "/zitadel.org.v2", "/zitadel."
NOT_SERVED = "/zitadel.system.v1."
KEPT = (
    "accept-encoding",
    "accept-post",
    "content-encoding",
    "grpc-message",
    "grpc-status",
    "grpcgateway-cache-control",
    "grpcgateway-content-type",
    "pragma",
    "set-cookie",
    "trailer",
    "vary",
    "x-content-type-options",
)
"""What recordings hold in `more_headers`; one that is not there was not in the answer."""


def more_headers(trace: Path) -> list[Mapping[str, str]]:
    """The rest of the headers of each answer of a trace."""
    lines = trace.read_text("utf-8").removesuffix("\n").split("\n")
    return [json.loads(line)["response"].get("more_headers", {}) for line in lines]


def compares(request: Request) -> bool:
    """Whether an answer is one of Connect, or of a service that does not speak it."""
    path = request.path
    of_v1 = request.method == "POST" and path.startswith(OF_V1) and not path.startswith(NOT_SERVED)
    return path.startswith(OF_V2) or of_v1


@pytest.mark.parametrize("trace", TRACES, ids=lambda path: path.stem)
def test_all_headers_are_as_recorded(one_host: Target, trace: Path) -> None:
    """Calls over Connect have the headers that were recorded, and none of those that were not."""
    placeholders = Placeholders({ADMIN_ROLE: one_host.admin_pat}, nonce=secrets.token_hex(4))
    found = []
    compared = 0
    with httpx.Client(base_url=one_host.base_url, timeout=TIMEOUT_S, trust_env=False) as client:
        for exchange, recorded in zip(read_trace(trace), more_headers(trace), strict=True):
            answer = send(client, exchange.request, placeholders)
            differing = answer_differences(exchange, answer, placeholders)
            if not compares(exchange.request) or differing:
                continue
            compared += 1
            seen = {name: answer.headers[name] for name in KEPT if name in answer.headers}
            if seen != recorded:
                found.append(f"{exchange.file}:{exchange.line} {recorded} {seen}")
    assert found == []
    assert compared > 50
