"""Follows every exchange of a run: counts it, learns what exists now, and holds it against the invariants."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import Any

from schemathesis import Case, GenerationMode, Response

from ..selection import Selection
from .answers import body_of, is_success
from .callers import ADMIN
from .connect import name_of
from .findings import Finding
from .invariants import Breach, Sent, breaches
from .sending import ORGANISATION_HEADER
from .spec import Spec
from .statistics import Statistics
from .steps import Step
from .telling import covered, told
from .world import World

ABOUT_ORGANISATION = ("UpdateOrg", "RemoveOrg", "DeactivateOrg", "ReactivateOrg")


class Watch:
    """Keeps the first finding of each check and operation."""

    def __init__(self, world: World, spec: Spec, checks: Selection) -> None:
        self._world = world
        self._checks = checks
        self.lock = threading.RLock()
        """Held by each worker while it looks at what all of them share, the world included."""
        self._spec = spec
        self.statistics = Statistics()
        self.findings: dict[tuple[str, str], Finding] = {}
        self.tellings: dict[str, tuple[Step, Step]] = {}
        """The latest requests by the id of their case, with names for ids and as they were sent."""
        self.phase = ""
        self.skipped: list[str] = []
        """Phases that the server has nothing for, and why."""

    def saw(self, case: Case[Any], response: Response) -> None:
        """One exchange."""
        if case.method.lower() != case.operation.method.lower():
            return
        with self.lock:
            self._saw(case, response)

    def forget(self, cases: Iterable[str]) -> None:
        """Let go of the requests of a scenario that is over."""
        with self.lock:
            for id_ in cases:
                self.tellings.pop(id_, None)

    def _saw(self, case: Case[Any], response: Response) -> None:
        operation = case.operation.definition.raw["operationId"]
        success = is_success(response)
        headers = {name: str(value) for name, value in response.request.headers.items()}
        # Told before the answer is learnt from: after it, an active action may be an inactive one.
        self.tellings[case.id] = _telling(case, response, headers, self._world)
        if success:
            meant = name_of(case.operation.definition.raw)
            self._world.live.learn(meant, _target(meant, case), body_of(response))
        caller = self.tellings[case.id][0].caller
        valid = caller == ADMIN and case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
        self.statistics.count(operation, success=success, valid=valid)
        for breach in breaches(Sent(operation, caller, case.path_parameters), response, self._spec):
            if self._checks.takes(breach.check):
                self._found(breach, operation, case, response)

    def _found(self, breach: Breach, operation: str, case: Case[Any], response: Response) -> None:
        step, shown = self.tellings[case.id]
        finding = Finding(
            breach.check,
            operation,
            self.phase,
            breach.message,
            response.status_code,
            covered(response.text),
            [step],
            shown,
            breach.assertion,
        )
        self.findings.setdefault((finding.check, operation), finding)


def _telling(case: Case[Any], response: Response, headers: Mapping[str, str], world: World) -> tuple[Step, Step]:
    request = response.request
    body = request.body.encode() if isinstance(request.body, str) else request.body
    assert body is None or isinstance(body, bytes)
    return told(case.method, str(request.url), headers, body, world)


def _target(operation: str, case: Case[Any]) -> str:
    if operation in ABOUT_ORGANISATION:
        return str(case.headers.get(ORGANISATION_HEADER, ""))
    if operation in ("AddOrgMember", "AddIAMMember") and isinstance(case.body, dict):
        return str(case.body.get("userId", ""))
    return str(case.path_parameters.get("id", ""))
