"""The commands `zitadel-mock surface`: what ZITADEL's API offers, and what another version of it breaks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from mockserver.cli_options import option, refusal
from mockserver.later import Later

if TYPE_CHECKING:
    from mockserver.surface import (
        choosing,
        difference,
        differences,
        finding,
        jsonable,
        library,
        lookup,
        printed,
        sources,
    )
else:
    choosing = Later("mockserver.surface.choosing")
    difference = Later("mockserver.surface.difference")
    differences = Later("mockserver.surface.differences")
    finding = Later("mockserver.surface.finding")
    jsonable = Later("mockserver.surface.jsonable")
    library = Later("mockserver.surface.library")
    lookup = Later("mockserver.surface.lookup")
    printed = Later("mockserver.surface.printed")
    sources = Later("mockserver.surface.sources")

_SOURCE = "a version at hand, a folder of such files, or the npm package @zitadel/proto as tarball or folder"

_of = option("--of", "source", default="", help=f"The version that is asked: {_SOURCE}. [default: the one served]")
_as_json = option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@click.group("surface", invoke_without_command=True)
@click.pass_context
def surface_commands(context: click.Context) -> None:
    """Look things up in the API of ZITADEL, and tell what another version of it breaks."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@surface_commands.command("list")
@_of
@_as_json
def list_services(source: str, as_json: bool) -> None:
    """List the services with how many operations they have."""
    numbers = {service.name: len(service.methods) for service in _opened(source).services()}
    if as_json:
        _print_json([{"service": name, "operations": number} for name, number in numbers.items()])
        return
    _print(f"{number:>5}  {name}" for name, number in numbers.items())
    click.echo(f"{sum(numbers.values()):>5}  operations in {len(numbers)} services")


@surface_commands.command()
@click.argument("words", nargs=-1, required=True)
@_of
@_as_json
def find(words: tuple[str, ...], source: str, as_json: bool) -> None:
    """Search operations, messages, fields and enums for all of WORDS.

    Exit code: 0 found, 1 nothing found.
    """
    asked = _opened(source)
    found = finding.find(asked, words)
    if as_json:
        _print_json(jsonable.found(asked, found))
    else:
        _print(printed.found_lines(asked, found))
    if not found:
        click.echo(f"zitadel-mock: nothing in {asked.version} has {' '.join(words)!r}", err=True)
        raise click.exceptions.Exit(1)


@surface_commands.command()
@click.argument("name")
@_of
@_as_json
def show(name: str, source: str, as_json: bool) -> None:
    """Show one service, operation, message or enum in full, with all that it holds.

    NAME is a full name or its end, such as SetTriggerActions, ManagementService or org.v2.Organization.

    Exit code: 0 shown, 1 there is none, 2 it may be several.
    """
    asked = _opened(source)
    things = lookup.named(asked, name)
    if len(things) > 1:
        raise refusal(f"{name} may be {', '.join(thing.name for thing in things)}; give more of the name")
    if not things:
        hint = " or ".join(lookup.similar(asked, name))
        click.echo(f"zitadel-mock: {asked.version} has no {name}{hint and f'; is it {hint}?'}", err=True)
        raise click.exceptions.Exit(1)
    found = finding.whole(asked, things[0])
    if as_json:
        _print_json({"name": things[0].name, **jsonable.found(asked, found)})
    else:
        _print(printed.found_lines(asked, found))


@surface_commands.command()
@_as_json
def versions(as_json: bool) -> None:
    """List the versions at hand, and which of them is served."""
    rows = [
        {**jsonable.version(library.surface(name)), "served": name == library.SERVED} for name in library.versions()
    ]
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        numbers = ", ".join(f"{row[what]} {what}" for what in ("services", "operations", "messages", "enums"))
        click.echo(f"{row['version']}: {numbers}{'; served' * row['served']}")


@surface_commands.command()
@click.argument("before")
@click.argument("after")
@option("--breaking", is_flag=True, help="Only what breaks clients.")
@option(
    "--only",
    "names",
    multiple=True,
    metavar="NAME",
    help="Only this operation or service, and the messages it needs; can be given several times.",
)
@_as_json
def diff(before: str, after: str, breaking: bool, names: tuple[str, ...], as_json: bool) -> None:
    """Tell what is different in AFTER, and whether it breaks clients that worked with BEFORE.

    Each is a version at hand (see `surface versions`), a folder of such files, or the npm package @zitadel/proto: the
    tarball of `npm pack`, or a folder such as node_modules/@zitadel/proto.

    Exit code: 0 nothing breaks, 1 something does, 2 not compared.
    """
    sides = _opened(before), _opened(after)
    if names:
        choice = _choice(sides, names)
        found = [each for each in differences.differences(*sides, choice.requests) if choice.concerns(each)]
    else:
        found = list(differences.differences(*sides))
    broken = [each for each in found if each.breaks]
    shown = broken if breaking else found
    if as_json:
        _print_json(jsonable.compared(*sides, shown, len(broken)))
    else:
        _print(printed.difference_lines(shown))
        number = difference.counted(len(found), "difference")
        click.echo(f"{sides[0].version} -> {sides[1].version}: {number}, {len(broken)} breaking")
    raise click.exceptions.Exit(1 if broken else 0)


def _choice(sides: tuple[library.Surface, library.Surface], names: tuple[str, ...]) -> choosing.Choice:
    try:
        return choosing.choose(sides, names)
    except choosing.UnknownName as error:
        raise refusal(str(error)) from error


def _opened(source: str) -> library.Surface:
    """The version that a flag or an argument names, that which is served where it is empty."""
    try:
        return sources.opened(source or library.SERVED)
    except sources.CannotRead as error:
        raise refusal(str(error)) from error


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2))
