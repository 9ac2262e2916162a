"""A server behind the proxy answers as it does without, and our own has nothing against the spec."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import httpx
import pytest

from contracts.placeholders import Placeholders
from contracts.replayer import ADMIN_ROLE, replay
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from tests.command_line import run
from tests.conftest import REQUEST_TIMEOUT_S
from tests.protocols.grpc_client import MANAGEMENT
from tests.proxy.running import proxy

TRACES = ("flows", "set_trigger_actions", "setup", "wire")


@pytest.fixture
def shadowed(server: Target) -> tuple[str, ...]:
    """Flags of a proxy with our own server beside it."""
    return "--shadow", "--admin-pat", server.admin_pat


def test_recordings_through_the_proxy(server: Target, shadowed: tuple[str, ...]) -> None:
    """Recordings are answered to the letter, and neither the spec nor the shadow has anything against them."""
    with proxy(server.base_url, *shadowed) as running:
        deviations = [
            deviation
            for trace in TRACES
            for deviation in replay(RECORDINGS / f"{trace}.jsonl", Target(running.url, server.admin_pat))
        ]
        running.end()

    assert deviations == []
    assert running.exit_code == 0, running.output
    assert ", 0 violations" in running.output


def test_recorded_grpc_web_through_the_proxy(server: Target, shadowed: tuple[str, ...], tmp_path: Path) -> None:
    """Calls over gRPC-Web come through byte for byte, and nothing is found in them, live or from the HAR."""
    lines = (RECORDINGS / "grpc_web.jsonl").read_text("utf-8").splitlines()
    placeholders = Placeholders({ADMIN_ROLE: server.admin_pat}, nonce="")
    with (
        proxy(server.base_url, *shadowed, "--har", str(tmp_path / "traffic.har")) as running,
        httpx.Client(base_url=running.url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        for call in map(json.loads, lines):
            headers = {name: placeholders.fill_text(value) for name, value in call["request"]["headers"].items()}
            body = base64.b64decode(call["request"]["body_base64"])
            response = http.post(f"/{MANAGEMENT}/{call['method']}", headers=headers, content=body)
            assert response.content == base64.b64decode(call["response"]["body_base64"])
        running.end()

    assert running.exit_code == 0, running.output
    offline = run("proxy", "--drift", str(tmp_path / "traffic.har"), "--shadow")
    assert offline.returncode == 0
    for output in (running.output, offline.stdout):
        assert f"{len(lines)} exchanges, {len(lines)} judged, 0 violations" in output
