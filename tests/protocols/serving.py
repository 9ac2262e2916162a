"""A server of a test's own, where the test needs options, the process itself, or its end."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contracts.server_process import reported_port
from contracts.target import Target
from tests.command_line import COMMAND


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server and its process."""

    target: Target
    process: subprocess.Popen[bytes]

    def open_files(self) -> int:
        """How many file descriptors the process has."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def resident_bytes(self) -> int:
        """The memory of the process."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def serving(directory: Path, *options: str, scheme: str = "http") -> Iterator[Serving]:
    """Start a server with options and kill it at the end, unless the test has ended it.

    Its output is in `directory`, and so is its cache.
    """
    port_file, token = directory / "port", secrets.token_hex(16)
    command = [*COMMAND, "serve", "--port", "0", "--port-file", str(port_file), "--admin-pat", token, *options]
    environment = {**os.environ, "XDG_CACHE_HOME": str(directory)}
    with (directory / "output").open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
    try:
        port = reported_port(process, port_file)
        assert port is not None, f"no port was reported; the server's status is {process.poll()}"
        yield Serving(Target(f"{scheme}://localhost:{port}", token), process)
    finally:
        process.kill()
        process.wait()
