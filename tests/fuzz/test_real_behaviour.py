"""No false alarm: nothing is found on the server as it is."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import httpx
import pytest

from contracts.server_process import server_process
from contracts.target import Target
from tests.command_line import run, run_against

LONG_EXAMPLES = 60
LONG_REQUESTS = 2000
"""Five seeds make ten thousand."""

REACHED = (
    "SetTriggerActions",
    "ClearFlow",
    "CreateAction",
    "UpdateAction",
    "DeleteAction",
    "DeactivateAction",
    "ReactivateAction",
    "AddOrgMember",
    "AddPersonalAccessToken",
    "RemoveOrg",
)
"""Operations that succeed only for what exists, or for what is new."""


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_short(tmp_path: Path) -> None:
    """All phases find nothing, requests reach what exists, and progress and reports are as they are described."""
    ended = run("fuzz", "--seed", "1", "--max-examples", "3", "--json", "--report", str(tmp_path), timeout_s=None)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    report = json.loads(ended.stdout)
    assert (report["findings"], report["errors"]) == ([], [])
    operations = report["operations"]
    assert [name for name in REACHED if operations[name]["done"] == 0] == []
    assert operations["SetTriggerActions"]["share_of_valid"] > 0.3
    for phase in ("examples", "coverage", "fuzzing", "stateful", "model"):
        assert f"{phase} ...\n{phase}: " in ended.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["junit.xml", "report.html", "report.json"]
    suite = Xml.fromstring((tmp_path / "junit.xml").read_text("utf-8"))  # noqa: S314 (our own text)
    assert {case.get("name") for case in suite} == set(operations)
    assert (tmp_path / "report.json").read_text("utf-8") == ended.stdout


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, 6))
def test_long(seed: int) -> None:
    """Two thousand requests of all kinds, and more, find nothing on a fresh server."""
    ended = run("fuzz", "--seed", str(seed), "--max-examples", str(LONG_EXAMPLES), "--json", timeout_s=None)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert json.loads(ended.stdout)["requests"] >= LONG_REQUESTS


def test_removes_what_it_made(tmp_path: Path) -> None:
    """A server that is not ours has the organisations afterwards that it had before."""
    with server_process(tmp_path) as target:
        before = organisations_of(target)
        flags = ("--seed", "2", "--max-examples", "2", "--phases", "examples", "--select", "*Org*,!List*,!Get*")
        ended = run_against(target, "fuzz", *flags)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        assert organisations_of(target) == before


def organisations_of(target: Target) -> list[str]:
    """The names of all organisations."""
    headers = {"authorization": f"Bearer {target.admin_pat}"}
    found = httpx.post(f"{target.base_url}/v2/organizations/_search", headers=headers, json={}, trust_env=False)
    return [row["name"] for row in found.json()["result"]]
