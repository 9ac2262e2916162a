"""The commands `verify` and `record`: the contract held against a server, and recordings made of one."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mockserver.cli_options import FILE, history, max_latency, option
from mockserver.later import Later

if TYPE_CHECKING:
    from mockserver.protos import pool
    from mockserver.spec import description
else:
    pool, description = Later("mockserver.protos.pool"), Later("mockserver.spec.description")

_base_url = option(
    "--base-url",
    required=True,
    envvar="ZITADEL_MOCK_BASE_URL",
    help="URL of the server, such as http://127.0.0.1:8080.",
)
_admin_pat = option(
    "--admin-pat",
    required=True,
    envvar="ZITADEL_MOCK_ADMIN_PAT",
    help="Token of it with the role IAM_OWNER; better given by the environment.",
)
_timeout = option("--timeout", type=click.FloatRange(0.1), default=20.0, help="Seconds that one answer may take.")
_insecure = option("--insecure", is_flag=True, help="Do not check the server's TLS certificate.")
_rps = option("--rps", type=click.FloatRange(0.1), help="Most requests a second.")


def _contracts(module: str) -> Any:
    """A module of the contract, imported when a command needs it: no other command should wait for its clients."""
    return importlib.import_module(f"mockserver.contracts.{module}")


@click.command()
@_base_url
@_admin_pat
@option(
    "--select",
    multiple=True,
    help="Only these checks: group, operation, name or 'operation: name', with wildcards; ! excludes.",
)
@option(
    "--transport",
    help="json, grpc, grpc-web, connect, connect-proto, several with commas, or all; "
    "without it json, and with --recordings every one.",
)
@option(
    "--report",
    default="",
    help="Reports to write: junit, json, html, github, markdown, ctrf, codequality, with commas.",
)
@option("--report-dir", type=FILE, help="Where reports are written (verify-report); alone: junit, json and html.")
@option(
    "--known-differences",
    type=FILE,
    help="Differences that are accepted (YAML or JSON); one that is gone fails.",
)
@option("--recordings", type=FILE, help="Replay the traces (*.jsonl) of this folder instead of the contract.")
@_rps
@option("--read-only", is_flag=True, help="Only checks that write nothing.")
@option("--assumed", is_flag=True, help="Also rules that no recording shows; they are told, and never fail.")
@option(
    "--wait",
    type=click.FloatRange(0),
    default=5.0,
    help="Seconds to wait at most for one read that lags behind a write; the lag that is measured at the start tells.",
)
@option(
    "--receiver",
    default="",
    help="This machine's name or address as the server knows it, for what the server calls: identity providers and "
    "targets. A server on loopback needs none.",
)
@option(
    "--own-server",
    is_flag=True,
    help="Nobody else uses the server: also executions, and logins that change the instance or its first organisation.",
)
@history
@max_latency
@_timeout
@_insecure
@option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@option("--quiet", is_flag=True, help="Show no progress.")
def verify(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    base_url: str,
    admin_pat: str,
    select: tuple[str, ...],
    transport: str | None,
    report: str,
    report_dir: Path | None,
    known_differences: Path | None,
    recordings: Path | None,
    rps: float | None,
    read_only: bool,
    assumed: bool,
    wait: float,
    receiver: str,
    own_server: bool,
    history: Path | None,
    max_latency: float | None,
    timeout: float,
    insecure: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Hold a server against the contract. Exit code 0: the same, 1: differences, 2: could not run."""
    command = _contracts("verify.command")
    code: int = command.verify(
        command.Command(
            base_url=base_url,
            admin_pat=admin_pat,
            spec=description.description_file(),
            descriptors=pool.file_descriptor_set().SerializeToString(),
            select=list(select),
            transport=transport,
            report=report,
            report_dir=report_dir,
            known_differences=known_differences,
            recordings=recordings,
            rps=rps,
            read_only=read_only,
            assumed=assumed,
            wait_s=wait,
            timeout_s=timeout,
            max_latency_ms=max_latency,
            history=history,
            verify_tls=not insecure,
            receiver=receiver,
            own_server=own_server,
            as_json=as_json,
            quiet=quiet,
        )
    )
    raise click.exceptions.Exit(code)


@click.command()
@_base_url
@_admin_pat
@option("--out", type=FILE, required=True, help="Directory for the recordings.")
@option("--scenarios", type=FILE, help="Folder of scenarios (*.jsonl) of your own; without it the contract's.")
@option("--only", multiple=True, help="Names of scenarios; without it all are run.")
@option(
    "--transport",
    default="json",
    help="json, grpc, grpc-web, connect, connect-proto, several with commas, or all: a recording for each.",
)
@_rps
@_timeout
@_insecure
def record(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    base_url: str,
    admin_pat: str,
    out: Path,
    scenarios: Path | None,
    only: tuple[str, ...],
    transport: str,
    rps: float | None,
    timeout: float,
    insecure: bool,
) -> None:
    """Run scenarios against a server and write down what it answers. Exit code 2: could not run."""
    command = _contracts("record")
    code: int = command.record(
        command.Command(
            base_url=base_url.rstrip("/"),
            admin_pat=admin_pat,
            spec=description.description_file(),
            descriptors=pool.file_descriptor_set().SerializeToString(),
            out=out,
            scenarios=scenarios,
            only=list(only),
            transport=transport,
            rps=rps,
            timeout_s=timeout,
            verify_tls=not insecure,
        )
    )
    raise click.exceptions.Exit(code)
