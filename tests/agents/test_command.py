"""The command `zitadel-mock mcp`, over both of its transports."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters

from mockserver.cli import cli
from mockserver.testing import ZitadelMock
from tests.agents.calling import told

COMMAND = Path(sys.executable).with_name("zitadel-mock")
READY_S = 60.0


async def _flow_types(server: Any) -> tuple[str, Any]:
    """What the server says of itself, and what its tool for calls answers."""
    async with Client(server) as client:
        result = await client.call_tool("call_operation", {"operation": "ListFlowTypes"})
        return client.instructions or "", told(result)


def test_stdio() -> None:
    """Without a server of the user's, one is started, and nothing but the protocol is on standard output."""
    server = StdioServerParameters(command=str(COMMAND), args=["mcp"])

    instructions, answer = asyncio.run(_flow_types(server))

    assert "at http://127.0.0.1:" in instructions
    assert answer["status"] == 200


@pytest.mark.thorough
def test_http(zitadel_mock: ZitadelMock, tmp_path: Path) -> None:
    """Streamable HTTP, with the tools of a server that runs already; SIGTERM ends it."""
    port_file = tmp_path / "port"
    command = [COMMAND, "mcp", "--transport", "http", "--port", "0", "--port-file", port_file]
    with subprocess.Popen([*command, "--base-url", zitadel_mock.url], stderr=subprocess.PIPE) as process:
        try:
            until = time.monotonic() + READY_S
            while not (port_file.exists() and port_file.read_text("ascii")):
                assert time.monotonic() < until
                assert process.poll() is None
                time.sleep(0.05)
            _, answer = asyncio.run(_flow_types(f"http://127.0.0.1:{port_file.read_text('ascii').strip()}/mcp"))
        finally:
            process.terminate()
            process.communicate()

    assert answer["status"] == 200
    assert [request.operation for request in zitadel_mock.requests()] == ["ListFlowTypes"]


def test_a_wrong_url() -> None:
    """What is no URL of a server is said in a line."""
    result = CliRunner().invoke(cli, ["mcp", "--base-url", "ftp://example.com"])

    assert result.exit_code == 2
    assert "zitadel-mock: --base-url must be http" in result.stderr


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the command says what to install."""
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)

    result = CliRunner().invoke(cli, ["mcp"])

    assert result.exit_code == 2
    assert "pip install 'zitadel-mock[mcp]'" in result.stderr
