"""What the commands' flags have in common."""

from __future__ import annotations

import enum
import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from mockserver.control.durations import microseconds
from mockserver.settings import OwnSpec

Command = TypeVar("Command", bound=Callable[..., Any])

USAGE_ERROR = 2
"""Exit code where a command was not given what it needs."""

FILE = click.Path(path_type=Path)


class _OwnSpecType(click.ParamType[OwnSpec]):
    """`[PREFIX=]FILE`; in an environment variable several stand beside each other as in PATH."""

    name = "[PREFIX=]FILE"
    envvar_list_splitter = os.pathsep

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> OwnSpec:
        try:
            return OwnSpec.of(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


OWN_SPEC = _OwnSpecType()


_MOST_SECONDS = 10 * 366 * 24 * 3600


def seconds(text: str) -> int:
    """The whole seconds of a span of a second to ten years, as people write it: `90s`, `5m`, `12h`.

    Raises: click.BadParameter.
    """
    span = microseconds(text)
    if span is None or not 1 <= span // 1_000_000 <= _MOST_SECONDS:
        raise click.BadParameter(f"{text!r} is no span from 1s to ten years, such as 90s, 5m or 12h")
    return span // 1_000_000


def option(*names: str, **settings: Any) -> Callable[[Command], Command]:
    """A flag; its help tells its default and its environment variable, where it has them."""
    default = settings.get("default")
    told = default is not None and default != "" and not isinstance(default, bool)
    return click.option(*names, show_default=told, show_envvar="envvar" in settings, **settings)


def options(*flags: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Several flags, which help tells in this order."""

    def decorated(command: Command) -> Command:
        return functools.reduce(lambda inner, flag: flag(inner), reversed(flags), command)

    return decorated


def one_of(choices: type[enum.StrEnum]) -> click.Choice[str]:
    """A value of an enumeration, as the flag's user writes it."""
    return click.Choice([choice.value for choice in choices])


def refusal(message: str) -> click.exceptions.Exit:
    """The end of a command that cannot do what it was asked, said in one line on stderr."""
    click.echo(f"zitadel-mock: {message}", err=True)
    return click.exceptions.Exit(USAGE_ERROR)


history = option(
    "--history",
    type=FILE,
    help="File (*.jsonl) that gets a line with the figures of this run; the picture beside it shows all of them.",
)

max_latency = option("--max-latency", type=click.FloatRange(0), help="Milliseconds that one answer may take at most.")
"""A limit whose breach is a difference, a violation or a finding, as the command has it; without it there is none."""
