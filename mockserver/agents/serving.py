"""The tools as a server of the Model Context Protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import uvicorn
from mcp.server.mcpserver import MCPServer

from mockserver.agents.api import Api
from mockserver.agents.tools import Tools
from mockserver.settings import LogFormat, Settings, origin_of
from mockserver.testing import ZitadelMock
from mockserver.wire.port_file import CannotWrite, PortFile
from mockserver.wire.server import CannotListen, listen

PATH = "/mcp"
_INSTRUCTIONS = """\
A stand-in for ZITADEL's API around actions and flows, at {url}. It answers as a real ZITADEL does, error IDs included,
and keeps state. Look operations up (search_operations, describe_operation) before you call them (call_operation). What
a program under test did is in the journal (read_journal); faults make it fail on purpose (set_fault). Programs reach
the server at {url}{token}."""


class CannotServe(Exception):
    """The command cannot do what it was asked; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was given.

    Attributes:
        base_url: of a running server; empty: one is started, and ends with the command.
        http: whether streamable HTTP is served; else standard input and output are read and written.
    """

    base_url: str
    admin_pat: str
    admin_token: str
    http: bool
    host: str
    port: int
    port_file: Path | None


def mcp_server(api: Api) -> MCPServer[object]:
    """The tools for one server, behind any transport."""
    token = f" with the token {api.admin_pat}" if api.admin_pat == Settings().admin_pat else ""
    server: MCPServer[object] = MCPServer(
        "zitadel-mock",
        title="ZITADEL mock",
        version=metadata.version("zitadel-mock"),
        instructions=_INSTRUCTIONS.format(url=api.base_url, token=token),
        log_level="WARNING",
    )
    for tool in Tools(api).all:
        server.add_tool(tool)
    return server


def run(asked: Asked, show: Callable[[str], None]) -> None:
    """Serve until the client ends, or SIGTERM.

    Args:
        show: prints a line where it is no part of the protocol.

    Raises: CannotServe.
    """
    with ExitStack() as ends:
        if asked.base_url:
            try:
                base_url = origin_of(asked.base_url)
            except ValueError as error:
                raise CannotServe(f"--base-url {error}") from error
        else:
            settings = Settings(port=0, log=LogFormat.OFF, admin_pat=asked.admin_pat, admin_token=asked.admin_token)
            base_url = ends.enter_context(ZitadelMock(settings=settings)).url
        show(f"tools for {base_url}")
        server = mcp_server(Api(base_url, asked.admin_pat, asked.admin_token))
        if asked.http:
            _serve_http(server, asked, show)
        else:
            asyncio.run(server.run_stdio_async())


def _serve_http(server: MCPServer[object], asked: Asked, show: Callable[[str], None]) -> None:
    app = server.streamable_http_app(streamable_http_path=PATH, host=asked.host)
    try:
        with PortFile(asked.port_file).cleared() as port_file:
            listener = listen(asked.host, asked.port, tls=False)
            show(f"listening on {listener.url}{PATH}")
            port_file.tell(listener.port)
            config = uvicorn.Config(app, log_level="warning", lifespan="on")
            uvicorn.Server(config).run(sockets=[listener.socket])
    except (CannotListen, CannotWrite) as error:
        raise CannotServe(str(error)) from error
