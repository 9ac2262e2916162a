"""The command `zitadel-mock seed`: an example of a state file, its schema, and a check of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockserver.cli_options import FILE, option, refusal
from mockserver.later import Later
from mockserver.settings import Settings

if TYPE_CHECKING:
    from mockserver import seeds
    from mockserver.seeds import schema as seed_schema
else:
    seeds = Later("mockserver.seeds")
    seed_schema = Later("mockserver.seeds.schema")

EXAMPLE = Path(__file__).parent / "seeds" / "example.yaml"


@click.command()
@option("--example", is_flag=True, help="Print a commented example of a state file.")
@option("--schema", is_flag=True, help="Print the JSON Schema of state files.")
@option("--check", type=FILE, help="Say what is wrong with a state file, if anything.")
def seed(example: bool, schema: bool, check: Path | None) -> None:
    """Help with state files, which `serve --state` reads."""
    if [example, schema, check is not None].count(True) != 1:
        raise click.UsageError("give one of --example, --schema and --check FILE")
    if check is not None:
        try:
            seeds.build(seeds.load(check), Settings())
        except seeds.SeedError as error:
            raise refusal(str(error)) from error
        click.echo(f"{check} can be served")
        return
    click.echo(EXAMPLE.read_text("utf-8") if example else seed_schema.schema_text(), nl=False)
