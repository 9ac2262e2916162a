"""The command `zitadel-mock coverage`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

_NOT_RUN = 2


def coverage(
    files: Annotated[
        list[Path] | None, typer.Argument(help="HAR files with recorded traffic.", show_default=False)
    ] = None,
    journal: Annotated[str, typer.Option(help="URL of a running mock whose journal counts too.")] = "",
    admin_token: Annotated[
        str, typer.Option(envvar="ZITADEL_MOCK_ADMIN_TOKEN", help="The --admin-token of that mock, if it has one.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write an HTML page too.")] = None,
    fail_under: Annotated[
        float, typer.Option(min=0, max=100, help="Exit with 1 where less than this per cent of all was touched.")
    ] = 0,
) -> None:
    """Tell which operations, statuses, error IDs, parameters and matrix cells recorded traffic has touched."""
    if not files and not journal:
        raise typer.BadParameter("give HAR files, or --journal URL")
    run = _runner()
    try:
        text, exit_code = run.run(
            files or [], journal=journal, admin_token=admin_token, json=as_json, html=html, fail_under=fail_under
        )
    except run.CannotMeasure as error:
        typer.echo(f"zitadel-mock: {error}", err=True)
        sys.exit(_NOT_RUN)
    typer.echo(text)
    if exit_code:
        typer.echo(f"zitadel-mock: less than {fail_under:g} per cent was touched", err=True)
    sys.exit(exit_code)


def _runner() -> ModuleType:
    """What the command runs; imported here, so that the other commands and `--help` need not wait for it."""
    return importlib.import_module("mockserver.coverage.run")
