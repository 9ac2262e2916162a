"""The plugin in test runs of other people."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

USED = """
import httpx
import pytest


@pytest.mark.parametrize("number", range(12))
def test_alone(zitadel_mock, number):
    url = f"{zitadel_mock.url}/management/v1/actions"
    answer = httpx.post(url, headers=zitadel_mock.headers, json={"name": "greet", "script": "x"}, trust_env=False)
    assert answer.status_code == 200
    zitadel_mock.assert_called("CreateAction", times=1)


def test_own_host(zitadel_mock, zitadel_mock_server):
    assert zitadel_mock.host.endswith(".localhost")
    assert zitadel_mock.url != zitadel_mock_server.url
"""
UNUSED = """
import sys


def test_nothing_of_the_server_is_imported():
    heavy = {"mockserver.app", "mockserver.testing.mock", "mockserver.settings", "google.protobuf", "uvicorn"}
    assert "mockserver.testing.plugin" in sys.modules
    assert heavy & set(sys.modules) == set()
"""
FAILING = """
def test_fails(zitadel_mock):
    zitadel_mock.assert_called("SetTriggerActions")
"""


def run(folder: Path, text: str, *flags: str) -> str:
    """What pytest prints of a run over one file."""
    (folder / "test_it.py").write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "-p", "no:schemathesis"]
    done = subprocess.run([*command, *flags], cwd=folder, capture_output=True, text=True, timeout=90, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("flags", [["-p", "no:xdist"], ["-n", "2"]], ids=["alone", "xdist"])
def test_each_test_has_its_own(tmp_path: Path, flags: list[str]) -> None:
    """No test sees another's requests or actions, with one worker and with two, and nothing warns."""
    assert "13 passed" in run(tmp_path, USED, *flags)


def test_a_run_without_it_imports_nothing(tmp_path: Path) -> None:
    """The plugin is there, but the server is not."""
    assert "1 passed" in run(tmp_path, UNUSED, "-p", "no:xdist")


def test_it_can_be_turned_off(tmp_path: Path) -> None:
    """By the name of its entry point."""
    assert "fixture 'zitadel_mock' not found" in run(tmp_path, USED, "-p", "no:xdist", "-p", "no:zitadel_mock")


def test_a_failure_points_at_the_test(tmp_path: Path) -> None:
    """The report ends in the line of the test, without a look into this package."""
    report = run(tmp_path, FAILING, "-p", "no:xdist")
    assert "test_it.py:3: AssertionError" in report
    assert "mockserver/testing" not in report
