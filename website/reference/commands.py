"""Every command with its flags, as the command line itself has them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from mockserver.cli import cli
from website.reference.markdown import cell, code, page, table

PROGRAM = "zitadel-mock"


def commands_page() -> str:
    """The page."""
    lines = [
        "Every flag of every command, out of the program itself. Exit codes are 0 for success, 2 where a command was",
        "not given what it needs, and 1 where it found what it looks for.",
        "",
    ]
    for name, command in all_commands(cli, PROGRAM):
        lines += _section(name, command)
    return page("Command line", *lines)


def all_commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    """Each command of a group and of the groups in it, with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def _section(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## {name.removeprefix(f'{PROGRAM} ')}"
    yield ""
    yield from (_paragraph(part) for part in (command.help or "").split("\n\n"))
    yield f"```\n{name} {usage}\n```"
    yield ""
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    if options:
        yield from table(("flag", "meaning"), (_row(option, context) for option in options))


def _paragraph(text: str) -> str:
    return f"{' '.join(text.replace(chr(8), '').split())}\n"


def _row(option: click.Option, context: click.Context) -> tuple[str, str]:
    record = option.get_help_record(context)
    flags, told = record if record is not None else (", ".join(option.opts), option.help or "")
    return code(flags.replace("|", " or ")), cell(told)
