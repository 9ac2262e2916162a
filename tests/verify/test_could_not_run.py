"""A run that checked nothing is exit code 2, with one line that says why."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from contracts.target import Target
from tests.command_line import run_against

TOKEN = "not-a-token-of-any-server"


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--select", "no such check"), "nothing was checked"),
        (("--transport", ""), "nothing was checked"),
        (("--transport", "carrier-pigeon"), "is none of json, grpc, grpc-web, connect, connect-proto"),
        (("--report", "parchment"), "is none of junit, json, html, github"),
        (("--known-differences", "/nowhere/known.yaml"), "cannot be read"),
    ],
)
def test_unusable_flags(server: Target, flags: tuple[str, ...], said: str) -> None:
    """What cannot be done is said."""
    ended = run_against(server, "verify", "--quiet", *flags)

    assert ended.returncode == 2
    assert said in ended.stderr


@pytest.mark.parametrize("command", [("verify",), ("record", "--out", "unused")])
def test_nobody_there(command: tuple[str, ...]) -> None:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        target = Target(f"http://127.0.0.1:{taken.getsockname()[1]}", TOKEN)
        ended = run_against(target, *command)

    assert ended.returncode == 2
    assert ended.stderr.startswith("zitadel-mock: ") or "ConnectError" in ended.stderr


def test_refused_token(server: Target) -> None:
    """A token that the server does not know; it is not printed."""
    ended = run_against(Target(server.base_url, TOKEN), "verify", "--quiet")

    assert ended.returncode == 2
    assert "refuses the token" in ended.stderr


@pytest.mark.parametrize("text", ["- {operation: GetFlow}", "differences: 1", "{", "- nonsense"])
def test_unreadable_known_differences(server: Target, tmp_path: Path, text: str) -> None:
    """A file of known differences that is none."""
    path = tmp_path / "known.yaml"
    path.write_text(text, "utf-8")

    assert run_against(server, "verify", "--quiet", "--known-differences", str(path)).returncode == 2
