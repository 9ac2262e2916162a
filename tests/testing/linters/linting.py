"""Linters from npm."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.clients.npm import installed_packages

LINTERS = Path(__file__).parent


def lint(program: str, *arguments: str) -> str:
    """What a linter finds wrong; empty where it finds nothing."""
    path = installed_packages(LINTERS) / "node_modules" / ".bin" / program
    done = subprocess.run([str(path), *arguments], check=False, capture_output=True, text=True, timeout=60)
    return "" if done.returncode == 0 else done.stdout + done.stderr or f"exit code {done.returncode}"
