"""Logins on the built-in pages are as they were on the real server: pages, people, tokens, what scripts logged."""

from __future__ import annotations

import copy
from contextlib import closing
from pathlib import Path

import pytest

from contracts.logins.__main__ import PAT_VARIABLE, main
from contracts.logins.case import Case, needs_own_server, read_cases
from contracts.logins.driver import run_case
from contracts.logins.provider import Provider
from contracts.server_process import server_process
from contracts.target import Target
from tests.logins.journal import LoggedRuns

EVERY = 4
SLOW = frozenset({"3-1-timeout"})
"""Cases that wait for a script's time to be up."""
CASES = list(read_cases())
SHARED = [case for case in CASES if not needs_own_server(case)]
SAMPLE = [case for case in SHARED if case["case"] not in SLOW][::EVERY]


def differing(target: Target, case: Case, provider: Provider) -> list[str]:
    """What differs from what was observed."""
    with closing(LoggedRuns(target)) as log:
        return [str(difference) for difference in run_case(target, case, provider, log)]


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: str(case["case"]))
def test_a_sample(server: Target, provider: Provider, case: Case) -> None:
    """Each case leaves behind what it left on the real server."""
    assert differing(server, case, provider) == []


@pytest.mark.thorough
@pytest.mark.parametrize("case", SHARED, ids=lambda case: str(case["case"]))
def test_all(server: Target, provider: Provider, case: Case) -> None:
    """So does every other."""
    assert differing(server, case, provider) == []


@pytest.mark.thorough
def test_the_default_organisation(tmp_path: Path, provider: Provider) -> None:
    """Cases that change what all share have a server of their own."""
    with server_process(tmp_path) as target:
        for case in CASES:
            if needs_own_server(case):
                assert differing(target, case, provider) == [], case["case"]


def test_the_command(server: Target, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It says how many agree; where none does, or none is meant, its exit code is 1."""
    monkeypatch.setenv(PAT_VARIABLE, server.admin_pat)

    codes = [main([server.base_url, pattern]) for pattern in ("3-1-unknown-*", "default-unknown-user", "nothing")]

    assert codes == [0, 1, 1]
    assert capsys.readouterr().out.splitlines() == [
        "2 of 2 cases agree",
        "0 of 0 cases agree, 1 left out (--own-server)",
        "0 of 0 cases agree",
    ]


def test_differences_are_seen(server: Target, provider: Provider) -> None:
    """A case that expects something else of a step, a user's metadata, a token or the log does not agree."""
    case = next(case for case in CASES if case["case"] == "3-1-wrong-password")
    changed = copy.deepcopy(dict(case))
    then = changed["then"]
    then["steps"][0]["error"]["id"] = "COMMAND-00000"
    then["users"][0]["metadata"][0]["text"] = "other"
    then["tokens"]["amr"] = ["otp"]
    then["log"][0]["text"] += "."

    seen = differing(server, changed, provider)

    places = ["steps[0].error.id", "users[0].metadata[0].text", "tokens.amr[0]", "log[0].text"]
    assert [difference.partition(":")[0] for difference in seen] == [f"{case['case']}.{place}" for place in places]
