"""Every error ID of the spec is reached, from cases that are kept as data."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..check import Check
from ..ground import unique
from ..pick import pick
from ..spec import AUTHENTICATED, Operation, Spec
from ..trial import Actor, Trial

CASES = Path(__file__).parent.parent / "errors.yaml"
NOBODY = "1"
"""An id that nothing has."""
_WITHOUT_WRITING = frozenset({"AUTH-toLo1", "AUTH-7fs1e", "AUTH-Bs7Ds"})
"""Refusals of callers that need no other caller to be made."""
_OF_ANYBODY = frozenset({"org.create", "policy.read", "user.self.delete"})
"""What even SELF_MANAGEMENT_GLOBAL gives: contracts/facts.md#roles."""
_ORGANISATION = "organisation"
_JUDGEMENT, _REMOVED = "facts.md#judgement", "facts.md#removed-organisations"
_REFERENCE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Case:
    """How one error of one operation comes about."""

    operation: str
    id: str
    calls: Sequence[Mapping[str, Any]]

    def provoke(self, trial: Trial) -> None:
        """Make the calls; the last one is to be refused."""
        actor, kept = trial.organisation(), {"unique": unique("case")}
        for call in self.calls[:-1]:
            body = actor.done(call.get("call", self.operation), **filled(call.get("with", {}), kept))
            if "made" in call:
                trial.ground.organisations.append(str(pick(body, call["made"])))
            for name, path in call.get("keep", {}).items():
                kept[name] = str(pick(body, path))
            if _ORGANISATION in kept:
                actor = actor.within(kept[_ORGANISATION])
        actor.refused(self.operation, self.id, **filled(self.calls[-1].get("with", {}), kept))


def read_cases(path: Path = CASES) -> dict[tuple[str, str], Case]:
    """All cases, by operation and ID. Raises: OSError, yaml.YAMLError, KeyError."""
    rows = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return {(row["operation"], row["id"]): Case(row["operation"], row["id"], row["calls"]) for row in rows}


def filled(template: Any, kept: Mapping[str, str]) -> Any:
    """A template with its references replaced. Raises: KeyError for one that nothing was kept under."""
    if isinstance(template, str):
        return _REFERENCE.sub(lambda found: kept[found[1]], template)
    if isinstance(template, list):
        return [filled(item, kept) for item in template]
    if isinstance(template, dict):
        return {name: filled(member, kept) for name, member in template.items()}
    return template


def error_checks(spec: Spec) -> Iterator[Check]:
    """One check for each ID that there is a case for, and for each refusal of a caller.

    What has no case is held to where a recording shows it: replaying that provokes it.
    """
    cases = read_cases()
    for operation in spec.operations.values():
        for index, error_id in enumerate(operation.errors):
            if (operation.id, error_id) not in cases:
                continue
            yield Check(
                "errors",
                operation.id,
                f"answers {error_id}",
                cases[operation.id, error_id].provoke,
                f"/x-errors/{index}",
                facts=(f"{operation.id} error {error_id}",),
            )
        yield from _access_checks(spec, operation)


def _access_checks(spec: Spec, operation: Operation) -> Iterator[Check]:
    if operation.permission is None:
        return
    without = functools.partial(_without_token, operation=operation)
    yield Check(
        "errors",
        operation.id,
        "asks for a token",
        without,
        writes=not operation.reads,
        facts=(f"{operation.id} says auth header missing",),
        otherwise=_JUDGEMENT,
    )
    for index, error_id in enumerate(spec.access_errors):
        if operation.permission == AUTHENTICATED and error_id not in _WITHOUT_WRITING:
            continue
        run = functools.partial(_access, operation=operation, error_id=error_id)
        writes = not operation.reads or error_id not in _WITHOUT_WRITING
        yield Check(
            "access",
            operation.id,
            f"answers {error_id}",
            run,
            f"/x-access-errors/{index}",
            writes=writes,
            facts=(f"{operation.id} error {error_id}",),
            otherwise=_REMOVED if error_id == "QUERY-Dfbg2" else _JUDGEMENT,
        )


def bare(operation: Operation) -> dict[str, Any]:
    """A message with nothing but ids that nothing has: access is judged before the fields are."""
    return dict.fromkeys(operation.renamed.values(), NOBODY)


def _without_token(trial: Trial, operation: Operation) -> None:
    anonymous = trial.admin.authorized(None)
    reply = anonymous.call(operation.id, **bare(operation))
    anonymous.trial_equal(operation.id, {"code": 16, "message": "auth header missing"}, reply.body)


def _access(trial: Trial, operation: Operation, error_id: str) -> None:
    _CALLERS[error_id](trial, operation).refused(operation.id, error_id, **bare(operation))


def _malformed(trial: Trial, _: Operation) -> Actor:
    return trial.admin.authorized("bearer x")


def _unknown_token(trial: Trial, _: Operation) -> Actor:
    return trial.admin.authorized("Bearer never-issued")


def _unknown_organisation(trial: Trial, _: Operation) -> Actor:
    return trial.admin.within(NOBODY)


def _stranger(trial: Trial, _: Operation) -> Actor:
    return trial.shared("stranger", lambda: trial.organisation().member()).within(
        trial.shared("organisation", trial.organisation).organisation
    )


def _orphan(trial: Trial, _: Operation) -> Actor:
    return trial.shared("orphan", lambda: _late_token(trial)).within(
        trial.shared("organisation", trial.organisation).organisation
    )


def _late_token(trial: Trial) -> Actor:
    """A caller whose token was issued after its organisation had been removed."""
    home = trial.admin.within(str(trial.admin.done("AddOrg", name=unique("verify"))["id"]))
    user = home.new_user()
    home.done("RemoveOrg")
    return home.bearing(home.new_token(user))


def _weak(trial: Trial, operation: Operation) -> Actor:
    role = "SELF_MANAGEMENT_GLOBAL" if operation.permission not in _OF_ANYBODY else "ORG_END_USER_IMPERSONATOR"
    return trial.shared(role, lambda: trial.shared("organisation", trial.organisation).member(role))


_CALLERS = {
    "AUTH-toLo1": _malformed,
    "AUTH-7fs1e": _unknown_token,
    "AUTH-Bs7Ds": _unknown_organisation,
    "AUTHZ-cdgFk": _stranger,
    "AUTH-5mWD2": _weak,
    "QUERY-Dfbg2": _orphan,
}
