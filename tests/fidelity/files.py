"""The files that hold and show the figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from contracts.fidelity.figures import Row
from contracts.fidelity.page import inserted, tables
from contracts.fidelity.picture import badge, bars

_ROOT = Path(__file__).parents[2]
FIGURES = _ROOT / "contracts" / "fidelity.json"
PAGE = _ROOT / "docs" / "fidelity.md"
PICTURE = PAGE.with_suffix(".svg")
BADGE = PAGE.with_name("fidelity-badge.svg")


def shown(rows: Sequence[Row], page: str) -> dict[Path, str]:
    """The text of each file that shows the figures, `page` being what the page held. Raises: NoPlace."""
    return {PAGE: inserted(page, tables(rows, PICTURE.name)), PICTURE: bars(rows), BADGE: badge(rows)}
