"""Field rules, in the words of the real server; which messages break them is data."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..check import Check
from ..spec import Operation, Spec
from ..trial import Trial

RULES = Path(__file__).parent.parent / "rules.yaml"
_INVALID_ARGUMENT = 3


def rule_checks(spec: Spec) -> Iterator[Check]:
    """A check for each operation with rules."""
    rows: list[Mapping[str, Any]] = yaml.load(RULES.read_bytes(), Loader=yaml.CSafeLoader)
    for operation in spec.operations.values():
        own = [row for row in rows if row["operation"] == operation.id]
        if own:
            run = functools.partial(_break, operation=operation, rows=own)
            yield Check("rules", operation.id, "field rules", run, "/requestBody", writes=not operation.reads)


def _break(trial: Trial, operation: Operation, rows: list[Mapping[str, Any]]) -> None:
    actor = trial.admin if operation.reads else trial.organisation()
    message = operation.rpc.rpartition("/")[2]
    for row in rows:
        filled = {field: "ü" * length for field, length in row.get("fill", {}).items()}
        if "id" in filled:
            filled["id"] = "1" * len(filled["id"])
        said = f"invalid {message}Request.{row['says']}"
        actor.says(operation.id, _INVALID_ARGUMENT, said, **row["with"], **filled)
