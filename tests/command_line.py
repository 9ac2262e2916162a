"""The command line, run as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from contracts.target import Target

COMMAND = [sys.executable, "-m", "mockserver"]
WAIT_S = 60.0
"""Longest wait for a process on a busy machine."""


def environment(**variables: str) -> dict[str, str]:
    """This process's environment, without what it says to a server or of a job of CI, and with these variables."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ZITADEL_", "GITHUB_"))}
    return {**inherited, **variables}


def run(*arguments: str, timeout_s: float | None = WAIT_S, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(**variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout_s,
        check=False,
    )


def run_against(target: Target, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a server, for as long as the test may take.

    The server's token is in the environment, and is asserted to be in no output.
    """
    arguments = (*arguments, "--base-url", target.base_url)
    ended = run(*arguments, timeout_s=None, ZITADEL_MOCK_ADMIN_PAT=target.admin_pat)
    assert target.admin_pat not in ended.stdout + ended.stderr
    return ended


def assert_one_line(result: subprocess.CompletedProcess[str], pattern: str) -> None:
    """Expect exit code 2, nothing on stdout, and one line on stderr that the pattern is found in."""
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.stderr.startswith("zitadel-mock: ")
    assert re.search(pattern, result.stderr), result.stderr
