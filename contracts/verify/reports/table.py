"""The table that a run ends with, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..finding import Finding
from .summary import Summary, check_text

SHOWN_ROWS = 100
WIDEST = {"CHECK": 60, "EXPECTED": 48, "SEEN": 48}


def table(summary: Summary) -> str:
    """Each operation with its checks, then each difference, then how it went."""
    lines = [*_columns(("OPERATION", "CHECKS", "RESULT"), [_counted(*row) for row in summary.counts()])]
    if summary.judged.new:
        lines += ["", *_differences(summary.judged.new[:SHOWN_ROWS])]
        if (more := len(summary.judged.new) - SHOWN_ROWS) > 0:
            lines.append(f"… and {more} more; a report has them all")
    if summary.judged.assumed:
        lines += ["", "ASSUMED, NO FAILURES:", *_differences(summary.judged.assumed[:SHOWN_ROWS])]
    return "\n".join([*lines, "", *summary.lines])


def _counted(operation: str, checks: int, failed: int) -> tuple[str, str, str]:
    return operation, str(checks), f"{failed} differ" if failed else "same"


def _differences(findings: Sequence[Finding]) -> Iterator[str]:
    header = ("OPERATION", "CHECK", "OVER", "EXPECTED", "SEEN", "SPEC")
    rows = [
        (row.operation, check_text(row), row.transport, row.expected, row.seen, f"openapi.yaml#{row.where}")
        for row in findings
    ]
    return _columns(header, rows)


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    short = [[_short(cell, WIDEST.get(name)) for name, cell in zip(header, row, strict=True)] for row in rows]
    table = [list(header), *short]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _short(text: str, widest: int | None) -> str:
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if widest is None or len(line) <= widest else f"{line[: widest - 1]}…"
