"""The file that tells scripts the port: no earlier run's, and gone when nobody listens there any more."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from contracts.target import Target
from mockserver.wire.port_file import PortFile
from tests.command_line import COMMAND, WAIT_S, assert_one_line, environment, run
from tests.protocols.serving import serving
from tests.proxy.running import proxy
from tests.server import authority


def test_a_file_of_an_earlier_run(tmp_path: Path) -> None:
    """It is gone from the start on, long before there is a port to tell."""
    path = tmp_path / "port"
    path.write_text("4711\n", "ascii")

    with PortFile(path).cleared() as file:
        assert not path.exists()
        file.tell(4712)
        assert path.read_text("ascii") == "4712\n"
    assert not path.exists()


def test_a_file_that_is_not_ours_any_more(tmp_path: Path) -> None:
    """A server that was started since has written its own port; that stays."""
    path = tmp_path / "port"

    with PortFile(path).cleared() as file:
        file.tell(4711)
        path.write_text("4712\n", "ascii")
    assert path.read_text("ascii") == "4712\n"


def test_two_runs_in_one_folder(tmp_path: Path) -> None:
    """Each run's file holds its own port, and is removed when the run is ended."""
    for _ in range(2):
        with serving(tmp_path) as server:
            assert int((tmp_path / "port").read_text("ascii")) == authority(server.target)[1]
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(WAIT_S) == 0
            assert not (tmp_path / "port").exists()


def test_a_proxys_file(server: Target, tmp_path: Path) -> None:
    """The proxy's file comes and goes as a server's."""
    path = tmp_path / "port"
    with proxy(server.base_url, "--port-file", str(path)) as running:
        assert path.exists()
        running.end()
    assert not path.exists()


def test_a_state_file_that_is_wrong_leaves_no_port(tmp_path: Path) -> None:
    """A start that fails takes away what an earlier run left."""
    path, state = tmp_path / "port", tmp_path / "state.yaml"
    path.write_text("4711\n", "ascii")
    state.write_text("nope: 1\n")

    assert_one_line(run("serve", "--port", "0", "--port-file", str(path), "--state", str(state)), "nope")
    assert not path.exists()


@pytest.mark.parametrize("command", [("serve",), ("proxy", "--upstream", "http://127.0.0.1:1")])
def test_a_file_that_cannot_be_written(command: tuple[str, ...]) -> None:
    """A full disk is told with the flag and the file."""
    result = run(*command, "--port", "0", "--port-file", "/dev/full")

    assert result.returncode == 2
    assert "--port-file: cannot write /dev/full: No space left on device" in result.stderr


def test_a_full_stdout(tmp_path: Path) -> None:
    """Who cannot be told where the server listens finds no file that says it does."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [*COMMAND, "serve", "--port", "0", "--port-file", str(tmp_path / "port")],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=WAIT_S,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (
        2,
        "zitadel-mock: cannot write to standard output: No space left on device\n",
    )
    assert not (tmp_path / "port").exists()
