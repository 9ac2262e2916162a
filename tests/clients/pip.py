"""The newest pip there was when `make lock` ran, which may be another than the one that a Python brings."""

import subprocess
import sys
from pathlib import Path

from tests.clients.cache import prepare, prepared
from tests.clients.npm import CLIENTS

NAME = "the newest pip"
CACHE = CLIENTS.parent / ".pip"
LOCK = CLIENTS / "pip.lock"


def download_pip() -> Path:
    """Download its wheel, if that is not done yet.

    Raises `subprocess.SubprocessError` if that fails, for instance without a network.
    """
    return prepare(CACHE, [LOCK], _download)


def newest_pip() -> Path:
    """Its wheel; the test ends where there is none."""
    (wheel,) = prepared(NAME, CACHE, [LOCK]).glob("pip-*.whl")
    return wheel


def _download(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    command += ["--require-hashes", "--requirement", str(LOCK), "--dest", str(folder)]
    subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True)
