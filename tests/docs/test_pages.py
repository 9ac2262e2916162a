"""The worked examples of the pages run as they stand."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.clients.missing import need_program
from tests.command_line import WAIT_S, environment

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(sh|text|yaml|jsx)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run_script(script: str, folder: Path) -> tuple[int, str, str]:
    """Run a script in a folder, with this installation's commands first; whatever it leaves running is ended."""
    if re.search(r"\bcurl\b", script):
        need_program("curl")
    if "migrate" in script and "--check" in script:
        need_program("node")
    if re.search(r"\bopenssl\b", script):
        need_program("openssl")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment(PATH=path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(timeout=WAIT_S)
    finally:
        # The group is this script's own; it is gone where the script ended all that it started.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return process.returncode, output, errors


@pytest.mark.parametrize(
    "page",
    [
        "proxy.md",
        "coverage.md",
        "verify.md",
        "control.md",
        "terminal.md",
        "faults.md",
        "operating.md",
        "surface.md",
        "targets.md",
        "webhooks.md",
        "migrating.md",
        "unmodelled.md",
        "your-own-api.md",
        "scripts.md",
        "tutorials/frontend.md",
        pytest.param("saml.md", marks=pytest.mark.thorough),
        pytest.param("tutorials/contract.md", marks=pytest.mark.thorough),
        pytest.param("tutorials/fuzzing.md", marks=pytest.mark.thorough),
    ],
)
def test_example(page: str, tmp_path: Path) -> None:
    """All commands of a page, one after the other, succeed and print what stands below them."""
    blocks = BLOCK.findall((DOCS / page).read_text("utf-8"))
    script = "\n".join(text for language, text in blocks if language == "sh")
    shown = [text for language, text in blocks if language == "text"]

    exit_code, output, errors = run_script(script, tmp_path)

    assert exit_code == 0, errors
    assert shown
    for text in shown:
        assert text in output
