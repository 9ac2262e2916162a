"""The example of a Python service passes its own tests, as its owner would run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.examples.folders import PYTHON_SERVICE

RESULT = re.compile(r"^(\d+) passed in", re.MULTILINE)
COUNT = 11


def test_its_tests_pass(tmp_path: Path) -> None:
    """All of them."""
    folder = shutil.copytree(PYTHON_SERVICE, tmp_path / "service", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    passed = RESULT.search(done.stdout)
    assert passed is not None, done.stdout
    assert int(passed[1]) == COUNT
