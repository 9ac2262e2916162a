"""Processes that are measured."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from benchmarks.machine import cpu_model
from benchmarks.process import ServerFailed, memory_mb, output_of, running
from tests.benchmarks.busy import BUSY_S

STATUS = "Name:\tjava\nVmHWM:\t    2000 kB\nVmRSS:\t    1000 kB\n"


def listens(port: int) -> bool:
    """Whether a connection is accepted."""
    socket.create_connection(("127.0.0.1", port)).close()
    return True


def test_memory() -> None:
    """The system's KiB are given as 10^6 bytes."""
    assert memory_mb(STATUS, "VmHWM") == 2.048
    assert memory_mb(STATUS, "VmRSS") == 1.024


def test_memory_of_a_process_that_has_none() -> None:
    """A kernel thread has no such rows: an error, not a zero."""
    with pytest.raises(ValueError, match="VmHWM"):
        memory_mb("Name:\tkthreadd\n", "VmHWM")


def test_the_processors_name() -> None:
    """It is read from the first processor; where there is no name the architecture stands in."""
    assert cpu_model("processor\t: 0\nmodel name\t: A CPU @ 2 GHz\nprocessor\t: 1\n") == "A CPU @ 2 GHz"
    assert cpu_model("processor\t: 0\n")


def test_cpu_time_counts_children(tmp_path: Path) -> None:
    """What a server's own child process works counts as the server's."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.benchmarks.busy", str(port)]
    with running(command, port, tmp_path, listens) as server:
        assert server.cpu_s() >= BUSY_S
        resident_mb = server.resident_mb()
        # The kernel counts the two apart, a few pages late.
        assert server.peak_mb() > resident_mb - 1 > 0


def test_a_server_that_ends_early(tmp_path: Path) -> None:
    """Its status and its last words are told."""
    with (
        pytest.raises(ServerFailed, match=r"status 3: no luck"),
        running([sys.executable, "-c", "import sys; print('no luck'); sys.exit(3)"], 1, tmp_path, listens),
    ):
        pass


def test_a_program_that_is_missing() -> None:
    """It is told by name, as a peer that is left out shows it."""
    with pytest.raises(ServerFailed, match="no-such-program is not installed"):
        output_of(["/nowhere/no-such-program"], 5)


def test_a_program_that_fails() -> None:
    """The last line that it wrote is told."""
    with pytest.raises(ServerFailed, match=r"failed: two$"):
        output_of([sys.executable, "-c", "import sys; sys.exit('one\\ntwo')"], 20)
