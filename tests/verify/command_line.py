"""The commands as a user runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

from contracts.target import Target

TIMEOUT_S = 110.0
TOKEN_VARIABLE = "ZITADEL_MOCK_ADMIN_PAT"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    stdout: str
    stderr: str


def run(target: Target, *arguments: str) -> Ended:
    """Run `zitadel-mock` with the token in the environment; the token is asserted to be in no output."""
    environment = {**os.environ, TOKEN_VARIABLE: target.admin_pat}
    ended = subprocess.run(
        [sys.executable, "-m", "mockserver", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT_S,
        check=False,
    )
    assert target.admin_pat not in ended.stdout + ended.stderr
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def verify(target: Target, *flags: str) -> Ended:
    """`zitadel-mock verify` of a server."""
    return run(target, "verify", "--base-url", target.base_url, *flags)
