"""Clients from PyPI whose dependencies are not ours: installed once into an environment of their own beside the tests.

`requirements.lock` in the folder `python` pins them with hashes. It is made by
`uv pip compile --universal --generate-hashes` of a file with the line `zitadel-client`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.clients.cache import prepare, prepared
from tests.clients.npm import CLIENTS

NAME = "ZITADEL's client from PyPI"
PROGRAMS = CLIENTS / "python"
CACHE = CLIENTS.parent / ".pypi"
LOCK = PROGRAMS / "requirements.lock"
TIMEOUT_S = 60.0


def install_clients() -> Path:
    """Make the environment, if that is not done yet.

    Raises `subprocess.CalledProcessError` if that fails, for instance without a network.
    """
    return prepare(CACHE, [LOCK], _install)


def installed_clients() -> Path:
    """The folder of the environment; the test ends where there is none."""
    return prepared(NAME, CACHE, [LOCK])


def run_client(program: str, argument: object) -> Any:
    """The JSON that a program of the folder `python` prints, which is given one argument in JSON.

    Raises `subprocess.CalledProcessError` if the program fails, `subprocess.TimeoutExpired` if it does not end.
    """
    python = installed_clients() / "environment" / "bin" / "python"
    command = [str(python), str(PROGRAMS / program), json.dumps(argument)]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=TIMEOUT_S, check=True)
    return json.loads(done.stdout)


def _install(folder: Path) -> None:
    """Make an environment; it is run by its `python` alone, since its other programs name the folder it was made in."""
    environment = folder / "environment"
    uv = [str(Path(sys.executable).with_name("uv"))]
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, str(environment)], check=True)
    install = [*uv, "pip", "install", "--quiet", "--require-hashes", "--no-deps", "--link-mode", "copy"]
    subprocess.run([*install, "--python", str(environment), "-r", str(LOCK)], check=True)
