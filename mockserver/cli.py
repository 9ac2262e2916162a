"""The command `zitadel-mock`, and what it tells of itself."""

from __future__ import annotations

import importlib
import json
import sys
from typing import TYPE_CHECKING

import click

from mockserver.cli_coverage import coverage
from mockserver.cli_deliver import deliver
from mockserver.cli_fuzz import fuzz
from mockserver.cli_lint import lint
from mockserver.cli_mcp import mcp
from mockserver.cli_migrate import migrate
from mockserver.cli_options import USAGE_ERROR, option
from mockserver.cli_proxy import proxy
from mockserver.cli_routes import routes
from mockserver.cli_run import run
from mockserver.cli_seed import seed
from mockserver.cli_serve import serve
from mockserver.cli_surface import surface_commands
from mockserver.cli_types import types
from mockserver.cli_verify import record, verify
from mockserver.later import Later

if TYPE_CHECKING:
    from importlib import metadata
else:
    metadata = Later("importlib.metadata")

_INTERRUPTED = 130


def main() -> None:
    """Run the command; what is wrong with its flags is one line on stderr, and exit code 2."""
    try:
        sys.exit(cli(prog_name="zitadel-mock", standalone_mode=False))
    except click.Abort:
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        message = " ".join(error.format_message().split())
        click.echo(f"zitadel-mock: {message} (see zitadel-mock --help)", err=True)
        sys.exit(USAGE_ERROR)


def _print_version(_: click.Context, __: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"zitadel-mock {metadata.version('zitadel-mock')}")
        raise click.exceptions.Exit


class _InOrder(click.Group):
    """Lists commands as they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)


@click.group(cls=_InOrder, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version and exit.",
)
@click.pass_context
def cli(context: click.Context) -> None:
    """A stand-in for ZITADEL: actions and flows, and organisations, projects, users and logins around them."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@click.command()
@option(
    "--format",
    "shape",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    help="Form of the text.",
)
@option("--all", "everything", is_flag=True, help="Describe all operations of ZITADEL, whoever models them.")
def spec(shape: str, everything: bool) -> None:
    """Print the OpenAPI document in full: one that stands alone, with all schemas and answers of errors."""
    if everything:
        document = importlib.import_module("mockserver.unmodelled.described").everything()
    else:
        document = importlib.import_module("mockserver.spec.description").description()
    if shape == "json":
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        click.echo(importlib.import_module("mockserver.spec.yaml_text").yaml_text(document), nl=False)


for command in (
    serve,
    seed,
    routes,
    spec,
    surface_commands,
    proxy,
    coverage,
    fuzz,
    verify,
    record,
    run,
    deliver,
    lint,
    types,
    migrate,
    mcp,
):
    cli.add_command(command)
