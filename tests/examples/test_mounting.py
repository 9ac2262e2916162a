"""The example of applications with the mock below a path passes its own tests, as its owner would run them."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.examples.folders import MOUNTING
from tests.examples.running import output_of

RESULT = re.compile(r"^(\d+) passed(?:, \d+ deselected)? in", re.MULTILINE)
COUNT = 18
SAMPLE = ("-k", "starlette or create_one")


@pytest.mark.parametrize(
    ("chosen", "count"), [(SAMPLE, 5), pytest.param((), COUNT, marks=pytest.mark.thorough)], ids=["sample", "all"]
)
def test_its_tests_pass(tmp_path: Path, chosen: tuple[str, ...], count: int) -> None:
    """All of them; a run of all tests takes those of one application, and one that both documents are in."""
    folder = shutil.copytree(MOUNTING, tmp_path / "mounting", ignore=shutil.ignore_patterns("__pycache__"))
    output = output_of(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", *chosen], folder, {"PYTEST_ADDOPTS": ""}
    )
    passed = RESULT.search(output)
    assert passed is not None, output
    assert int(passed[1]) == count
