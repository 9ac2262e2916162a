"""The example of a frontend compiles and passes its own tests, as its owner would run them."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.examples.folders import FRONTEND
from tests.examples.running import output_of
from tests.packages.javascript import frontend_packages

RESULT = re.compile(r"Tests\s+6 passed \(6\)")
ESCAPE = re.compile(r"\x1b\[[\d;]*m")
SERVER = Path(sys.executable).with_name("zitadel-mock")


@pytest.fixture
def frontend(tmp_path: Path) -> Path:
    """A copy of the example with its packages, and ours beside them as npm installs it."""
    folder = shutil.copytree(FRONTEND, tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules"))
    (folder / "node_modules").symlink_to(frontend_packages() / "node_modules")
    return folder


def npm(folder: Path, script: str) -> str:
    """What a script of the example's package.json prints; it must end well."""
    return ESCAPE.sub("", output_of(["npm", "run", script], folder, {"ZITADEL_MOCK_COMMAND": str(SERVER)}))


def test_compiles(frontend: Path) -> None:
    """The compiler of TypeScript finds nothing wrong."""
    npm(frontend, "check")


def test_its_tests_pass(frontend: Path) -> None:
    """All of them."""
    assert RESULT.search(npm(frontend, "test"))
