"""The receivers of docs/webhooks.md check signatures and answer, in each language."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.clients.missing import need_program
from tests.command_line import environment, run

_PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text("utf-8")
_KEY = "k" * 36
_START_S = 60


def _code(language: str, marks: str) -> str:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", _PAGE, re.DOTALL | re.MULTILINE)
    (found,) = (block for block in blocks if marks in block)
    return str(found)


def _commands(folder: Path, language: str) -> list[str]:
    """Write the page's receiver of a language, and return what starts it."""
    if language == "python":
        (folder / "webhook.py").write_text(_code("python", "HTTPServer"), "utf-8")
        return [sys.executable, "webhook.py"]
    if language == "js":
        need_program("node")
        (folder / "webhook.cjs").write_text(_code("js", "createServer"), "utf-8")
        return ["node", "webhook.cjs"]
    need_program("go")
    (folder / "webhook.go").write_text(_code("go", "ListenAndServe"), "utf-8")
    build = ["go", "build", "-o", "webhook", "webhook.go"]
    subprocess.run(build, cwd=folder, env=os.environ | {"GO111MODULE": "off"}, check=True)
    return ["./webhook"]


@contextmanager
def _receiver(folder: Path, language: str) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = _commands(folder, language)
    with subprocess.Popen(command, cwd=folder, env=environment(PORT=str(port), SIGNING_KEY=_KEY)) as process:
        try:
            end = time.monotonic() + _START_S
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    assert process.poll() is None
                    assert time.monotonic() < end
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["python", "js", pytest.param("go", marks=pytest.mark.thorough)])
def test_receivers(tmp_path: Path, language: str) -> None:
    """A sample is taken and answered; what is signed wrongly, long ago or not at all is refused."""
    with _receiver(tmp_path, language) as url:
        arguments = ("deliver", "--condition", "function/preuserinfo", "--to", url, "--key", _KEY)
        taken = run(*arguments)
        refused = [run(*arguments, "--signature", signature) for signature in ("wrong", "old", "missing")]

    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert '"Hello ada"' in taken.stdout
    assert [done.returncode for done in refused] == [0, 0, 0], [done.stdout for done in refused]
