"""The command `zitadel-mock proxy`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import click

from mockserver.cli_options import FILE, USAGE_ERROR, max_latency, option


@click.command()
@option("--upstream", default="", help="The server to pass traffic to: http(s)://HOST[:PORT].")
@option("--host", default="127.0.0.1", help="Address to listen on.")
@option("--port", type=click.IntRange(0, 65535), default=8081, help="TCP port; 0 picks a free one.")
@option("--port-file", type=FILE, help="File that receives the port when ready.")
@option("--shadow", is_flag=True, help="Give each request to our own server too, and compare.")
@option(
    "--admin-pat",
    envvar="ZITADEL_MOCK_ADMIN_PAT",
    default="",
    help="Upstream's IAM_OWNER token, for --shadow to know it too.",
)
@option("--har", type=FILE, help="HAR file of all exchanges, without secrets.")
@option(
    "--faults", type=FILE, help="Rules (YAML or JSON) by which requests fail on purpose, as /__admin/faults has them."
)
@option("--drift", type=FILE, help="Judge this HAR file instead of live traffic.")
@option(
    "--violations-header/--no-violations-header",
    default=True,
    help="Name violations in the answer's header sl-violations.",
)
@max_latency
@option("--upstream-ca", type=FILE, help="Certificate authorities (PEM) to check upstream with.")
@option("--json", "as_json", is_flag=True, help="Print the report as JSON; all else goes to stderr.")
def proxy(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    upstream: str,
    host: str,
    port: int,
    port_file: Path | None,
    shadow: bool,
    admin_pat: str,
    har: Path | None,
    faults: Path | None,
    drift: Path | None,
    violations_header: bool,
    max_latency: float | None,
    upstream_ca: Path | None,
    as_json: bool,
) -> None:
    """Hold live or recorded traffic against the spec. Exit code: 0 no violation, 1 violations, 2 could not run."""
    if bool(upstream) == (drift is not None):
        raise click.UsageError("give either --upstream or --drift")
    if drift is not None and faults is not None:
        raise click.UsageError("--faults belongs to --upstream; --drift reads a HAR file")
    if drift is not None and har is not None:
        raise click.UsageError("--har belongs to --upstream; --drift reads a HAR file")
    run = _runner()

    def show(line: str) -> None:
        click.echo(line, err=as_json)

    try:
        if drift is not None:
            report = run.run_drift(drift, shadow=shadow, admin_pat=admin_pat, show=show, max_latency_ms=max_latency)
        else:
            asked = run.Live(
                upstream=upstream,
                authorities=upstream_ca,
                host=host,
                port=port,
                port_file=port_file,
                har=har,
                faults=faults,
                admin_pat=admin_pat,
                shadow=shadow,
                header=violations_header,
                max_latency_ms=max_latency,
            )
            report = run.run_live(asked, show)
    except run.CannotRun as error:
        click.echo(f"zitadel-mock: {error}", err=True)
        sys.exit(USAGE_ERROR)
    click.echo(report.as_json() if as_json else "\n".join(report.table()))
    sys.exit(report.exit_code)


def _runner() -> ModuleType:
    """What the command runs; imported here, so that the other commands and `--help` need not wait for it."""
    return importlib.import_module("mockserver.proxy.run")
