"""The command `zitadel-mock coverage`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import click

from mockserver.cli_options import FILE, USAGE_ERROR, history, option


@click.command()
@click.argument("files", type=FILE, nargs=-1)
@option("--journal", default="", help="URL of a running mock whose journal counts too.")
@option(
    "--admin-token",
    envvar="ZITADEL_MOCK_ADMIN_TOKEN",
    default="",
    help="The --admin-token of that mock, if it has one.",
)
@option("--keywords", is_flag=True, help="Count bounds, enumerated values and required members of requests too.")
@option(
    "--actions",
    is_flag=True,
    help="Count triggers, what scripts use, and executions too, as the journal tells.",
)
@option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@option("--html", type=FILE, help="Write an HTML page too.")
@option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    default=0.0,
    help="Exit with 1 where less than this per cent of all was touched.",
)
@history
def coverage(  # noqa: PLR0913, PLR0917 (one parameter a flag)
    files: tuple[Path, ...],
    journal: str,
    admin_token: str,
    keywords: bool,
    actions: bool,
    as_json: bool,
    html: Path | None,
    fail_under: float,
    history: Path | None,
) -> None:
    """Tell which operations, statuses, error IDs, parameters and matrix cells recorded traffic has touched.

    FILES are HAR files with recorded traffic.
    """
    if not files and not journal:
        raise click.UsageError("give HAR files, or --journal URL")
    run = _runner()
    try:
        text, exit_code = run.run(
            list(files),
            journal=journal,
            admin_token=admin_token,
            json=as_json,
            html=html,
            fail_under=fail_under,
            history=history,
            keywords=keywords,
            actions=actions,
        )
    except run.CannotMeasure as error:
        click.echo(f"zitadel-mock: {error}", err=True)
        sys.exit(USAGE_ERROR)
    click.echo(text)
    if exit_code:
        click.echo(f"zitadel-mock: less than {fail_under:g} per cent was touched", err=True)
    sys.exit(exit_code)


def _runner() -> ModuleType:
    """What the command runs; imported here, so that the other commands and `--help` need not wait for it."""
    return importlib.import_module("mockserver.coverage.run")
