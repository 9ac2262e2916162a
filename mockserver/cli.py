"""The command `zitadel-mock`: flags and environment to settings, one function a command."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mockserver.cli_coverage import coverage
from mockserver.cli_fuzz import fuzz
from mockserver.cli_proxy import proxy
from mockserver.cli_seed import seed as seed_command
from mockserver.cli_verify import record, verify
from mockserver.control.durations import microseconds
from mockserver.later import Later
from mockserver.settings import DEFAULT_ADMIN_PAT, InstanceMode, LogFormat, Settings, Strictness, TlsMode
from mockserver.spec.document import load_document, spec_path

if TYPE_CHECKING:
    from importlib import metadata

    from mockserver import app
else:
    metadata = Later("importlib.metadata")
    app = Later("mockserver.app")

_USAGE_ERROR = 2
_MAX_LAG_US = 60_000_000
_INTERRUPTED = 130
_MAX_DOMAIN_LENGTH = 180
"""Leaves room for an organisation's label before it."""
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")

cli = typer.Typer(
    name="zitadel-mock",
    help="A stand-in for ZITADEL's Management API around Set Trigger Actions.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
cli.command("seed")(seed_command)


def main() -> None:
    """Run the command; what is wrong with its flags is one line on stderr, and exit code 2."""
    try:
        sys.exit(cli(_with_values(sys.argv[1:]), standalone_mode=False))
    except typer.Abort:
        sys.exit(_INTERRUPTED)
    except typer.TyperException as error:
        message = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        typer.echo(f"zitadel-mock: {message} (see zitadel-mock --help)", err=True)
        sys.exit(_USAGE_ERROR)


def _with_values(arguments: list[str]) -> list[str]:
    """`--strict` may stand alone, which the parser of the command line does not know of other flags with values."""
    values = set(Strictness)
    return [
        f"--strict={Strictness.WARN}" if argument == "--strict" and following not in values else argument
        for argument, following in zip(arguments, [*arguments[1:], ""], strict=True)
    ]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zitadel-mock {metadata.version('zitadel-mock')}")
        raise typer.Exit


@cli.callback()
def common(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """A stand-in for ZITADEL's Management API around Set Trigger Actions."""
    del version
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@cli.command()
def serve(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    host: Annotated[str, typer.Option(envvar="ZITADEL_MOCK_HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="ZITADEL_PORT", min=0, max=65535, help="TCP port; 0 picks a free one.")
    ] = 8080,
    port_file: Annotated[
        Path | None, typer.Option(envvar="ZITADEL_MOCK_PORT_FILE", help="File that receives the port when ready.")
    ] = None,
    admin_pat: Annotated[
        str, typer.Option(envvar="ZITADEL_MOCK_ADMIN_PAT", help="Token of the user with the role IAM_OWNER.")
    ] = DEFAULT_ADMIN_PAT,
    external_domain: Annotated[
        str, typer.Option(envvar="ZITADEL_EXTERNALDOMAIN", help="Domain that organisations' domains end with.")
    ] = "localhost",
    instances: Annotated[
        InstanceMode,
        typer.Option(envvar="ZITADEL_MOCK_INSTANCES", help="auto: an unknown host gets a fresh instance; fixed: 404."),
    ] = InstanceMode.AUTO,
    max_instances: Annotated[
        int, typer.Option(envvar="ZITADEL_MOCK_MAX_INSTANCES", min=1, help="Most instances held at a time.")
    ] = 1000,
    auto_login: Annotated[
        str, typer.Option(envvar="ZITADEL_MOCK_AUTO_LOGIN", help="User name that browsers are logged in as, unasked.")
    ] = "",
    tls: Annotated[
        TlsMode, typer.Option(envvar="ZITADEL_MOCK_TLS", help="self-signed: TLS with a certificate made here.")
    ] = TlsMode.OFF,
    tls_cert: Annotated[
        Path | None, typer.Option(envvar="ZITADEL_TLS_CERTPATH", help="Certificate chain (PEM) to serve TLS with.")
    ] = None,
    tls_key: Annotated[
        Path | None, typer.Option(envvar="ZITADEL_TLS_KEYPATH", help="Private key (PEM) of --tls-cert.")
    ] = None,
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
    state: Annotated[
        Path | None, typer.Option(envvar="ZITADEL_MOCK_STATE", help="State file (YAML or JSON) to start with.")
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(envvar="ZITADEL_MOCK_SEED", help="Makes ids, dates, tokens and secrets the same in every run."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", envvar="ZITADEL_MOCK_WATCH", help="Load --state again whenever it changes.")
    ] = False,
    fake: Annotated[
        int, typer.Option(envvar="ZITADEL_MOCK_FAKE", min=0, help="Number of made-up actions to start with.")
    ] = 0,
    admin_token: Annotated[
        str,
        typer.Option(
            envvar="ZITADEL_MOCK_ADMIN_TOKEN", help="Token that /__admin asks for; without one, only this machine may."
        ),
    ] = "",
    max_journal_entries: Annotated[
        int, typer.Option(envvar="ZITADEL_MOCK_MAX_JOURNAL_ENTRIES", min=0, help="Requests kept by each instance.")
    ] = 10_000,
    strict: Annotated[
        Strictness,
        typer.Option(
            envvar="ZITADEL_MOCK_STRICT", help="--strict: warn of what is silently ignored; --strict=error: refuse it."
        ),
    ] = Strictness.OFF,
    consistency_lag: Annotated[
        str, typer.Option(envvar="ZITADEL_MOCK_CONSISTENCY_LAG", help="How long reads lag behind writes: 500ms, 2s.")
    ] = "0ms",
    log: Annotated[
        LogFormat,
        typer.Option(envvar="ZITADEL_MOCK_LOG", help="A line a request on stderr; auto: text on a terminal only."),
    ] = LogFormat.AUTO,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", envvar="ZITADEL_MOCK_QUIET", help="Say only where the server listens.")
    ] = False,
) -> None:
    """Serve JSON, gRPC and gRPC-Web on one port until SIGTERM or Ctrl+C."""
    if (tls_cert is None) != (tls_key is None):
        raise _refusal("--tls-cert and --tls-key belong together; give both")
    if watch and state is None:
        raise _refusal("--watch needs --state FILE, the file to watch")
    settings = Settings(
        host=host,
        port=port,
        port_file=port_file,
        admin_pat=_usable_token(admin_pat),
        external_domain=_usable_domain(external_domain),
        instances=instances,
        max_instances=max_instances,
        auto_login=auto_login,
        tls_self_signed=tls is TlsMode.SELF_SIGNED,
        tls_cert=tls_cert,
        tls_key=tls_key,
        pat_path=pat_path,
        machine_key_path=machine_key_path,
        state_file=state,
        seed=seed,
        watch=watch,
        fake=fake,
        admin_token=_usable_admin_token(admin_token),
        max_journal_entries=max_journal_entries,
        strict=strict,
        consistency_lag_ms=_usable_lag_ms(consistency_lag),
        log=log,
        quiet=quiet,
    )
    try:
        app.run(settings, lambda lines: typer.echo("\n".join(lines)))
    except (app.CannotServe, OSError) as error:
        raise _refusal(str(error)) from error


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
        for path, operations in load_document(spec_path())["paths"].items()
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


cli.command()(proxy)
cli.command()(coverage)
cli.command()(fuzz)
cli.command()(verify)
cli.command()(record)


def _usable_token(token: str) -> str:
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise _refusal("--admin-pat must be printable ASCII without spaces, and not empty")
    return token


def _usable_admin_token(token: str) -> str:
    if token and (not token.isascii() or not token.isprintable() or " " in token):
        raise _refusal("--admin-token must be printable ASCII without spaces")
    return token


def _usable_lag_ms(text: str) -> int:
    span = microseconds(text)
    if span is None or not 0 <= span <= _MAX_LAG_US:
        raise _refusal(f"--consistency-lag: {text!r} cannot be used; give a span from 0ms to 60s, such as 500ms")
    return span // 1000


def _usable_domain(domain: str) -> str:
    if not _HOST_NAME.fullmatch(domain) or len(domain) > _MAX_DOMAIN_LENGTH:
        raise _refusal(f"--external-domain must be a host name of at most {_MAX_DOMAIN_LENGTH} characters")
    return domain.lower()


def _refusal(message: str) -> typer.Exit:
    typer.echo(f"zitadel-mock: {message}", err=True)
    return typer.Exit(_USAGE_ERROR)
