"""No false alarm: nothing is found on the server as it is."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

import httpx
import pytest

from contracts.server_process import server_process
from tests.fuzz.command_line import Ended, fuzz

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


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Path]:
    """A short run of all phases, and the folder of its reports."""
    folder = tmp_path_factory.mktemp("reports")
    return fuzz("--seed", "1", "--max-examples", "4", "--json", "--report", str(folder)), folder


@pytest.mark.xdist_group("fuzz")
class TestShort:
    """One run, looked at from several sides."""

    def test_nothing_is_found(self, short: tuple[Ended, Path]) -> None:
        """Examples, coverage, fuzzing, stateful testing and the model find nothing."""
        ended, _ = short
        assert ended.code == 0, ended.stdout + ended.stderr
        assert (ended.report["findings"], ended.report["errors"]) == ([], [])

    def test_operations_are_reached(self, short: tuple[Ended, Path]) -> None:
        """Requests are about what exists, so every one of these operations does what it is asked at times."""
        operations = short[0].report["operations"]
        assert [name for name in REACHED if operations[name]["done"] == 0] == []

    def test_set_trigger_actions_succeeds(self, short: tuple[Ended, Path]) -> None:
        """A good part of what the schema allows of Set Trigger Actions is done."""
        assert short[0].report["operations"]["SetTriggerActions"]["share_of_valid"] > 0.15

    def test_reports(self, short: tuple[Ended, Path]) -> None:
        """JUnit's report has a case for each operation, the page and the JSON are there, and there are no tests."""
        ended, folder = short
        assert sorted(path.name for path in folder.iterdir()) == ["junit.xml", "report.html", "report.json"]
        suite = Xml.fromstring((folder / "junit.xml").read_text("utf-8"))  # noqa: S314 (our own text)
        assert {case.get("name") for case in suite} == set(ended.report["operations"])
        assert (folder / "report.json").read_text("utf-8") == ended.stdout

    def test_progress(self, short: tuple[Ended, Path]) -> None:
        """Each phase says when it begins and what it has come to, on stderr."""
        for phase in ("examples", "coverage", "fuzzing", "stateful", "model"):
            assert f"{phase} ...\n{phase}: " in short[0].stderr


@pytest.mark.fuzz
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, 6))
def test_long(seed: int) -> None:
    """Two thousand requests of all kinds, and more, find nothing on a fresh server."""
    ended = fuzz("--seed", str(seed), "--max-examples", str(LONG_EXAMPLES), "--json")
    assert ended.code == 0, ended.stdout + ended.stderr
    assert ended.report["requests"] >= LONG_REQUESTS


def test_removes_what_it_made(tmp_path: Path) -> None:
    """A server that is not ours has the organisations afterwards that it had before."""
    with server_process(tmp_path) as target:
        ended = fuzz("--seed", "2", "--max-examples", "2", "--phases", "stateful,model", target=target)
        assert ended.code == 0, ended.stdout + ended.stderr
        headers = {"authorization": f"Bearer {target.admin_pat}"}
        found = httpx.post(f"{target.base_url}/v2/organizations/_search", headers=headers, json={}, trust_env=False)
    assert len(found.json()["result"]) == 1
