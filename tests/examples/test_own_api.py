"""The example of a backend beside ZITADEL passes its own tests, as its owner would run them."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tests.examples.folders import OWN_API
from tests.examples.running import output_of

RESULT = re.compile(r"^(\d+) passed in", re.MULTILINE)
COUNT = 4


def test_its_tests_pass(tmp_path: Path) -> None:
    """All of them."""
    folder = shutil.copytree(OWN_API, tmp_path / "own-api", ignore=shutil.ignore_patterns("__pycache__"))
    output = output_of([sys.executable, "-m", "pytest", "-q", "-p", "no:xdist"], folder, {"PYTEST_ADDOPTS": ""})
    passed = RESULT.search(output)
    assert passed is not None, output
    assert int(passed[1]) == COUNT
