"""The commands `verify` and `record`: the contract held against a server, and recordings made of one."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer

from mockserver.spec.document import spec_path

_PROTOCOLS = Path(__file__).parent / "protos" / "generated" / "descriptors.binpb"

BaseUrl = Annotated[
    str, typer.Option(envvar="ZITADEL_MOCK_BASE_URL", help="URL of the server, such as http://127.0.0.1:8080.")
]
AdminPat = Annotated[
    str,
    typer.Option(
        envvar="ZITADEL_MOCK_ADMIN_PAT", help="Token of it with the role IAM_OWNER; better given by the environment."
    ),
]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that one answer may take.")]
Insecure = Annotated[bool, typer.Option("--insecure", help="Do not check the server's TLS certificate.")]
Rps = Annotated[float | None, typer.Option(min=0.1, help="Most requests a second.")]


def _contracts(module: str) -> Any:
    """A module of the contract, imported when a command needs it: no other command should wait for its clients."""
    return importlib.import_module(f"mockserver.contracts.{module}")


def verify(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    base_url: BaseUrl,
    admin_pat: AdminPat,
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="Only these checks: group, operation, name or 'operation: name', with wildcards; ! excludes."
        ),
    ] = None,
    transport: Annotated[str, typer.Option(help="json, grpc, grpc-web, several with commas, or all.")] = "json",
    report: Annotated[str, typer.Option(help="Reports to write: junit, json, html, github, with commas.")] = "",
    report_dir: Annotated[Path, typer.Option(help="Where reports are written.")] = Path("verify-report"),
    known_differences: Annotated[
        Path | None, typer.Option(help="Differences that are accepted (YAML or JSON); one that is gone fails.")
    ] = None,
    rps: Rps = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Only checks that write nothing.")] = False,
    wait: Annotated[
        float, typer.Option(min=0, help="Seconds, in all, to wait in vain for reads that lag behind writes.")
    ] = 10.0,
    timeout: Timeout = 20.0,
    insecure: Insecure = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress.")] = False,
) -> None:
    """Hold a server against the contract. Exit code 0: the same, 1: differences, 2: could not run."""
    command = _contracts("verify.command")
    code: int = command.verify(
        command.Command(
            base_url=base_url,
            admin_pat=admin_pat,
            spec=spec_path(),
            descriptors=_PROTOCOLS.read_bytes(),
            select=select or [],
            transport=transport,
            report=report,
            report_dir=report_dir,
            known_differences=known_differences,
            rps=rps,
            read_only=read_only,
            wait_s=wait,
            timeout_s=timeout,
            verify_tls=not insecure,
            as_json=as_json,
            quiet=quiet,
        )
    )
    raise typer.Exit(code)


def record(
    base_url: BaseUrl,
    admin_pat: AdminPat,
    out: Annotated[Path, typer.Option(help="Directory for the recordings.")],
    only: Annotated[list[str] | None, typer.Option(help="Names of scenarios; without it all are run.")] = None,
    rps: Rps = None,
    timeout: Timeout = 20.0,
    insecure: Insecure = False,
) -> None:
    """Run the scenarios against a server and write down what it answers. Exit code 2: could not run."""
    code: int = _contracts("record").record(
        base_url=base_url,
        admin_pat=admin_pat,
        out=out,
        only=only or [],
        per_second=rps,
        timeout_s=timeout,
        verify_tls=not insecure,
    )
    raise typer.Exit(code)
