"""What scripts, logins and executions do is held against the recordings, as far as the server lets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contracts.server_process import server_process
from contracts.target import Target
from contracts.verify.command import receiver_of
from contracts.verify.options import CannotRun
from contracts.verify.reach import Need, Reach
from tests.command_line import assert_one_line, run_against


def test_on_a_server_of_ones_own(tmp_path: Path) -> None:
    """Answers that scripts had a part in, a login from an identity provider, and targets that are called."""
    chosen = "*runs-claim-keys.jsonl:*,1-form-create,default-register,best-match"
    with server_process(tmp_path) as target:
        ended = run_against(target, "verify", "--quiet", "--json", "--own-server", "--select", chosen)

    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr
    report = json.loads(ended.stdout)
    groups = [row["group"] for row in report["checks"]]
    assert {name: groups.count(name) for name in groups} == {"scripts": 19, "logins": 2, "executions": 1}
    assert report["skipped"] == []
    scripts = [row for row in report["checks"] if row["group"] == "scripts"]
    assert scripts[0]["check"] == "as recorded in runs-claim-keys.jsonl:8, tokens"
    assert scripts[0]["sources"] == ["recordings/runs-claim-keys.jsonl:7-8"]


def test_what_a_shared_server_is_spared_is_told(server: Target) -> None:
    """Nothing that a whole instance shares is changed unless the server is one's own, and the run says so."""
    ended = run_against(server, "verify", "--quiet", "--select", "executions,default-register")

    assert_one_line(ended, "15 checks were skipped: they change what a whole instance shares: --own-server")


def test_a_receiver_is_a_name() -> None:
    """One with a scheme or a port is refused."""
    assert receiver_of("build-7.example.com") == "build-7.example.com"
    with pytest.raises(CannotRun, match="--receiver takes a name or an IPv4 address"):
        receiver_of("http://me:80")


@pytest.mark.parametrize(
    ("base_url", "receiver", "lacking"),
    [
        ("http://127.0.0.1:8080", "", []),
        ("http://localhost:8080", "", []),
        ("https://zitadel.example.com", "", [Need.RECEIVER]),
        ("https://zitadel.example.com", "build-7.example.com", []),
    ],
)
def test_who_is_reached(base_url: str, receiver: str, lacking: list[Need]) -> None:
    """A server elsewhere has to be told the name of this machine; one on loopback knows it."""
    reach = Reach(base_url, receiver, own_server=True)

    assert reach.lacks([Need.OWN_SERVER, Need.RECEIVER]) == lacking


def test_what_is_opened_answers() -> None:
    """Provider and listener are there under the name that the server is told."""
    reach = Reach("http://127.0.0.1:8080", "localhost", own_server=True)
    try:
        assert reach.listener.authority.startswith("localhost:")
        assert reach.provider.issuer.startswith("http://localhost:")
    finally:
        reach.close()
