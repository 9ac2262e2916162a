"""The recorded logins, through the pages of the server: what somebody meets, and what scripts leave behind."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator

from ...logins.case import CASES, Case, needs_own_server, read_cases
from ...logins.driver import run_case
from ..check import Check, Over
from ..reach import Need
from ..trial import Trial

LOGINS = "Logins"
"""Stands for the operation: pages are no method's."""


def login_checks() -> Iterator[Check]:
    """One for each case."""
    for line, case in enumerate(read_cases(), start=1):
        yield Check(
            "logins",
            LOGINS,
            case["case"],
            functools.partial(_as_recorded, case=case),
            "/x-flow-types",
            over=Over.JSON,
            sources=(f"recordings/{CASES.parent.name}/{CASES.name}:{line}",),
            needs=tuple(_needs(case)),
        )


def _needs(case: Case) -> Iterator[Need]:
    if needs_own_server(case):
        yield Need.OWN_SERVER
    if case.get("idp") is not None:
        yield Need.RECEIVER


def _as_recorded(trial: Trial, case: Case) -> None:
    ground = trial.ground
    lags = ground.patience.lag.longest_s > 0
    manner = dataclasses.replace(ground.manner, settle_s=ground.patience.allowed_s if lags else 0.0)
    made = ground.organisations.append
    for difference in run_case(ground.target, case, ground.reach.provider, manner=manner, made=made):
        trial.differ(difference.where, difference.expected, difference.seen)
