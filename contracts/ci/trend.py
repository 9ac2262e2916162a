"""Figures over time as a picture: SVG that is readable on light and dark pages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

SHOWN_RUNS = 100
"""Most runs that a picture shows: the newest ones."""
_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 52, 210, 40, 28
_LEAST_HEIGHT = 280
_LINE = 16
_COLOURS = ("#1a7f6b", "#d1495b", "#3d6fb6", "#b8860b", "#7b4fa3", "#4f8a10", "#c2571a", "#5a6472")


def trend(title: str, dates: Sequence[str], figures: Sequence[Mapping[str, float]]) -> str:
    """A line for each figure.

    Args:
        dates: of the runs, oldest first.
        figures: of each run, by name, 0 to 100; a run may lack some.
    """
    dates, figures = dates[-SHOWN_RUNS:], figures[-SHOWN_RUNS:]
    names = list(dict.fromkeys(name for run in figures for name in run))
    lowest = math.floor(min(figure for run in figures for figure in run.values()))
    scale = _Scale(len(figures), min(lowest, 99), max(_LEAST_HEIGHT, _TOP + _BOTTOM + _LINE * len(names)))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {scale.height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        "<style>text{fill:#1f2430}@media(prefers-color-scheme:dark){text{fill:#e6e9ef}}</style>",
        f'<text x="8" y="20" font-size="13" font-weight="600">{escape(title)}</text>',
        *_axes(scale, dates),
    ]
    for number, name in enumerate(names):
        lines += _curve(scale, [run.get(name) for run in figures], _COLOURS[number % len(_COLOURS)])
    lines += _legend(scale, [(name, _last(figures, name)) for name in names])
    return "\n".join([*lines, "</svg>", ""])


class _Scale:
    """From runs and per cent to places in the picture."""

    def __init__(self, runs: int, lowest: int, height: int) -> None:
        self._runs = runs
        self.lowest = lowest
        self.height = height

    def x(self, run: int) -> float:
        """Runs stand at even distances, a single one at the end."""
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (run / (self._runs - 1) if self._runs > 1 else 1.0)

    def y(self, percent: float) -> float:
        """100 per cent are at the top."""
        return _TOP + (self.height - _TOP - _BOTTOM) * (100 - percent) / (100 - self.lowest)


def _axes(scale: _Scale, dates: Sequence[str]) -> Iterator[str]:
    for percent in (scale.lowest, (scale.lowest + 100) / 2, 100):
        y = scale.y(percent)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#8886"/>'
        yield f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{percent:g} %</text>'
    base = scale.height - 8
    if len(dates) > 1:
        yield f'<text x="{_LEFT}" y="{base}">{escape(dates[0])}</text>'
    yield f'<text x="{_WIDTH - _RIGHT}" y="{base}" text-anchor="end">{escape(dates[-1])}</text>'


def _curve(scale: _Scale, figures: Sequence[float | None], colour: str) -> Iterator[str]:
    places = [f"{scale.x(run):.1f},{scale.y(figure):.1f}" for run, figure in enumerate(figures) if figure is not None]
    yield f'<polyline points="{" ".join(places)}" fill="none" stroke="{colour}" stroke-width="2"/>'
    x, y = places[-1].split(",")
    yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'


def _legend(scale: _Scale, last: Sequence[tuple[str, float]]) -> Iterator[str]:
    """Names beside the ends of their lines, each on a line of its own."""
    colours = {name: _COLOURS[number % len(_COLOURS)] for number, (name, _) in enumerate(last)}
    highest_first = sorted(last, key=lambda row: -row[1])
    places = _apart([scale.y(figure) for _, figure in highest_first], scale.height - _BOTTOM)
    x = _WIDTH - _RIGHT + 12
    for (name, figure), y in zip(highest_first, places, strict=True):
        yield f'<rect x="{x}" y="{y - 5:.1f}" width="10" height="10" rx="2" fill="{colours[name]}"/>'
        shown = math.floor(figure * 10 + 1e-9) / 10
        yield f'<text x="{x + 16}" y="{y + 4:.1f}">{escape(name)} {shown:.1f} %</text>'


def _apart(wanted: Sequence[float], bottom: float) -> list[float]:
    """Places from the top down that are close to the wanted ones, a line apart and not below the bottom."""
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + _LINE) if places else y)
    limit = bottom
    for number in reversed(range(len(places))):
        places[number] = min(places[number], limit)
        limit = places[number] - _LINE
    return places


def _last(figures: Sequence[Mapping[str, float]], name: str) -> float:
    return next(run[name] for run in reversed(figures) if name in run)
