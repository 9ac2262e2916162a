"""The recorded executions: which targets are called with what, and what becomes of their answers."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from ...payloads import Step, read_cases, replay_case
from ..check import Check, Over
from ..reach import Need
from ..recorded import RECORDINGS
from ..trial import Trial

EXECUTIONS = "Executions"
"""Stands for the operation: each case is about what many of them cause."""
_QUIET_S = 0.02
"""How long a call that should not come is waited for, behind each step."""


def execution_checks() -> Iterator[Check]:
    """One for each case. Raises: TraceError, OSError."""
    for path in sorted((RECORDINGS / "payloads").glob("*.jsonl")):
        for name, steps in read_cases(path).items():
            yield Check(
                "executions",
                EXECUTIONS,
                name,
                functools.partial(_as_recorded, steps=steps),
                over=Over.JSON,
                sources=(_source(path, steps),),
                needs=(Need.OWN_SERVER, Need.RECEIVER),
            )


def _source(path: Path, steps: list[Step]) -> str:
    lines = [step.exchange.line for step in steps]
    return f"recordings/{path.parent.name}/{path.name}:{min(lines)}-{max(lines)}"


def _as_recorded(trial: Trial, steps: list[Step]) -> None:
    ground = trial.ground
    ground.http.cookies.clear()
    made = ground.organisations.append
    for deviation in replay_case(steps, ground.target, ground.reach.listener, _QUIET_S, ground.http, made):
        difference = deviation.difference
        where = f"line {deviation.line}: {deviation.request}: {difference.where}"
        trial.differ(where, difference.expected, difference.seen)
