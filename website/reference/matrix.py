"""The flow/trigger matrix as a picture, out of the spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from mockserver.errors.texts import text
from mockserver.spec.description import description
from mockserver.spec.matrix import FlowMatrix
from website.reference.markdown import page

PICTURE = "matrix.svg"
_LEFT, _TOP, _CELL_WIDTH, _CELL_HEIGHT = 230, 96, 108, 40
_ALLOWED, _REFUSED = "#1a7f6b", "#8884"


def matrix_page() -> str:
    """The page around the picture."""
    return page(
        "Flows and triggers",
        "Which trigger belongs to which flow. Set Trigger Actions takes the cells that are filled; any other pair is",
        "refused: with `COMMAND-Dfhj5` where there is no such flow, with `COMMAND-Dfgh6` where the flow has no such",
        "trigger.",
        "",
        f"![Flows by triggers: a filled cell can be set]({PICTURE})",
    )


def matrix_picture() -> str:
    """The picture, as SVG that is readable on light and dark pages."""
    document = description()
    matrix = FlowMatrix(document)
    triggers: list[Mapping[str, Any]] = document["x-trigger-types"]
    width = _LEFT + _CELL_WIDTH * len(triggers) + 8
    height = _TOP + _CELL_HEIGHT * len(matrix.flows) + 8
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="12">',
        "<title>Which trigger belongs to which flow</title>",
        "<style>text{fill:#1f2430}@media(prefers-color-scheme:dark){text{fill:#e6e9ef}}</style>",
    ]
    for column, trigger in enumerate(triggers):
        lines += _heading(_LEFT + column * _CELL_WIDTH + _CELL_WIDTH / 2, f"{trigger['id']} {text(trigger['key'])}")
    for row, flow in enumerate(matrix.flows):
        top = _TOP + row * _CELL_HEIGHT
        lines.append(
            f'<text x="{_LEFT - 10}" y="{top + 25}" text-anchor="end">{escape(f"{flow.id} {text(flow.key)}")}</text>'
        )
        own = {trigger.id for trigger in flow.triggers}
        for column, trigger in enumerate(triggers):
            colour = _ALLOWED if trigger["id"] in own else _REFUSED
            lines.append(
                f'<rect x="{_LEFT + column * _CELL_WIDTH + 3}" y="{top + 3}" width="{_CELL_WIDTH - 6}" '
                f'height="{_CELL_HEIGHT - 6}" rx="4" fill="{colour}"/>'
            )
    return "\n".join([*lines, "</svg>", ""])


def _heading(middle: float, words: str) -> Iterator[str]:
    """Words over a column, a line each."""
    parts = words.split()
    for number, word in enumerate(parts):
        top = _TOP - 10 - (len(parts) - 1 - number) * 15
        yield f'<text x="{middle}" y="{top}" text-anchor="middle">{escape(word)}</text>'
