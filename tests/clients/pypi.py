"""What is taken from PyPI and has other dependencies than we: installed once into environments beside the tests.

An environment is made of the `requirements.lock` in a folder, which pins everything with its hashes; `make lock` makes
that of the folder's `requirements.in`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.clients.cache import prepare, prepared
from tests.clients.npm import CLIENTS

NAME = "Python's packages from PyPI"
PROGRAMS = CLIENTS / "python"
CACHE = CLIENTS.parent / ".pypi"
TIMEOUT_S = 60.0


def install_environment(folder: Path = PROGRAMS) -> Path:
    """Make the environment of a folder, if that is not done yet.

    Raises `subprocess.CalledProcessError` if that fails, for instance without a network.
    """
    lock = _lock(folder)

    def install(staged: Path) -> None:
        environment = staged / "environment"
        uv = [str(Path(sys.executable).with_name("uv"))]
        make = [*uv, "venv", "--quiet", "--python", sys.executable, str(environment)]
        subprocess.run(make, check=True, stderr=subprocess.PIPE, text=True)
        take = [*uv, "pip", "install", "--quiet", "--require-hashes", "--no-deps", "--link-mode", "copy"]
        take += ["--python", str(environment), "-r", str(lock)]
        subprocess.run(take, check=True, stderr=subprocess.PIPE, text=True)

    return prepare(CACHE, [lock], install)


def python_of(folder: Path = PROGRAMS) -> Path:
    """The `python` of a folder's environment; the test ends where there is none.

    It is the one program that is run: the others name the folder that the environment was made in, and it was moved.
    """
    return prepared(NAME, CACHE, [_lock(folder)]) / "environment" / "bin" / "python"


def run_client(program: str, argument: object) -> Any:
    """The JSON that a program of the folder `python` prints, which is given one argument in JSON.

    Raises `subprocess.CalledProcessError` if the program fails, `subprocess.TimeoutExpired` if it does not end.
    """
    command = [str(python_of()), str(PROGRAMS / program), json.dumps(argument)]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=TIMEOUT_S, check=True)
    return json.loads(done.stdout)


def _lock(folder: Path) -> Path:
    return folder / "requirements.lock"
