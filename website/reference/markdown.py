"""Markdown out of any text."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence


def cell(text: str) -> str:
    """A text of several lines as a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def code(text: str) -> str:
    """A text as code; nothing stays nothing."""
    return f"`{text}`" if text else ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, in lines; its cells are Markdown."""
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def page(title: str, *lines: str) -> str:
    """A page that says of itself that nobody writes it."""
    return "\n".join([f"# {title}", "", *lines, ""])


def first_sentence(documented: object) -> str:
    """What the docstring of something opens with, up to its first empty line."""
    return " ".join((inspect.getdoc(documented) or "").partition("\n\n")[0].split())


def raised(documented: object) -> str:
    """What a docstring says that is raised, and when; empty where it says nothing."""
    _, _, told = (inspect.getdoc(documented) or "").partition("Raises: ")
    return " ".join(told.partition("\nSource:")[0].split())
