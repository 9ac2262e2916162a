"""The command `zitadel-mock`: flags and environment to settings, one function a command."""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path
from typing import Annotated

import typer

from mockserver.app import create_app, document, write_first_instance_files
from mockserver.settings import DEFAULT_ADMIN_PAT, Settings
from mockserver.spec.document import spec_path
from mockserver.wire.port import shared_port
from mockserver.wire.server import CannotListen, Listener, listen
from mockserver.wire.server import serve as serve_app

_USAGE_ERROR = 2

cli = typer.Typer(
    name="zitadel-mock",
    help="A stand-in for ZITADEL's Management API around Set Trigger Actions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command."""
    cli()


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zitadel-mock {importlib.metadata.version('zitadel-mock')}")
        raise typer.Exit


@cli.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """A stand-in for ZITADEL's Management API around Set Trigger Actions."""
    del version


@cli.command()
def serve(
    host: Annotated[str, typer.Option(envvar="ZITADEL_MOCK_HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="ZITADEL_PORT", min=0, max=65535, help="TCP port; 0 picks a free one.")
    ] = 8080,
    port_file: Annotated[
        Path | None, typer.Option(envvar="ZITADEL_MOCK_PORT_FILE", help="File that receives the port.")
    ] = None,
    admin_pat: Annotated[
        str, typer.Option(envvar="ZITADEL_MOCK_ADMIN_PAT", help="Token of the user with the role IAM_OWNER.")
    ] = DEFAULT_ADMIN_PAT,
    external_domain: Annotated[
        str, typer.Option(envvar="ZITADEL_EXTERNALDOMAIN", help="Domain that organisations' domains end with.")
    ] = "localhost",
    pat_path: Annotated[
        Path | None,
        typer.Option(envvar="ZITADEL_FIRSTINSTANCE_PATPATH", help="File that receives the administrator's token."),
    ] = None,
    machine_key_path: Annotated[
        Path | None,
        typer.Option(
            envvar="ZITADEL_FIRSTINSTANCE_MACHINEKEYPATH", help="File that receives the administrator's key (JSON)."
        ),
    ] = None,
) -> None:
    """Serve until SIGTERM or Ctrl+C."""
    settings = Settings(
        host=host,
        port=port,
        port_file=port_file,
        admin_pat=_usable_token(admin_pat),
        external_domain=external_domain,
        pat_path=pat_path,
        machine_key_path=machine_key_path,
    )
    try:
        listener = listen(settings.host, settings.port)
        instance = write_first_instance_files(settings)
        app = create_app(settings, instance)
        if settings.port_file is not None:
            settings.port_file.write_text("", "ascii")
    except (CannotListen, OSError) as error:
        raise _refusal(str(error)) from error
    port_protocol = shared_port(app.gateway, settings.max_body_bytes)
    serve_app(app.asgi, port_protocol, listener, lambda: _announce(listener, settings))


@cli.command()
def routes(as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False) -> None:
    """List the operations: method, path, permission and gRPC name."""
    rows = [
        {
            "method": method.upper(),
            "path": path,
            "permission": operation.get("x-permission", "-"),
            "rpc": operation.get("x-rpc", "-"),
            "operationId": operation["operationId"],
        }
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
        if "operationId" in operation
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    shown = ("method", "path", "permission", "rpc")
    table = [{column: column.upper() for column in shown}, *rows]
    widths = {column: max(len(row[column]) for row in table) for column in shown}
    for row in table:
        typer.echo("  ".join(row[column].ljust(widths[column]) for column in shown).rstrip())


@cli.command()
def spec() -> None:
    """Print the OpenAPI document that is served (YAML)."""
    typer.echo(spec_path().read_text("utf-8"), nl=False)


def _announce(listener: Listener, settings: Settings) -> None:
    url = listener.url
    if settings.port_file is not None:
        settings.port_file.write_text(f"{listener.port}\n", "ascii")
    typer.echo(f"listening on {url}")
    typer.echo(f"token (IAM_OWNER): {settings.admin_pat}")
    typer.echo(
        f"try: curl -X POST -H 'Authorization: Bearer {settings.admin_pat}' {url}/management/v1/flows/types/_search"
    )


def _usable_token(token: str) -> str:
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise _refusal("--admin-pat must be printable ASCII without spaces, and not empty")
    return token


def _refusal(message: str) -> typer.Exit:
    typer.echo(f"zitadel-mock: {message}", err=True)
    return typer.Exit(_USAGE_ERROR)
