"""The proxy as a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.command_line import COMMAND, WAIT_S, environment

END_S = 10.0
LISTENING = re.compile(r"listening on (http://127\.0\.0\.1:\d+)\n")


@dataclass(slots=True)
class Proxy:
    """A proxy that listens; `end` ends it, and what it printed and its exit code are known from then on."""

    process: subprocess.Popen[str]
    url: str
    output: str = ""
    errors: str = ""
    exit_code: int = field(default=-1)

    def end(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal and wait."""
        self.process.send_signal(number)
        self.output, self.errors = self.process.communicate(timeout=END_S)
        self.exit_code = self.process.returncode


@contextmanager
def proxy(upstream: str, *flags: str) -> Iterator[Proxy]:
    """A proxy in front of a server, on a free port; with `--json` it says on stderr where it listens."""
    process = subprocess.Popen(
        [*COMMAND, "proxy", "--upstream", upstream, "--port", "0", *flags],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            said = process.stderr if "--json" in flags else process.stdout
            assert said is not None
            first = said.readline()
            match = LISTENING.fullmatch(first)
            assert match is not None, first or process.communicate(timeout=WAIT_S)
            yield Proxy(process, match[1])
        finally:
            process.kill()
