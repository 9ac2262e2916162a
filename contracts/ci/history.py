"""The figures of many runs in one file, a line of JSON each, and a picture beside it that shows how they went.

A line is `{"at": "2026-11-27T12:00:00+00:00", "label": "1a2b3c4", "figures": {"all": 99.5}}`: when, of which commit
where that is known, and the figures by name, in per cent.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .trend import trend

_COMMITS = ("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT")
"""Where GitHub (also Gitea, Forgejo), GitLab and Jenkins name the commit of a job."""
_LABEL = 10
_DIGITS = 3


class HistoryError(ValueError):
    """The file is none of ours; the message names the line."""


@dataclass(frozen=True, slots=True)
class Point:
    """One run: when, of what, and its figures by name, 0 to 100."""

    at: str
    label: str
    figures: Mapping[str, float]


def read_history(path: Path) -> list[Point]:
    """All runs, oldest first; none where there is no file yet. Raises: HistoryError, OSError."""
    if not path.exists():
        return []
    lines = path.read_text("utf-8", "backslashreplace").splitlines()
    return [_point(f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()]


def _point(place: str, line: str) -> Point:
    try:
        row: Any = json.loads(line)
        figures = {str(name): float(figure) for name, figure in row["figures"].items()}
        if not figures or not all(map(math.isfinite, figures.values())):
            raise ValueError("no finite figures")
        return Point(str(row["at"]), str(row["label"]), figures)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise HistoryError(f"{place}: is no line of a history: it needs `at`, `label` and `figures`") from error


def add_to_history(path: Path, title: str, figures: Mapping[str, float], *, changes_only: bool = False) -> list[Path]:
    """Add a run, and draw all of them into a file of the same name that ends in `.svg`.

    Args:
        title: of the picture.
        figures: in per cent.
        changes_only: whether a run that has the figures of the last one is left out.

    Returns: the two files. Raises: HistoryError, OSError.
    """
    picture = path.with_suffix(".svg")
    if picture == path:
        raise HistoryError(f"{path}: is the name of the picture; a history ends in .jsonl")
    points = read_history(path)
    rounded = {name: round(figure, _DIGITS) for name, figure in figures.items()}
    if not (changes_only and points and points[-1].figures == rounded):
        label = next((os.environ[name] for name in _COMMITS if os.environ.get(name)), "")[:_LABEL]
        points.append(Point(datetime.now(UTC).isoformat(timespec="seconds"), label, rounded))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_text(points), "utf-8")
    picture.write_text(drawn(title, points), "utf-8")
    return [path, picture]


def as_text(points: Sequence[Point]) -> str:
    """The file."""
    return "".join(f"{json.dumps(asdict(point), ensure_ascii=False)}\n" for point in points)


def drawn(title: str, points: Sequence[Point]) -> str:
    """The picture."""
    return trend(title, [point.at[:10] for point in points], [point.figures for point in points])
