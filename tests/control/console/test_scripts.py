"""The console's scripts, as a type checker reads them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.clients.npm import installed_packages

CHECK_TIMEOUT_S = 60.0


def test_types() -> None:
    """TypeScript finds nothing wrong under its strict rules."""
    compiler = installed_packages() / "node_modules/.bin/tsc"
    done = subprocess.run(
        [compiler, "--project", Path(__file__).with_name("tsconfig.json")],
        stdout=subprocess.PIPE,
        text=True,
        timeout=CHECK_TIMEOUT_S,
        check=False,
    )

    assert done.returncode == 0, done.stdout
