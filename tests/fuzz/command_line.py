"""The command as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.target import Target

ROOT = Path(__file__).parents[2]
TOKEN_VARIABLE = "ZITADEL_MOCK_ADMIN_PAT"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def report(self) -> Any:
        """What `--json` printed."""
        return json.loads(self.stdout)


def fuzz(*flags: str, target: Target | None = None, path: Path | None = None) -> Ended:
    """`zitadel-mock fuzz`, of a server of its own or of a given one; its token is asserted to be in no output.

    Args:
        path: a folder of modules that come before the installed ones.
    """
    environment = {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    if target is not None:
        environment[TOKEN_VARIABLE] = target.admin_pat
        flags = ("--base-url", target.base_url, *flags)
    ended = subprocess.run(
        [sys.executable, "-m", "mockserver", "fuzz", *flags],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if target is not None:
        assert target.admin_pat not in ended.stdout + ended.stderr
    return Ended(ended.returncode, ended.stdout, ended.stderr)
