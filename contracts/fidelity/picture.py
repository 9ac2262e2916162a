"""Fidelity as pictures: a bar a transport, and a badge. SVG that is readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from contracts.fidelity.figures import Row, percent, share, summed

_WIDTH, _LEFT, _RIGHT, _TOP, _STEP, _BAR = 760, 240, 150, 34, 26, 16
_COLOURS = {"agreed": "#1a7f6b", "free": "#7fc4b5", "differing": "#d1495b"}
_BADGE_LABEL, _LETTER, _PADDING = "fidelity", 7, 6


def bars(rows: Sequence[Row]) -> str:
    """An SVG document: of each version and transport the parts that agree, agree but for what is free, and differ."""
    transports = list(summed(rows))
    height = _TOP + _STEP * len(transports) + 8
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        "<title>Recorded exchanges that agree, by transport</title>",
        "<style>text{fill:#1f2430}@media(prefers-color-scheme:dark){text{fill:#e6e9ef}}</style>",
        '<text x="8" y="20" font-weight="600">Recorded exchanges: agreed, agreed as far as fixed, differing</text>',
    ]
    for number, row in enumerate(transports):
        lines += _bar(row, _TOP + number * _STEP)
    return "\n".join([*lines, "</svg>", ""])


def _bar(row: Row, top: int) -> Iterator[str]:
    baseline, left = top + _BAR - 3, float(_LEFT)
    yield f'<text x="{_LEFT - 8}" y="{baseline}" text-anchor="end">{escape(f"{row.transport}, {row.version}")}</text>'
    for name, colour in _COLOURS.items():
        width = (_WIDTH - _LEFT - _RIGHT) * getattr(row, name) / row.exchanges
        if width:
            yield f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{_BAR}" fill="{colour}"/>'
        left += width
    yield f'<text x="{left + 8:.1f}" y="{baseline}">{percent(share([row]))} of {row.exchanges:,}</text>'


def badge(rows: Sequence[Row]) -> str:
    """An SVG document: the part of all exchanges that agrees, beside its name."""
    value = percent(share(rows))
    split = len(_BADGE_LABEL) * _LETTER + 2 * _PADDING
    width = split + len(value) * _LETTER + 2 * _PADDING
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" '
            'font-family="system-ui, sans-serif" font-size="12" fill="#fff" text-anchor="middle">',
            f"<title>{_BADGE_LABEL}: {value}</title>",
            f'<rect width="{width}" height="20" rx="3" fill="#444c56"/>',
            f'<path d="M{split} 0H{width - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{split}z" fill="{_COLOURS["agreed"]}"/>',
            f'<text x="{split / 2}" y="14">{_BADGE_LABEL}</text>',
            f'<text x="{(split + width) / 2}" y="14">{value}</text>',
            "</svg>",
            "",
        ]
    )
