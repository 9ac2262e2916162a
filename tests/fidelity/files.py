"""The files that hold and show the figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from contracts.ci.history import drawn, read_history
from contracts.fidelity.figures import Row, share
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
HISTORY = PAGE.with_name("fidelity-history.jsonl")
TREND = HISTORY.with_suffix(".svg")
TITLE = "Recorded exchanges that agree, by transport"
BADGE = PAGE.with_name("fidelity-badge.svg")


def shown(rows: Sequence[Row], page: str) -> dict[Path, str]:
    """The text of each file that shows the figures, `page` being what the page held. Raises: NoPlace."""
    text = tables(rows, PICTURE.name, _assumed(), kills())
    trend = drawn(TITLE, read_history(HISTORY))
    return {PAGE: inserted(page, text), PICTURE: bars(rows), BADGE: badge(rows), TREND: trend}


def shares(rows: Sequence[Row]) -> dict[str, float]:
    """What agrees, in per cent: of all, and of each transport whatever the version."""
    transports = sorted({row.transport for row in rows})
    parts = {"all": rows, **{name: [row for row in rows if row.transport == name] for name in transports}}
    return {name: 100 * share(part) for name, part in parts.items()}


def kills() -> list[Kills]:
    """What the last whole run of `make mutants` found."""
    return [Kills(**row) for row in json.loads(KILLS.read_text("utf-8"))]


def _assumed() -> list[tuple[str, str]]:
    checks = property_checks(read_spec(description_file()))
    return [(check.operation, check.name) for check in checks if check.assumed]
