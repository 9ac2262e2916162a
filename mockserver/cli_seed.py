"""The command `zitadel-mock seed`: an example of a state file, its schema, and a check of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mockserver.later import Later
from mockserver.settings import Settings

if TYPE_CHECKING:
    from mockserver import seeds
    from mockserver.seeds import schema as seed_schema
else:
    seeds = Later("mockserver.seeds")
    seed_schema = Later("mockserver.seeds.schema")

EXAMPLE = Path(__file__).parent / "seeds" / "example.yaml"
_WRONG = 2


def seed(
    example: Annotated[bool, typer.Option("--example", help="Print a commented example of a state file.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of state files.")] = False,
    check: Annotated[
        Path | None, typer.Option("--check", help="Say what is wrong with a state file, if anything.")
    ] = None,
) -> None:
    """Help with state files, which `serve --state` reads."""
    if [example, schema, check is not None].count(True) != 1:
        raise typer.BadParameter("give one of --example, --schema and --check FILE")
    if check is not None:
        try:
            seeds.build(seeds.load(check), Settings())
        except seeds.SeedError as error:
            typer.echo(f"zitadel-mock: {error}", err=True)
            raise typer.Exit(_WRONG) from error
        typer.echo(f"{check} can be served")
        return
    typer.echo(EXAMPLE.read_text("utf-8") if example else seed_schema.schema_text(), nl=False)
