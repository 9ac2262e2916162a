"""Decisions on actions: who may be added, changed, switched off and on, and removed."""

from __future__ import annotations

from dataclasses import dataclass

from mockserver.domain.events import (
    ActionAdded,
    ActionChanged,
    ActionDeactivated,
    ActionReactivated,
    ActionRemoved,
    TriggerActionsCascaded,
)
from mockserver.domain.ids import ActionId, Nanoseconds
from mockserver.domain.state import Action, Organisation
from mockserver.domain.text import require_storable, unique_name
from mockserver.errors.catalogue import (
    ACTION_ALREADY_EXISTS,
    ACTION_NOT_ACTIVE,
    ACTION_NOT_CHANGED,
    ACTION_NOT_INACTIVE,
    ACTION_TO_CHANGE_NOT_FOUND,
    ACTION_TO_DEACTIVATE_NOT_FOUND,
    ACTION_TO_DELETE_NOT_FOUND,
    ACTION_TO_DELETE_WITHOUT_ID,
    ACTION_TO_REACTIVATE_NOT_FOUND,
)
from mockserver.errors.problem import Problem, Refused


@dataclass(frozen=True, slots=True)
class ActionFields:
    """What a caller can say of an action."""

    name: str
    script: str
    timeout: Nanoseconds
    """As asked: 0 stays 0 in the event, only reads show it as the maximum."""
    allowed_to_fail: bool


def add_action(organisation: Organisation, action: ActionId, fields: ActionFields) -> ActionAdded:
    """Add an action under a name that is free in its organisation, whatever its case.

    Raises: NUL_IN_TEXT, ACTION_ALREADY_EXISTS.
    Source: recordings/actions.jsonl.
    """
    require_storable(fields.name, fields.script)
    if unique_name(fields.name) in organisation.action_names:
        raise Refused(ACTION_ALREADY_EXISTS)
    return ActionAdded(action, organisation.id, fields.name, fields.script, fields.timeout, fields.allowed_to_fail)


def change_action(organisation: Organisation, action: ActionId, fields: ActionFields) -> ActionChanged:
    """Replace all fields of an action; whether something changes is judged before the name.

    Raises: ACTION_TO_CHANGE_NOT_FOUND, ACTION_NOT_CHANGED, NUL_IN_TEXT, ACTION_ALREADY_EXISTS.
    Source: recordings/actions.jsonl; a timeout of 0 and one of 20 s differ, though both read as 20 s.
    """
    before = _existing(organisation, action, ACTION_TO_CHANGE_NOT_FOUND)
    if fields == ActionFields(before.name, before.script, before.timeout, before.allowed_to_fail):
        raise Refused(ACTION_NOT_CHANGED)
    require_storable(fields.name, fields.script)
    if organisation.action_names.get(unique_name(fields.name), action) != action:
        raise Refused(ACTION_ALREADY_EXISTS)
    return ActionChanged(action, organisation.id, fields.name, fields.script, fields.timeout, fields.allowed_to_fail)


def deactivate_action(organisation: Organisation, action: ActionId) -> ActionDeactivated:
    """Switch an active action off.

    Raises: ACTION_TO_DEACTIVATE_NOT_FOUND, ACTION_NOT_ACTIVE.
    Source: recordings/actions.jsonl.
    """
    if not _existing(organisation, action, ACTION_TO_DEACTIVATE_NOT_FOUND).active:
        raise Refused(ACTION_NOT_ACTIVE)
    return ActionDeactivated(action, organisation.id)


def reactivate_action(organisation: Organisation, action: ActionId) -> ActionReactivated:
    """Switch an inactive action on again.

    Raises: ACTION_TO_REACTIVATE_NOT_FOUND, ACTION_NOT_INACTIVE.
    Source: recordings/actions.jsonl.
    """
    if _existing(organisation, action, ACTION_TO_REACTIVATE_NOT_FOUND).active:
        raise Refused(ACTION_NOT_INACTIVE)
    return ActionReactivated(action, organisation.id)


def remove_action(organisation: Organisation, action: ActionId) -> tuple[ActionRemoved | TriggerActionsCascaded, ...]:
    """Remove an action; its organisation counts one event more for each trigger that the action is bound to.

    Raises: ACTION_TO_DELETE_WITHOUT_ID, ACTION_TO_DELETE_NOT_FOUND.
    Source: recordings/cascade.jsonl, edges-empty_segments-1.jsonl.
    """
    if not action:
        raise Refused(ACTION_TO_DELETE_WITHOUT_ID)
    _existing(organisation, action, ACTION_TO_DELETE_NOT_FOUND)
    cascades = (
        TriggerActionsCascaded(organisation.id, flow_type, trigger_type, action)
        for flow_type, flow in organisation.flows.items()
        for trigger_type, trigger in flow.triggers.items()
        if action in trigger.actions
    )
    return (ActionRemoved(action, organisation.id), *cascades)


def _existing(organisation: Organisation, action: ActionId, otherwise: Problem) -> Action:
    found = organisation.actions.get(action)
    if found is None:
        raise Refused(otherwise)
    return found
