"""What a running server says on its standard output."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

import click


def announcer() -> Callable[[list[str]], None]:
    """Prints lines. The first ones must arrive; later ones go to stderr once nobody reads stdout any more."""
    started = lost = False

    def announce(lines: list[str]) -> None:
        nonlocal started, lost
        text = "\n".join(lines)
        try:
            if not lost:
                click.echo(text)
        except OSError as error:
            _drop_stdout()
            if not started:
                raise OSError(f"cannot write to standard output: {error.strerror}") from error
            lost = True
        if lost:
            with contextlib.suppress(OSError):
                click.echo(text, err=True)
        started = True

    return announce


def _drop_stdout() -> None:
    """What stdout still holds cannot be written either; Python would complain about it at the end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
