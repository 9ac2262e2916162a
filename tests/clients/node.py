"""Node, run where the packages of npm.py are."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.clients.npm import CLIENTS, installed_packages

TIMEOUT_S = 60.0


def node_command(script: str, *arguments: str) -> list[str]:
    """The command that runs a script of this folder, in the folder of `installed_packages`.

    The script goes in as an argument, so that node looks packages up from the working directory.
    """
    text = (CLIENTS / script).read_text("utf-8")
    return ["node", "--input-type=module", "--eval", text, "--", *arguments]


def node_json(script: str, argument: object, packages: Path = CLIENTS) -> Any:
    """The JSON that a script prints, which is given one argument in JSON.

    Args:
        packages: the folder of the lock whose packages the script takes.

    Raises `subprocess.CalledProcessError` if the script fails, `subprocess.TimeoutExpired` if it does not end.
    """
    command = node_command(script, json.dumps(argument))
    done = subprocess.run(
        command, cwd=installed_packages(packages), stdout=subprocess.PIPE, timeout=TIMEOUT_S, check=True
    )
    return json.loads(done.stdout)
