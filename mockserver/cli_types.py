"""The command `zitadel-mock types`: declarations of TypeScript for authors of scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockserver.cli_options import FILE, option, refusal
from mockserver.later import Later

if TYPE_CHECKING:
    from mockserver.scripts import authoring, tables, typescript
else:
    authoring = Later("mockserver.scripts.authoring")
    tables, typescript = Later("mockserver.scripts.tables"), Later("mockserver.scripts.typescript")

_SHARED = "zitadel.d.ts"


@click.command()
@option("--flow", default="", help="Only this flow, such as 2; all without it.")
@option("--trigger", default="", help="Only this trigger, such as 4; all without it.")
@option("-o", "--output", type=FILE, help="Folder to write files to, one a trigger; printed without it.")
def types(flow: str, trigger: str, output: Path | None) -> None:
    """Write types of ctx, api and modules, so that editors complete scripts and tsc checks them.

    A script names the types of its trigger in a comment: /** @type {Zitadel.Flow2.Trigger4.Action} */, or
    /** @param {Zitadel.Flow2.Trigger4.Ctx} ctx, and likewise Api.
    """
    wanted = [
        of
        for (number, of_trigger), of in tables.TRIGGERS.items()
        if flow in ("", number) and trigger in ("", of_trigger)
    ]
    if not wanted:
        of_which = f"flow {flow or 'of any number'} with a trigger {trigger or 'of any number'}"
        raise refusal(f"there is no {of_which}: {authoring.known_triggers()}")
    if output is None:
        click.echo("\n".join([typescript.shared_types(), *map(typescript.trigger_types, wanted)]), nl=False)
        return
    reference = f'/// <reference path="./{_SHARED}" />\n\n'
    files = {_SHARED: typescript.shared_types()}
    files |= {typescript.file_of(of): reference + typescript.trigger_types(of) for of in wanted}
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (output / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise refusal(f"{output} cannot be written to: {error}") from None
    for name in files:
        click.echo(output / name)
