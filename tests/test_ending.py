"""The end of a server that still holds answers back."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import httpx

from tests.command_line import WAIT_S
from tests.protocols.serving import serving
from tests.server import authority


def test_a_held_back_answer_is_given_up_without_a_word(tmp_path: Path) -> None:
    """The delay was asked for, and so was the end: there is nothing to complain of."""
    with serving(tmp_path) as server, socket.create_connection(authority(server.target)) as client:
        client.sendall(
            b"POST /management/v1/flows/types/_search HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n"
            b"x-mock-delay: 30000\r\nauthorization: Bearer " + server.target.admin_pat.encode() + b"\r\n\r\n"
        )
        # Once a later request is answered the first one is being held back.
        assert httpx.get(f"{server.target.base_url}/debug/healthz", trust_env=False).text == "ok"
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(WAIT_S) == 0

    _, *rest = (tmp_path / "output").read_text("utf-8").splitlines()
    assert not [line for line in rest if "graceful" in line or "Traceback" in line], rest
