"""Scenarios: the requests that a recording is made with, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .exchange import Json, JsonContent, Request, TextContent

SCENARIOS = Path(__file__).parent / "scenarios"


class ScenarioError(ValueError):
    """A scenario that cannot be read; the message opens with `file:line`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request, with the names of what its answer makes up, by path in the answer (`details.resourceOwner`)."""

    request: Request
    names: Mapping[str, str]


def read_scenario(path: Path) -> tuple[Step, ...]:
    """All steps of a file. Raises: ScenarioError, OSError."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    steps, common = [], {}
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            if number == 1:
                common = dict(row["headers"])
            else:
                steps.append(_step(row, common))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ScenarioError(f"{path}:{number}: {type(error).__name__}: {error}") from error
    return tuple(steps)


def _step(row: dict[str, Json], common: Mapping[str, str]) -> Step:
    method, path = str(row["request"]).split(" ", 1)
    own = row.get("headers", {})
    if not isinstance(own, dict):
        raise TypeError("headers are no object")
    headers = {name: str(value) for name, value in {**common, **own}.items() if value is not None}
    names = row.get("names", {})
    if not isinstance(names, dict):
        raise TypeError("names are no object")
    content: JsonContent | TextContent | None = None
    if "body" in row:
        content = JsonContent(row["body"])
    elif "raw" in row:
        content = TextContent(str(row["raw"]))
    return Step(Request(method, path, headers, content), {where: str(name) for where, name in names.items()})
