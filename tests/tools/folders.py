"""Where the tools are, each with the lock that pins it, and what they are given."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from mockserver.spec.description import description, description_file
from mockserver.spec.yaml_text import yaml_text
from tests.clients.npm import installed_packages
from tests.clients.pypi import python_of

TOOLS = Path(__file__).parent
ANGULAR = TOOLS / "angular"
REDOCLY = TOOLS / "redocly"
READERS = TOOLS / "readers"
TYPESCRIPT = TOOLS / "typescript"
PYTHON = TOOLS / "python"
PROGRAMS = TOOLS / "programs"

TIMEOUT_S = 100.0


@functools.cache
def document_file() -> Path:
    """As a user's tools get it from `zitadel-mock spec`: few of them follow references to other files by default."""
    path = description_file().with_suffix(".yaml")
    path.write_text(yaml_text(description()), "utf-8")
    return path


def copied(folder: Path) -> Path:
    """A copy of it that may be changed."""
    return Path(shutil.copy(document_file(), folder / "openapi.yaml"))


def npm_program(folder: Path, name: str) -> str:
    """The path of a program of an npm package."""
    return str(installed_packages(folder) / "node_modules" / ".bin" / name)


def python_module(name: str) -> list[str]:
    """The command that runs a module of the environment of Python's tools, which find each other on their path."""
    python = python_of(PYTHON)
    return ["env", f"PATH={python.parent}:{os.environ['PATH']}", str(python), "-m", name]


def run(command: Sequence[str], cwd: Path | None = None) -> str:
    """The output of a program that has to succeed."""
    code, output = outcome(command, cwd)
    assert code == 0, output
    return output


def outcome(command: Sequence[str], cwd: Path | None = None) -> tuple[int, str]:
    """Exit code and output of a program."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    return done.returncode, done.stdout + done.stderr
