"""The command `zitadel-mock routes`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from mockserver.cli_options import option
from mockserver.later import Later

if TYPE_CHECKING:
    from mockserver.unmodelled import described
else:
    described = Later("mockserver.unmodelled.described")

_NONE = "-"
_SHOWN = ("method", "path", "status", "permission", "rpc")


@click.command()
@option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@option("--all", "everything", is_flag=True, help="List all operations of ZITADEL, whoever models them.")
def routes(as_json: bool, everything: bool) -> None:
    """List the operations: method, path, what becomes of a request, permission and gRPC name.

    A request for what is `fabricated` is made up by a server with --unmodelled fabricate; what is `refused` is not even
    then, since what it is about is modelled.
    """
    rows = [
        {
            "method": row.method,
            "path": row.path,
            "permission": row.permission or _NONE,
            "rpc": row.rpc or _NONE,
            "operationId": row.id or _NONE,
            "status": row.status.value,
        }
        for row in described.operations(unmodelled=everything)
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    table = [{column: column.upper() for column in _SHOWN}, *rows]
    widths = {column: max(len(row[column]) for row in table) for column in _SHOWN}
    for row in table:
        click.echo("  ".join(row[column].ljust(widths[column]) for column in _SHOWN).rstrip())
