"""Processes that are measured: started, waited for, asked of the operating system, ended by their own id."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
_STOP_TIMEOUT_S = 5.0
_POLL_INTERVAL_S = 0.002
_CPUCLOCK_SCHED = 2
"""Of Linux's clock ids: all CPU time of a process's threads, in nanoseconds."""


class ServerFailed(Exception):
    """A server did not start, or did not answer as it should."""


def environment() -> dict[str, str]:
    """What a server runs in: as on a user's machine, where compiled modules are kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def output_of(command: Sequence[str | Path], timeout_s: float, **options: str | Path | Mapping[str, str]) -> str:
    """Run a program to its end; returns what it wrote to standard output.

    Raises: ServerFailed with its last line of output where it fails or takes too long.
    """
    shown = Path(command[0]).name
    try:
        done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603 (options of any type; own commands)
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout_s, check=False, **options
        )
    except FileNotFoundError as error:
        raise ServerFailed(f"{shown} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise ServerFailed(f"{shown} took more than {timeout_s:.0f} s") from error
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no output"]
        raise ServerFailed(f"{shown} failed: {lines[-1]}")
    return str(done.stdout)


def free_port() -> int:
    """A TCP port of 127.0.0.1 on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RunningServer:
    """A server's process and those it started."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, first_answer_s: float) -> None:
        self.pid = process.pid
        self.port = port
        self.first_answer_s = first_answer_s

    def cpu_s(self) -> float:
        """CPU time until now, user and system."""
        return sum(time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED) for pid in self._tree())

    def peak_mb(self) -> float:
        """Most memory that was resident at once."""
        return self._memory_mb("VmHWM")

    def resident_mb(self) -> float:
        """Memory that is resident now."""
        return self._memory_mb("VmRSS")

    def _memory_mb(self, name: str) -> float:
        return sum(memory_mb(Path(f"/proc/{pid}/status").read_text("ascii"), name) for pid in self._tree())

    def _tree(self) -> Iterator[int]:
        pids = [self.pid]
        for pid in pids:
            yield pid
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                pids.extend(map(int, children.read_text("ascii").split()))


def memory_mb(status: str, name: str) -> float:
    """A row of /proc/PID/status that is given in KiB, in 10^6 bytes.

    Raises: ValueError where there is no such row.
    """
    row = re.search(rf"^{name}:\s+(\d+) kB$", status, re.MULTILINE)
    if row is None:
        raise ValueError(name)
    return int(row[1]) * 1024 / 1e6


@contextmanager
def running(
    command: Sequence[str | Path], port: int, folder: Path, answers: Callable[[int], bool], start_timeout_s: float = 60
) -> Iterator[RunningServer]:
    """A server that answers; ended when the block is left.

    Args:
        command: starts it on `port` of 127.0.0.1.
        folder: receives its output.
        answers: asks the first request on a port; False or an OSError while there is no answer yet.

    Raises: ServerFailed where there is no answer in time.
    """
    log = folder / f"server-{port}.log"
    begin = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 (commands of this package only)
            command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        while not _answers(answers, port):
            if process.poll() is not None or time.perf_counter() - begin > start_timeout_s:
                what = f"ended with status {process.returncode}" if process.poll() is not None else "did not answer"
                raise ServerFailed(f"{what}: {log.read_text('utf-8', 'replace').strip()[-300:]}")
            time.sleep(_POLL_INTERVAL_S)
        yield RunningServer(process, port, time.perf_counter() - begin)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(answers: Callable[[int], bool], port: int) -> bool:
    try:
        return answers(port)
    except OSError:
        return False
