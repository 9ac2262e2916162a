"""Field rules, in the words of the real server; which messages break them is data."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..check import Check
from ..evidence import read_evidence
from ..spec import Operation, Spec
from ..trial import Trial

RULES = Path(__file__).parent.parent / "rules.yaml"
_INVALID_ARGUMENT = 3


def rule_checks(spec: Spec) -> Iterator[Check]:
    """A check for each operation with rules, and one for what of them no recording shows."""
    evidence = read_evidence()
    rows: list[Mapping[str, Any]] = yaml.load(RULES.read_bytes(), Loader=yaml.CSafeLoader)
    for operation in spec.operations.values():
        own = [row for row in rows if row["operation"] == operation.id]
        shown = [row for row in own if _fact(operation, row) in evidence]
        for name, some in (("field rules", shown), ("field rules, assumed", [row for row in own if row not in shown])):
            if some:
                run = functools.partial(_break, operation=operation, rows=some)
                facts = tuple(dict.fromkeys(_fact(operation, row) for row in some))
                yield Check("rules", operation.id, name, run, "/requestBody", writes=not operation.reads, facts=facts)


def _fact(operation: Operation, row: Mapping[str, Any]) -> str:
    return f"{operation.id} says {_said(operation, row)}"


def _said(operation: Operation, row: Mapping[str, Any]) -> str:
    return f"invalid {operation.rpc.rpartition('/')[2]}Request.{row['says']}"


def _break(trial: Trial, operation: Operation, rows: list[Mapping[str, Any]]) -> None:
    actor = trial.admin if operation.reads else trial.organisation()
    for row in rows:
        filled = {field: "ü" * length for field, length in row.get("fill", {}).items()}
        if "id" in filled:
            filled["id"] = "1" * len(filled["id"])
        actor.says(operation.id, _INVALID_ARGUMENT, _said(operation, row), **row["with"], **filled)
