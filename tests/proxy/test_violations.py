"""Servers that are wrong in a known way, and what the proxy says of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from contracts.answer import Answer
from contracts.scripted_server import scripted_server
from tests.command_line import run
from tests.conftest import REQUEST_TIMEOUT_S
from tests.proxy.answers import FLOW, JSON, WEB, ok, refusal, web, web_request
from tests.proxy.running import proxy

GET_FLOW = "/management/v1/flows/1"
TRIGGER = "/management/v1/flows/1/trigger/1"
RPC = "/zitadel.management.v1.ManagementService"
GET_FLOW_REQUEST = web_request("zitadel.management.v1.GetFlowRequest", type="1")


class Case(NamedTuple):
    """A request, the answer to it, and what is wrong: `kind where`, empty where nothing is."""

    method: str
    path: str
    answer: Answer
    found: str
    body: bytes = b""
    content_type: str = "application/json"


CASES = [
    Case("GET", GET_FLOW, ok(FLOW), ""),
    Case("GET", "/management/v1/nowhere", ok({"code": 5, "message": "Not Found"}, 404), ""),
    Case("GET", "/oidc/v1/userinfo", ok({"anything": 1}), ""),
    Case("GET", "/management/v1/projects", ok({}), "unknown-route path"),
    Case("DELETE", GET_FLOW, ok({}), "unknown-route path"),
    Case("POST", TRIGGER, ok({"details": {}}), "accepted-request request", b'{"actionIds": "x"}'),
    Case("POST", "/management/v1/actions", ok({"id": "1", "details": {}}), "accepted-request request", b"{}"),
    Case("GET", GET_FLOW, ok(FLOW, 202), "status status"),
    Case("GET", GET_FLOW, Answer(200, {"content-type": "text/html"}, b"<html>"), "content-type header content-type"),
    Case("GET", GET_FLOW, Answer(200, JSON, b'{"flow": '), "unreadable-answer body"),
    Case("GET", GET_FLOW, Answer(200, JSON, b""), "unreadable-answer body"),
    Case("GET", GET_FLOW, ok({}), "schema body"),
    Case("GET", GET_FLOW, ok({"flow": FLOW["flow"] | {"state": "ON"}}), "schema body.flow.state"),
    Case("GET", GET_FLOW, ok({"flow": FLOW["flow"] | {"colour": "red"}}), "schema body.flow"),
    Case("POST", TRIGGER, refusal(400, 9, "COMMAND-Nfh52"), ""),
    Case("POST", TRIGGER, refusal(400, 9, "COMMAND-Xxxxx"), "error-id error ID"),
    Case("POST", TRIGGER, refusal(404, 9, "COMMAND-Nfh52"), "error-code body.code"),
    Case("POST", f"{RPC}/GetFlow", web(b"\x0a\x00"), "schema body.flow", GET_FLOW_REQUEST, WEB["content-type"]),
    Case("POST", f"{RPC}/GetFlow", web(b"\x4a\x01x"), "schema body", GET_FLOW_REQUEST, WEB["content-type"]),
    Case(
        "POST", f"{RPC}/GetFlow", Answer(200, WEB, b"xx"), "unreadable-answer body", GET_FLOW_REQUEST,
        WEB["content-type"],
    ),
    Case("POST", f"{RPC}/GetFlow", ok(FLOW), "content-type header content-type", GET_FLOW_REQUEST, WEB["content-type"]),
    Case("POST", f"{RPC}/GetFlow", ok(FLOW, 503), "status status", GET_FLOW_REQUEST, WEB["content-type"]),
    Case("POST", f"{RPC}/NoSuchMethod", web(b""), "unknown-route path", GET_FLOW_REQUEST, WEB["content-type"]),
]  # fmt: skip


def send(http: httpx.Client, case: Case) -> list[dict[str, Any]]:
    """Send a case's request; returns what the header of the answer says."""
    headers = {"content-type": case.content_type, "authorization": "Bearer some-token"}
    response = http.request(case.method, case.path, content=case.body, headers=headers)
    assert response.content == case.answer.content
    return list(json.loads(response.headers.get("sl-violations", "[]")))


def test_each_violation_is_named() -> None:
    """Header, console and report name the kind of each violation and where it is; sound answers have none."""
    with (
        scripted_server([case.answer for case in CASES]) as server,
        proxy(server.base_url) as running,
        httpx.Client(base_url=running.url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        named = [send(http, case) for case in CASES]
        running.end()

    for case, violations in zip(CASES, named, strict=True):
        first = f"{violations[0]['kind']} {violations[0]['where']}" if violations else ""
        assert first == case.found, case
        kind, _, where = case.found.partition(" ")
        shown = f"{case.method} {case.path} {case.answer.status} {kind}: {where}: "
        assert not case.found or shown in running.output
    assert running.exit_code == 1
    assert f"{sum(map(len, named))} violations; 1 outside of the API" in running.output


def test_header_can_be_left_out_and_the_report_be_json() -> None:
    """Without the header the answer is as upstream gave it; the report on stdout is JSON and nothing else."""
    with (
        scripted_server([ok({})]) as server,
        proxy(server.base_url, "--no-violations-header", "--json") as running,
        httpx.Client(base_url=running.url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        response = http.get(GET_FLOW)
        running.end()

    report = json.loads(running.output)
    assert "sl-violations" not in response.headers
    assert running.exit_code == 1
    assert report["operations"] == {"GetFlow": {"exchanges": 1, "violations": {"schema": 1}}}
    assert report["findings"][0]["violation"] == {"kind": "schema", "where": "body", "text": "lacks the member flow"}
    assert "schema: body: lacks the member flow" in running.errors


def test_limit_of_latency(tmp_path: Path) -> None:
    """An answer of the API that took longer than allowed is a violation, live and recorded; others are none."""
    har = tmp_path / "traffic.har"
    with (
        scripted_server([ok(FLOW), ok({})]) as server,
        proxy(server.base_url, "--max-latency", "0", "--har", str(har)) as running,
        httpx.Client(base_url=running.url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        named = json.loads(http.get(GET_FLOW).headers["sl-violations"])
        outside = http.get("/oidc/v1/userinfo")
        running.end()
    again = run("proxy", "--drift", str(har), "--max-latency", "0")
    allowed = run("proxy", "--drift", str(har), "--max-latency", "60000")

    assert [violation["kind"] for violation in named] == ["latency"]
    assert "sl-violations" not in outside.headers
    assert running.exit_code == 1
    assert " latency: answer: took " in running.output
    assert (again.returncode, allowed.returncode) == (1, 0), again.stdout + allowed.stdout
