"""Decisions on actions: who may be added, changed, switched off and on, and removed."""

from __future__ import annotations

from mockserver.domain.events import RowAdded, RowChanged, TriggerActionsCascaded
from mockserver.domain.ids import ActionId, Nanoseconds, OrganisationId
from mockserver.domain.rows.actions import ACTIONS, Action
from mockserver.domain.state import InstanceState
from mockserver.domain.values import replaced
from mockserver.domain.verbs import Events, add, change, owned, remove, require, require_change
from mockserver.errors import catalogue as problems
from mockserver.errors.problem import Problem, Refused


def add_action(state: InstanceState, action: Action) -> RowAdded:
    """Add an action under a name that is free in its organisation, whatever its case.

    Raises: NUL_IN_TEXT, ACTION_ALREADY_EXISTS.
    Source: recordings/actions.jsonl.
    """
    return add(state, ACTIONS, action, name="action.added", taken=problems.ACTION_ALREADY_EXISTS)


def change_action(
    state: InstanceState,
    organisation: OrganisationId,
    action: ActionId,
    *,
    name: str,
    script: str,
    timeout: Nanoseconds,
    allowed_to_fail: bool,
) -> Events:
    """Replace all that can be said of an action; whether something changes is judged before the name.

    Raises: ACTION_TO_CHANGE_NOT_FOUND, ACTION_NOT_CHANGED, NUL_IN_TEXT, ACTION_ALREADY_EXISTS.
    Source: recordings/actions.jsonl; a timeout of 0 and one of 20 s differ, though both read as 20 s.
    """
    before = _of(state, organisation, action, problems.ACTION_TO_CHANGE_NOT_FOUND)
    after = replaced(before, name=name, script=script, timeout=timeout, allowed_to_fail=allowed_to_fail)
    require_change(before, after, problems.ACTION_NOT_CHANGED)
    return change(state, ACTIONS, before, after, name="action.changed", taken=problems.ACTION_ALREADY_EXISTS)


def deactivate_action(state: InstanceState, organisation: OrganisationId, action: ActionId) -> RowChanged:
    """Switch an active action off.

    Raises: ACTION_TO_DEACTIVATE_NOT_FOUND, ACTION_NOT_ACTIVE.
    Source: recordings/actions.jsonl.
    """
    before = _of(state, organisation, action, problems.ACTION_TO_DEACTIVATE_NOT_FOUND)
    if not before.active:
        raise Refused(problems.ACTION_NOT_ACTIVE)
    return RowChanged("action.deactivated", ACTIONS, replaced(before, active=False))


def reactivate_action(state: InstanceState, organisation: OrganisationId, action: ActionId) -> RowChanged:
    """Switch an inactive action on again.

    Raises: ACTION_TO_REACTIVATE_NOT_FOUND, ACTION_NOT_INACTIVE.
    Source: recordings/actions.jsonl.
    """
    before = _of(state, organisation, action, problems.ACTION_TO_REACTIVATE_NOT_FOUND)
    if before.active:
        raise Refused(problems.ACTION_NOT_INACTIVE)
    return RowChanged("action.reactivated", ACTIONS, replaced(before, active=True))


def remove_action(state: InstanceState, organisation: OrganisationId, action: ActionId) -> Events:
    """Remove an action; its organisation counts one event more for each trigger that the action is bound to.

    Raises: ACTION_TO_DELETE_WITHOUT_ID, ACTION_TO_DELETE_NOT_FOUND.
    Source: recordings/cascade.jsonl, edges-empty_segments-1.jsonl.
    """
    if not action:
        raise Refused(problems.ACTION_TO_DELETE_WITHOUT_ID)
    row = _of(state, organisation, action, problems.ACTION_TO_DELETE_NOT_FOUND)
    cascades = (
        TriggerActionsCascaded(organisation, flow_type, trigger_type, action)
        for flow_type, flow in state.organisation_histories[organisation].flows.items()
        for trigger_type, trigger in flow.triggers.items()
        if action in trigger.actions
    )
    return (remove(ACTIONS, row, name="action.removed"), *cascades)


def _of(state: InstanceState, organisation: OrganisationId, action: ActionId, otherwise: Problem) -> Action:
    return require(owned(state.actions.known(action), organisation), otherwise)
