"""The plot of the documentation: CPU time of one request, a bar a server."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from benchmarks.cases import CANNED, GRPC, SET
from benchmarks.results import Load, Results
from benchmarks.servers import OURS

_WIDTH, _LEFT, _RIGHT, _TOP, _STEP, _BAR = 760, 240, 90, 34, 26, 16
_OURS_COLOUR, _OTHERS_COLOUR = "#1a7f6b", "#8a94a6"
_CASES = {SET, GRPC, CANNED}


def plot(results: Results) -> str:
    """An SVG document; readable on light and dark pages. Bars are medians, thin lines their ranges."""
    bars = sorted((load for load in results.loads if load.case in _CASES), key=lambda load: load.cpu_us.median)
    height = _TOP + _STEP * len(bars) + 8
    longest_us = max((load.cpu_us.high for load in bars), default=1.0)
    scale = (_WIDTH - _LEFT - _RIGHT) / longest_us
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        "<title>CPU time of one SetTriggerActions, in microseconds; less is better</title>",
        "<style>text{fill:#1f2430}@media(prefers-color-scheme:dark){text{fill:#e6e9ef}}</style>",
        '<text x="8" y="20" font-weight="600">CPU time of one SetTriggerActions, µs (less is better)</text>',
    ]
    for row, load in enumerate(bars):
        lines += _bar(results, load, _TOP + row * _STEP, scale)
    return "\n".join([*lines, "</svg>", ""])


def _bar(results: Results, load: Load, top: float, scale: float) -> Iterator[str]:
    colour = _OURS_COLOUR if load.server == OURS else _OTHERS_COLOUR
    middle, baseline = top + _BAR / 2, top + _BAR - 3
    end, low, high = (_LEFT + value * scale for value in (load.cpu_us.median, load.cpu_us.low, load.cpu_us.high))
    yield f'<text x="{_LEFT - 8}" y="{baseline:.0f}" text-anchor="end">{escape(_label(results, load))}</text>'
    yield f'<rect x="{_LEFT}" y="{top:.0f}" width="{end - _LEFT:.1f}" height="{_BAR}" rx="2" fill="{colour}"/>'
    yield f'<path d="M{low:.1f} {middle:.0f}H{high:.1f}" stroke="#d1495b" stroke-width="2"/>'
    yield f'<text x="{high + 8:.1f}" y="{baseline:.0f}">{load.cpu_us.median:.0f}</text>'


def _label(results: Results, load: Load) -> str:
    title = results.servers[load.server].title
    return {SET: f"{title}, JSON", GRPC: f"{title}, gRPC"}.get(load.case, title)
