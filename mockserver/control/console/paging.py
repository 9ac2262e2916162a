"""Long lists, a page at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import flask

from mockserver.control.console.numbers import whole_number

Row = TypeVar("Row")

ROWS = 100
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list.

    Attributes:
        number: of the page, counted from 1.
        total: rows of the whole list.
    """

    rows: Sequence[Row]
    number: int
    total: int

    @property
    def first(self) -> int:
        """Position of the first row, counted from 1."""
        return (self.number - 1) * ROWS + 1

    @property
    def last(self) -> int:
        """Position of the last row."""
        return self.first + len(self.rows) - 1

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // ROWS))


def page_of(found: Iterable[Row], total: int) -> Page[Row]:
    """The page that the request at hand asks for by `page`; one past the end is the last.

    Args:
        found: all rows; only those up to the page are looked at.
        total: how many rows there are.
    """
    number = max(1, min(whole_number(flask.request.args.get("page", "1"), 1), -(-total // ROWS)))
    return Page(list(itertools.islice(found, (number - 1) * ROWS, number * ROWS)), number, total)
