"""The summary of a job's step, which GitHub Actions shows on the page of the run.

GitHub names a file in `GITHUB_STEP_SUMMARY`; what is Markdown in it is shown. Gitea and Forgejo do so too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

VARIABLE = "GITHUB_STEP_SUMMARY"
SHOWN_ROWS = 50
"""Most rows of a table; the file may have 1 MiB, and a page is read by people."""
_WIDEST = 200


def add_to_step_summary(markdown: str) -> Path | None:
    """Add a part to the summary of this step, where a job asks for one.

    Returns: the file; None outside of such a job. Raises: OSError.
    """
    name = os.environ.get(VARIABLE, "")
    if not name:
        return None
    path = Path(name)
    with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"{markdown.rstrip()}\n\n")
    return path


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown, in lines; of too many rows the first ones and how many more there are."""
    rows = list(rows)
    lines = [_row(header), f"|{' --- |' * len(header)}", *map(_row, rows[:SHOWN_ROWS])]
    if (more := len(rows) - SHOWN_ROWS) > 0:
        lines += ["", f"… and {more} more."]
    return lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(plain, cells))} |"


def plain(text: str) -> str:
    """Any text as one line of Markdown that shows it and does nothing else."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if len(line) > _WIDEST:
        line = f"{line[: _WIDEST - 1]}…"
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{letter}" if letter in "\\`*_[]|~#@!" else letter for letter in line)
