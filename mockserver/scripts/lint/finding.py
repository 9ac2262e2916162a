"""What the linter finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

    from mockserver.scripts.lint.reading import Reading


class Level(StrEnum):
    """How sure it is."""

    ERROR = "error"
    """It fails, or has no effect."""
    WARNING = "warning"
    """It may."""


class Finding(NamedTuple):
    """Something that goes wrong on the real server.

    Attributes:
        line: in the script, from 1; `column` in characters, likewise.
        rule: its name, by which a comment can allow it.
    """

    line: int
    column: int
    level: Level
    rule: str
    message: str


Rule = Callable[["Reading"], Iterator[Finding]]


def error(reading: Reading, node: Node, rule: str, message: str) -> Finding:
    """A finding at a node."""
    return Finding(*reading.source.place(node), Level.ERROR, rule, message)


def warning(reading: Reading, node: Node, rule: str, message: str) -> Finding:
    """A finding at a node that may be none."""
    return Finding(*reading.source.place(node), Level.WARNING, rule, message)
