"""How the proxy starts, passes on, and ends."""

from __future__ import annotations

import itertools
import signal
import socket
import subprocess
from pathlib import Path

import httpx
import pytest

from contracts.answer import Answer
from contracts.scripted_server import scripted_server
from contracts.target import Target
from tests.command_line import COMMAND, assert_one_line, environment, run
from tests.conftest import REQUEST_TIMEOUT_S
from tests.protocols.grpc_client import connected
from tests.proxy.answers import FLOW, JSON, ok
from tests.proxy.running import proxy


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


def test_upstream_that_is_not_there() -> None:
    """The client gets a 502 that says why, and the run counts as not done."""
    upstream = f"http://127.0.0.1:{free_port()}"
    with proxy(upstream) as running:
        response = httpx.get(f"{running.url}/management/v1/flows/1", timeout=REQUEST_TIMEOUT_S, trust_env=False)
        running.end()

    assert response.status_code == 502
    assert response.json()["message"].startswith(f"zitadel-mock proxy: {upstream} gave no answer: ConnectError")
    assert running.exit_code == 2
    assert "1 without an answer from upstream" in running.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_run_that_judged_nothing(server: Target, number: signal.Signals) -> None:
    """A run without traffic shows nothing, so it is no success."""
    with proxy(server.base_url) as running:
        running.end(number)

    assert running.exit_code == 2
    assert "0 exchanges, 0 judged, 0 violations" in running.output


def test_what_belongs_to_a_connection_is_not_passed_on() -> None:
    """Hop-by-hop headers stop at the proxy both ways, all else goes through, the target byte for byte."""
    answer = Answer(200, JSON | {"keep-alive": "timeout=1", "x-own": "1", "connection": "x-hop", "x-hop": "1"}, b"{}")
    sent = {"connection": "x-mine", "x-mine": "1", "te": "trailers", "x-kept": "1", "accept-encoding": "gzip"}
    with (
        scripted_server([answer]) as server,
        proxy(server.base_url) as running,
        httpx.Client(base_url=running.url, timeout=REQUEST_TIMEOUT_S, trust_env=False) as http,
    ):
        response = http.get("/management/v1/flows/%41%2f?b=%20&a", headers=sent)
        running.end()

    assert server.requests == ["GET /management/v1/flows/%41%2f?b=%20&a "]
    (passed,) = server.headers
    assert passed["x-kept"] == "1"
    assert passed["host"] == server.base_url.removeprefix("http://")
    assert passed["accept-encoding"] == "identity"
    assert passed.keys().isdisjoint({"x-mine", "te"})
    assert response.headers["x-own"] == "1"
    assert response.headers.keys().isdisjoint({"x-hop", "keep-alive"})


def test_status_that_http_does_not_have() -> None:
    """An answer that cannot be passed on is a 502, and is judged all the same."""
    with scripted_server([ok(FLOW, 520)]) as server, proxy(server.base_url) as running:
        response = httpx.get(f"{running.url}/management/v1/flows/1", timeout=REQUEST_TIMEOUT_S, trust_env=False)
        running.end()

    assert response.status_code == 502
    assert "status 520" in response.json()["message"]
    assert "520 is none of those listed" in running.output


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        ([], "give either --upstream or --drift"),
        (["--upstream", "http://localhost", "--drift", "x"], "give either --upstream or --drift"),
        (["--drift", "x", "--har", "y"], "--har belongs to --upstream"),
        (["--upstream", "ftp://localhost"], "--upstream must be http"),
        (["--upstream", "http://localhost/path"], "without a path"),
        (["--upstream", "http://user:word@localhost"], "no user name"),
        (["--upstream", "http://localhost", "--har", "/nowhere/x"], "--har: cannot write"),
        (["--upstream", "http://localhost", "--upstream-ca", "/nowhere/x"], "--upstream-ca: cannot use"),
    ],
)
def test_what_cannot_run(flags: list[str], reason: str) -> None:
    """What is wrong with the flags is told in one line, with exit code 2."""
    assert_one_line(run("proxy", *flags), reason)


def test_grpc_proper_is_refused(server: Target) -> None:
    """A gRPC client learns that its protocol is not passed on."""
    with proxy(server.base_url) as running, connected(Target(running.url, server.admin_pat)) as client:
        answer = client.call("ListFlowTypes", {})

    assert answer.code == "UNIMPLEMENTED"
    assert answer.message == "zitadel-mock proxy passes JSON and gRPC-Web on, not gRPC"


def test_upstream_with_tls() -> None:
    """An upstream with a certificate is trusted by the authority that is named, and by no other."""
    command = [*COMMAND, "serve", "--port", "0", "--tls", "self-signed"]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            told = list(
                itertools.takewhile(lambda line: not line.startswith("try: "), iter(process.stdout.readline, ""))
            )
            authority = next(line for line in told if line.startswith("certificate authority: "))
            url = next(line for line in told if line.startswith("listening on "))
            upstream = f"https://localhost:{url.strip().rpartition(':')[2]}"
            named = ["--upstream-ca", authority.partition(": ")[2].strip()]
            assert [healthz(upstream, flags) for flags in (named, [])] == [200, 502]
        finally:
            process.kill()


def healthz(upstream: str, flags: list[str]) -> int:
    """The status that a proxy with these flags passes on."""
    with proxy(upstream, *flags) as running:
        return httpx.get(f"{running.url}/debug/healthz", timeout=REQUEST_TIMEOUT_S, trust_env=False).status_code


def test_port_that_is_taken(server: Target) -> None:
    """A port that another server has is told in one line."""
    taken = server.base_url.rpartition(":")[2]
    assert_one_line(run("proxy", "--upstream", server.base_url, "--port", taken), "cannot listen on")


def test_port_file(server: Target, tmp_path: Path) -> None:
    """The port is in the file once the proxy listens."""
    with proxy(server.base_url, "--port-file", str(tmp_path / "port")) as running:
        assert running.url.endswith(f":{(tmp_path / 'port').read_text('ascii').strip()}")


@pytest.mark.parametrize(
    "target",
    [
        b"/__admin/health",
        b"/__admin",
        b"/%5f%5fadmin/tokens",
        b"//__admin/state",
        b"/x/../__admin/health",
        b"/./__admin/?host=localhost",
        b"http://127.0.0.1:1/__admin/health",
    ],
)
def test_the_control_api_is_not_passed_on(server: Target, target: bytes) -> None:
    """Whoever reaches the proxy is no one whom a mock behind it should trust as somebody on its machine."""
    with proxy(server.base_url) as running, httpx.Client(base_url=running.url, trust_env=False) as http:
        answer = http.request("GET", "/", extensions={"target": target})

        assert answer.status_code == 403
        assert answer.json()["code"] == 7
        assert "control API" in answer.json()["message"]
        assert http.get("/debug/healthz").text == "ok"
