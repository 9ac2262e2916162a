"""The HAR file: it opens again, holds no secret, and judged offline it says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.replayer import replay
from contracts.scripted_server import scripted_server
from contracts.target import Target
from contracts.test_recordings import RECORDINGS
from mockserver.traffic.exchange import UnreadableTraffic
from mockserver.traffic.har_reader import HarFile
from tests.command_line import assert_one_line, run
from tests.conftest import REQUEST_TIMEOUT_S
from tests.proxy.answers import FLOW, WEB, ok, web, web_request
from tests.proxy.running import proxy

RPC = "/zitadel.management.v1.ManagementService/AddPersonalAccessToken"
SECRETS = [f"hidden-{word}-value" for word in ("pat", "cookie", "issued", "key", "client", "form", "query", "broken")]


def test_secrets_are_left_out(tmp_path: Path) -> None:
    """Tokens, cookies, keys and secrets stand in no part of the file, and the same one has the same label."""
    pat, cookie, issued, key, client, form, query, broken = SECRETS
    details = {"details": {}}
    token_message = b"\x0a\x011\x12" + bytes([len(issued)]) + issued.encode() + b"\x1a\x00"
    file = tmp_path / "traffic.har"
    answers = [
        ok({"tokenId": "1", "token": issued} | details),
        ok({"keyId": "1", "keyDetails": key} | details),
        ok({"clientId": "robot", "clientSecret": client} | details),
        web(token_message),
        ok({"access_token": issued}),
        ok(FLOW),
        ok(FLOW),
    ]
    headers = {"authorization": f"Bearer {pat}", "cookie": f"session={cookie}"}
    with (
        scripted_server(answers) as server,
        proxy(server.base_url, "--har", str(file)) as running,
        httpx.Client(base_url=running.url, headers=headers, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        http.post("/management/v1/users/1/pats", json={})
        http.post("/management/v1/users/1/keys", json={"type": 1})
        http.put("/management/v1/users/1/secret", json={})
        body = web_request("zitadel.management.v1.AddPersonalAccessTokenRequest", user_id="1")
        http.post(RPC, content=body, headers=WEB)
        http.post("/oauth/v2/token", data={"client_secret": form, "grant_type": "client_credentials"})
        http.get(f"/management/v1/flows/1?access_token={query}", headers={"authorization": f"Bearer {issued}"})
        http.post("/management/v1/actions", content=f'{{"token": "{broken}'.encode())
        running.end()

    text = file.read_text("utf-8")
    assert [secret for secret in SECRETS if secret in text or secret in running.output] == []
    first, *_, with_issued, _ = HarFile(file).exchanges()
    label = json.loads(first.response_body)["token"]
    assert dict(with_issued.request_headers)["authorization"] == f"Bearer {label}"
    over_grpc_web = list(HarFile(file).exchanges())[3]
    assert label.encode() in over_grpc_web.response_body


def test_file_is_har_1_2_while_the_proxy_runs(server: Target, tmp_path: Path) -> None:
    """After each exchange the file is whole, with all that HAR asks of an entry."""
    file = tmp_path / "traffic.har"
    with (
        proxy(server.base_url, "--har", str(file)) as running,
        httpx.Client(base_url=running.url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        empty = json.loads(file.read_bytes())
        http.get("/management/v1/healthz?a=b")
        one = json.loads(file.read_bytes())
        http.get("/debug/healthz")
        two = json.loads(file.read_bytes())
        running.end()

    assert [len(har["log"]["entries"]) for har in (empty, one, two)] == [0, 1, 2]
    assert one["log"]["version"] == "1.2"
    entry = one["log"]["entries"][0]
    assert entry.keys() == {"startedDateTime", "time", "request", "response", "cache", "timings"}
    assert entry["request"]["url"] == f"{server.base_url}/management/v1/healthz?a=b"
    assert entry["request"]["queryString"] == [{"name": "a", "value": "b"}]
    assert entry["response"]["content"]["text"] == "{}"
    assert running.exit_code == 0


def findings(output: str) -> list[Any]:
    """The findings of a report in JSON."""
    return list(json.loads(output)["findings"])


def test_drift_finds_the_same(server: Target, tmp_path: Path) -> None:
    """The file of a run with a shadow, judged offline with one, gives the same findings and the same exit code."""
    file = tmp_path / "traffic.har"
    pat = server.admin_pat
    with (
        proxy(server.base_url, "--shadow", "--admin-pat", pat, "--har", str(file), "--json") as running,
        httpx.Client(base_url=running.url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        replay(RECORDINGS / "setup.jsonl", Target(running.url, pat))
        # Made before the shadow began, so only upstream has it.
        made = httpx.post(
            f"{server.base_url}/management/v1/orgs",
            json={"name": f"Earlier {running.url}"},
            headers={"authorization": f"Bearer {pat}"},
            trust_env=False,
        ).json()["id"]
        http.get("/management/v1/orgs/me", headers={"authorization": f"Bearer {pat}", "x-zitadel-orgid": made})
        running.end()
    offline = run("proxy", "--drift", str(file), "--shadow", "--json")

    assert running.exit_code == 1
    assert offline.returncode == 1
    kinds = [finding["violation"]["kind"] for finding in findings(running.output)]
    assert kinds == ["shadow-status", "shadow-error-id"]
    assert findings(offline.stdout) == findings(running.output)
    assert pat not in file.read_text("utf-8")


def test_drift_of_files_that_are_none(tmp_path: Path) -> None:
    """What is missing, no JSON or no HAR is told in one line, with exit code 2."""
    (tmp_path / "text").write_text("x", "utf-8")
    (tmp_path / "json").write_text("{}", "utf-8")
    assert_one_line(run("proxy", "--drift", str(tmp_path / "missing")), "--drift: cannot read")
    for name, reason in (("text", "is no JSON"), ("json", "is no HAR 1.2")):
        with pytest.raises(UnreadableTraffic, match=reason):
            list(HarFile(tmp_path / name).exchanges())
