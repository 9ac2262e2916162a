"""The command `zitadel-mock proxy`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

_NOT_RUN = 2


def proxy(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    upstream: Annotated[str, typer.Option(help="The server to pass traffic to: http(s)://HOST[:PORT].")] = "",
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="TCP port; 0 picks a free one.")] = 8081,
    port_file: Annotated[Path | None, typer.Option(help="File that receives the port when ready.")] = None,
    shadow: Annotated[
        bool, typer.Option("--shadow", help="Give each request to our own server too, and compare.")
    ] = False,
    admin_pat: Annotated[
        str,
        typer.Option(envvar="ZITADEL_MOCK_ADMIN_PAT", help="Upstream's IAM_OWNER token, for --shadow to know it too."),
    ] = "",
    har: Annotated[Path | None, typer.Option(help="HAR file of all exchanges, without secrets.")] = None,
    drift: Annotated[Path | None, typer.Option(help="Judge this HAR file instead of live traffic.")] = None,
    violations_header: Annotated[
        bool,
        typer.Option(
            "--violations-header/--no-violations-header", help="Name violations in the answer's header sl-violations."
        ),
    ] = True,
    upstream_ca: Annotated[
        Path | None, typer.Option(help="Certificate authorities (PEM) to check upstream with.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON; all else goes to stderr.")] = False,
) -> None:
    """Hold live or recorded traffic against the spec. Exit code: 0 no violation, 1 violations, 2 could not run."""
    if bool(upstream) == (drift is not None):
        raise typer.BadParameter("give either --upstream or --drift")
    if drift is not None and har is not None:
        raise typer.BadParameter("--har belongs to --upstream; --drift reads a HAR file")
    run = _runner()

    def show(line: str) -> None:
        typer.echo(line, err=as_json)

    try:
        if drift is not None:
            report = run.run_drift(drift, shadow=shadow, admin_pat=admin_pat, show=show)
        else:
            asked = run.Live(
                upstream=upstream,
                authorities=upstream_ca,
                host=host,
                port=port,
                port_file=port_file,
                har=har,
                admin_pat=admin_pat,
                shadow=shadow,
                header=violations_header,
            )
            report = run.run_live(asked, show)
    except run.CannotRun as error:
        typer.echo(f"zitadel-mock: {error}", err=True)
        sys.exit(_NOT_RUN)
    typer.echo(report.as_json() if as_json else "\n".join(report.table()))
    sys.exit(report.exit_code)


def _runner() -> ModuleType:
    """What the command runs; imported here, so that the other commands and `--help` need not wait for it."""
    return importlib.import_module("mockserver.proxy.run")
