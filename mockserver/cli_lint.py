"""The command `zitadel-mock lint`: scripts of actions, read for what goes wrong in silence."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockserver.cli_options import FILE, option, refusal
from mockserver.later import Later

if TYPE_CHECKING:
    from mockserver.scripts import authoring, tables
    from mockserver.scripts.lint import linting
else:
    authoring = Later("mockserver.scripts.authoring")
    linting, tables = Later("mockserver.scripts.lint.linting"), Later("mockserver.scripts.tables")

_FOUND = 1


@click.command()
@click.argument("scripts", type=FILE, nargs=-1, required=True)
@option("--flow", default="", help="Number of the flow, such as 2; needs --trigger.")
@option("--trigger", default="", help="Number of the trigger, such as 4; needs --flow.")
@option("--name", default="", help="Name of the action; the file's name if left out.")
@option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")
def lint(scripts: tuple[Path, ...], flow: str, trigger: str, name: str, as_json: bool) -> None:
    """Warn of what goes wrong with scripts on the real server, above all of what does so in silence.

    A trigger that is not told is that of the types in a comment of the script (zitadel-mock types), or else the one
    that has what the script asks for. A comment zitadel-mock-allow RULE, on a line or before it, allows it.

    Exit code 0: nothing was found; 1: something was; 2: a script cannot be read, or there is no such trigger.
    """
    if name and len(scripts) > 1:
        raise refusal("--name is that of one script; several were given")
    of = None
    if flow or trigger:
        of = tables.TRIGGERS.get((flow, trigger))
        if of is None:
            of_which = f"flow {flow or '(none given)'} with a trigger {trigger or '(none given)'}"
            raise refusal(f"there is no {of_which}: {authoring.known_triggers()}")
    found = []
    for path in scripts:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise refusal(f"{path} cannot be read: {error}") from None
        try:
            found += [(path, finding) for finding in linting.lint(text, name or path.stem, of)]
        except ModuleNotFoundError as error:
            raise refusal(f"{error}; zitadel-mock lint needs pip install 'zitadel-mock[lint]'") from None
    if as_json:
        shown = [{"file": str(path), **finding._asdict()} for path, finding in found]
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
    else:
        for path, finding in found:
            click.echo(f"{path}:{finding.line}:{finding.column}: {finding.level}: {finding.message} [{finding.rule}]")
    sys.exit(_FOUND if found else 0)
