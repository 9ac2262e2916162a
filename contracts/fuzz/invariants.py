"""What no schema says and must hold of every answer: the matrix, and what each caller may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .answers import Answer, body_of, error_id, is_success
from .callers import ADMIN, REFUSALS, may
from .spec import UNKNOWN_FLOW, UNKNOWN_TRIGGER, Spec

MATRIX, PERMISSIONS = "flow_trigger_matrix", "permissions"
NAMES = (MATRIX, PERMISSIONS)
JUDGED_BEFORE_TOKENS = (400, 404, 405, 429, 500)
"""An answer without an ID: a body that cannot be read, a route that there is not, a path with odd characters."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as the invariants see it: whose it was, and its path parameters."""

    operation: str
    caller: str
    path: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Breach:
    """An invariant that does not hold; `assertion` is Python that fails for such a `response`."""

    check: str
    message: str
    assertion: str


def breaches(sent: Sent, answer: Answer, spec: Spec) -> list[Breach]:
    """Each invariant that the answer breaks."""
    found = (_matrix(sent, answer, spec), _callers(sent, answer, spec))
    return [breach for breach in found if breach is not None]


def _matrix(sent: Sent, answer: Answer, spec: Spec) -> Breach | None:
    """Pairs are refused exactly when they are outside of the matrix. Source: recordings/set_trigger_actions.jsonl."""
    if sent.operation != "SetTriggerActions" or sent.caller != ADMIN:
        return None
    flow, trigger = str(sent.path.get("flowType")), str(sent.path.get("triggerType"))
    seen = error_id(body_of(answer))
    expected = spec.matrix.refusal(flow, trigger)
    # Without an ID, and with one of the checks before it, the answer says nothing about the pair.
    if not is_success(answer) and not seen.startswith("COMMAND-"):
        return None
    refused = seen if seen in (UNKNOWN_FLOW, UNKNOWN_TRIGGER) else ""
    if refused == expected:
        return None
    return Breach(
        MATRIX,
        f"flow {flow!r} with trigger {trigger!r}: expected {expected or 'neither Dfhj5 nor Dfgh6'}, "
        f"seen {refused or f'status {answer.status_code} {seen}'.rstrip()}",
        f"assert (error_id(response) or '') == {expected!r}"
        if expected
        else f"assert error_id(response) not in ({UNKNOWN_FLOW!r}, {UNKNOWN_TRIGGER!r})",
    )


def _callers(sent: Sent, answer: Answer, spec: Spec) -> Breach | None:
    """A caller without the permission is refused, for that reason and before anything else is looked at."""
    permission = spec.permissions[sent.operation]
    if sent.caller not in REFUSALS or may(sent.caller, permission):
        return None
    seen = error_id(body_of(answer))
    if seen in REFUSALS[sent.caller]:
        return None
    if not seen and answer.status_code in JUDGED_BEFORE_TOKENS:
        return None
    return Breach(
        PERMISSIONS,
        f"a caller that is {sent.caller!r} has no {permission}: expected {' or '.join(REFUSALS[sent.caller])}, "
        f"seen {answer.status_code} {seen}".rstrip(),
        f"assert error_id(response) in {REFUSALS[sent.caller]!r}",
    )
