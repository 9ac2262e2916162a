"""The example of a Python service passes its own tests, as its owner would run them."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tests.examples.folders import PYTHON_SERVICE
from tests.examples.running import output_of

RESULT = re.compile(r"^(\d+) passed in", re.MULTILINE)
COUNT = 11


def test_its_tests_pass(tmp_path: Path) -> None:
    """All of them."""
    folder = shutil.copytree(PYTHON_SERVICE, tmp_path / "service", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist"]
    output = output_of(command, folder, {"PYTHONPATH": str(folder), "PYTEST_ADDOPTS": ""})
    passed = RESULT.search(output)
    assert passed is not None, output
    assert int(passed[1]) == COUNT
