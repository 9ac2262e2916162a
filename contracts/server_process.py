"""Our own server as a real process, for when no other server is given: started, waited for, ended."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .target import Target

START_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 2.0
POLL_INTERVAL_S = 0.02
ADMIN_USER_NAME = "oracle-admin"
"""What the machine user with the role IAM_OWNER was called on the server that the recordings are of; its name is told
in some of them."""
NAMES = {
    "ZITADEL_FIRSTINSTANCE_ORG_MACHINE_MACHINE_USERNAME": ADMIN_USER_NAME,
    "ZITADEL_FIRSTINSTANCE_ORG_MACHINE_MACHINE_NAME": "Oracle Admin",
}
"""Variables of the environment that name that user so."""


class ServerFailure(RuntimeError):
    """The server did not start or did not end as it should; the message holds what it wrote to stderr."""


@contextmanager
def server_process(directory: Path, source: Path | None = None) -> Iterator[Target]:
    """A server of its own on a free port, with its output in `directory`; ended by SIGTERM.

    Args:
        source: the directory that holds the package to run, where it is not the installed one.

    Raises: ServerFailure when no port is reported in time, when the process ends early, or when it does not end
    with status 0 soon after SIGTERM.
    """
    port_file, stderr_file = directory / "port", directory / "stderr"
    admin_pat = secrets.token_hex(32)
    command = [sys.executable, "-m", "mockserver", "serve", "--port", "0"]
    command += ["--port-file", str(port_file), "--admin-pat", admin_pat]

    def failure(what: str) -> ServerFailure:
        output = stderr_file.read_text(encoding="utf-8", errors="backslashreplace").replace(admin_pat, "(secret)")
        return ServerFailure(f"{what}; its stderr:\n{output}")

    with stderr_file.open("wb") as stderr, (directory / "stdout").open("wb") as stdout:
        environment = os.environ | NAMES
        process = subprocess.Popen(
            command, cwd=source, env=environment, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr
        )
    try:
        port = reported_port(process, port_file)
        if port is None:
            if process.poll() is None:
                raise failure(f"the server reported no port within {START_TIMEOUT_S:.0f} s")
            raise failure(f"the server ended with status {process.returncode} before it reported its port")
        yield Target(base_url=f"http://127.0.0.1:{port}", admin_pat=admin_pat)
        if (status := process.poll()) is not None:
            raise failure(f"the server ended by itself during the tests, with status {status}")
        process.send_signal(signal.SIGTERM)
        try:
            status = process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            # Raised outside of this exception, whose text holds the command and so the token.
            status = None
        if status is None:
            raise failure(f"the server still ran {STOP_TIMEOUT_S:.0f} s after SIGTERM")
        if status != 0:
            raise failure(f"the server ended with status {status} after SIGTERM")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def reported_port(process: subprocess.Popen[bytes], port_file: Path) -> int | None:
    """The port that the server wrote to its file, or nothing when it has not by the end of the time."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        if port_file.exists() and (text := port_file.read_text(encoding="ascii").strip()):
            return int(text)
        time.sleep(POLL_INTERVAL_S)
    return None
