"""The recorded executions: which targets are called with what, and what becomes of their answers."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from ...exchange import Request
from ...payloads import Step, read_cases, replay_case
from ..check import Check, Over
from ..reach import Need
from ..recorded import RECORDINGS
from ..trial import Trial

EXECUTIONS = "Executions"
"""Stands for the operation: each case is about what many of them cause."""
_OF_HISTORY = ("org.details.sequence", "org.details.changeDate")
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
    by_line = {step.exchange.line: step.exchange.request for step in steps}
    for deviation in replay_case(steps, ground.target, ground.reach.listener, _QUIET_S, ground.http, made):
        difference = deviation.difference
        if _has_a_history_of_its_own(by_line[deviation.line], difference.where):
            continue
        where = f"line {deviation.line}: {deviation.request}: {difference.where}"
        trial.differ(where, difference.expected, difference.seen)


def _has_a_history_of_its_own(request: Request, where: str) -> bool:
    """Whether a value is one of the default organisation's, to which other things have happened on each server."""
    headers = map(str.lower, request.headers)
    own = request.path == "/management/v1/orgs/me" and "x-zitadel-orgid" not in headers
    return own and where.endswith(_OF_HISTORY)
