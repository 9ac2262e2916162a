"""The files that hold and show the figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from contracts.fidelity.figures import Row
from contracts.fidelity.page import Kills, inserted, tables
from contracts.fidelity.picture import badge, bars
from contracts.verify.checks.catalogue import property_checks
from contracts.verify.spec import read_spec
from mockserver.spec.description import description_file

_ROOT = Path(__file__).parents[2]
FIGURES = _ROOT / "contracts" / "fidelity.json"
KILLS = _ROOT / "contracts" / "kills.json"
PAGE = _ROOT / "docs" / "fidelity.md"
PICTURE = PAGE.with_suffix(".svg")
BADGE = PAGE.with_name("fidelity-badge.svg")


def shown(rows: Sequence[Row], page: str) -> dict[Path, str]:
    """The text of each file that shows the figures, `page` being what the page held. Raises: NoPlace."""
    text = tables(rows, PICTURE.name, _assumed(), kills())
    return {PAGE: inserted(page, text), PICTURE: bars(rows), BADGE: badge(rows)}


def kills() -> list[Kills]:
    """What the last whole run of `make mutants` found."""
    return [Kills(**row) for row in json.loads(KILLS.read_text("utf-8"))]


def _assumed() -> list[tuple[str, str]]:
    checks = property_checks(read_spec(description_file()))
    return [(check.operation, check.name) for check in checks if check.assumed]
