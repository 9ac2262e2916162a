"""What the page on random requests shows is what a reader gets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "fuzz.md").read_text("utf-8")


def test_commands(tmp_path: Path) -> None:
    """Each script runs as it stands; reports are where the page says, and nothing is found."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    outputs = []
    for script in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL):
        command = ["bash", "-e", "-c", script]
        ended = subprocess.run(
            command, cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        outputs.append(ended.stdout)
    assert re.search(r"^\d+ requests in \d+ s, seed 1: 0 findings, 0 errors$", outputs[0], re.MULTILINE)
    assert outputs[1].split() == ["junit.xml", "report.html", "report.json"]
