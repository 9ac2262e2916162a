"""The example of bootstrap scripts passes its own tests, as its owner would run them: a second run changes nothing."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.clients.missing import need_program
from tests.clients.npm import installed_packages
from tests.examples.folders import BOOTSTRAP
from tests.examples.running import output_of

RESULT = re.compile(r"^(\d+) passed", re.MULTILINE)


@pytest.fixture
def bootstrap(tmp_path: Path) -> Path:
    """A copy of the example."""
    kept_out = shutil.ignore_patterns("__pycache__", "node_modules", "build")
    return shutil.copytree(BOOTSTRAP, tmp_path / "bootstrap", ignore=kept_out)


def _passed(folder: Path, wanted: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-k", wanted]
    output = output_of(command, folder, {"PYTEST_ADDOPTS": ""})
    passed = RESULT.search(output)
    assert passed is not None, output
    return int(passed[1])


def test_a_second_run_changes_nothing(bootstrap: Path) -> None:
    """By the scripts that need not be compiled."""
    need_program("jq")
    assert _passed(bootstrap, "second and not typescript") == 2


@pytest.mark.thorough
def test_all_of_its_tests(bootstrap: Path) -> None:
    """By all three scripts: what is set up, and what is put right; compiling finds nothing wrong."""
    need_program("jq")
    (bootstrap / "node_modules").symlink_to(installed_packages(BOOTSTRAP) / "node_modules")
    assert _passed(bootstrap, "test") == 9
