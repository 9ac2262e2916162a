"""Fidelity as tables in Markdown, for docs/fidelity.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from contracts.fidelity.figures import Row, percent, share, summed

BEGIN = "<!-- fidelity: written by `make fidelity` -->"
END = "<!-- end of fidelity -->"
_COUNTS = ["exchanges", "agreed", "free", "differing"]


class NoPlace(Exception):
    """A document has no place for the tables."""


def inserted(document: str, tables: str) -> str:
    """A document with the tables between its two marks. Raises: NoPlace where it has not both marks, in order."""
    head, begin, rest = document.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise NoPlace(f"needs the lines {BEGIN} and {END}")
    return f"{head}{BEGIN}\n\n{tables}\n{END}{tail}"


@dataclass(frozen=True, slots=True)
class Kills:
    """How many servers with one rule broken a command told from the right one, of how many."""

    command: str
    told: int
    tried: int


def tables(rows: Sequence[Row], picture: str, assumed: Sequence[tuple[str, str]], kills: Sequence[Kills]) -> str:
    """All figures below their picture.

    Args:
        picture: its path, seen from the folder of the document.
        assumed: operation and name of each check that no recording and no fact shows.
    """
    return "\n".join([*_parts(rows, picture), *_what_is_assumed(assumed), *_what_is_told(kills)])


def _what_is_assumed(assumed: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield "Assumed, and so not demanded of any server (`verify --assumed` shows it):"
    yield ""
    yield from _table(["operation", "check"], sorted(assumed))


def _what_is_told(kills: Sequence[Kills]) -> Iterator[str]:
    yield "How well faults are found: servers with one rule broken that were told from the right one (`make mutants`)."
    yield ""
    yield from _table(["command", "told", "of"], [[row.command, f"{row.told:,}", f"{row.tried:,}"] for row in kills])


def _parts(rows: Sequence[Row], picture: str) -> Iterator[str]:
    total = sum(row.exchanges for row in rows)
    yield f"![Exchanges that agree, by transport]({picture})"
    yield ""
    yield f"Of {total:,} recorded exchanges {percent(share(rows))} agree."
    yield ""
    yield from _table(
        ["real server", "transport", *_COUNTS, "agree"],
        [[row.version, row.transport, *_counts(row), percent(share([row]))] for row in summed(rows)],
    )
    yield "By operation:"
    yield ""
    by_operation = sorted(rows, key=lambda row: (row.operation, row.version, row.transport))
    yield from _table(
        ["operation", "transport", "real server", *_COUNTS],
        [[row.operation, row.transport, row.version, *_counts(row)] for row in by_operation],
    )
    reasons = [[row.operation, row.transport, reason] for row in by_operation for reason in row.reasons]
    if reasons:
        yield "Why some differ:"
        yield ""
        yield from _table(["operation", "transport", "reason"], reasons)


def _counts(row: Row) -> list[str]:
    return [f"{count:,}" for count in (row.exchanges, row.agreed, row.free, row.differing)]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    cells = [list(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    yield f"| {lines[0]} |"
    yield f"| {' | '.join('-' * width for width in widths)} |"
    yield from (f"| {line} |" for line in lines[1:])
    yield ""
