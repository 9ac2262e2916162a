"""The command `zitadel-mock mcp`: the mock as tools for agents."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import click

from mockserver.cli_options import FILE, option, refusal
from mockserver.settings import DEFAULT_ADMIN_PAT

_STDIO, _HTTP = "stdio", "http"


@click.command()
@option(
    "--base-url",
    envvar="ZITADEL_MOCK_BASE_URL",
    default="",
    help="URL of a running server; without it one is started, which ends with this command.",
)
@option("--admin-pat", envvar="ZITADEL_MOCK_ADMIN_PAT", default=DEFAULT_ADMIN_PAT, help="Token that tools call by.")
@option("--admin-token", envvar="ZITADEL_MOCK_ADMIN_TOKEN", default="", help="Token that its control API asks for.")
@option("--transport", type=click.Choice([_STDIO, _HTTP]), default=_STDIO, help="http: streamable HTTP, at /mcp.")
@option("--host", default="127.0.0.1", help="Address to listen on, with --transport http.")
@option("--port", type=click.IntRange(0, 65535), default=8765, help="TCP port, with --transport http; 0: a free one.")
@option("--port-file", type=FILE, help="File that receives the port when ready.")
def mcp(
    base_url: str, admin_pat: str, admin_token: str, transport: str, host: str, port: int, port_file: Path | None
) -> None:
    """Serve tools for agents by the Model Context Protocol, over stdio or streamable HTTP.

    Needs the extra: pip install 'zitadel-mock[mcp]'.
    """
    serving = _serving()
    asked = serving.Asked(
        base_url=base_url,
        admin_pat=admin_pat,
        admin_token=admin_token,
        http=transport == _HTTP,
        host=host,
        port=port,
        port_file=port_file,
    )
    try:
        serving.run(asked, lambda line: click.echo(line, err=True))
    except serving.CannotServe as error:
        raise refusal(str(error)) from error


def _serving() -> ModuleType:
    try:
        importlib.import_module("mcp.server.mcpserver")
    except ImportError:
        raise refusal("mcp needs the package mcp: pip install 'zitadel-mock[mcp]'") from None
    return importlib.import_module("mockserver.agents.serving")
