"""Decisions on flows: which actions run at which trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mockserver.domain.events import FlowCleared, TriggerActionsSet
from mockserver.domain.ids import ActionId, FlowType, OrganisationId, TriggerType
from mockserver.domain.rows.actions import Action
from mockserver.domain.state import Flow, InstanceState, OrganisationHistory, Trigger
from mockserver.errors.catalogue import ACTION_IDS_DO_NOT_EXIST, FLOW_EMPTY, NO_CHANGES
from mockserver.errors.problem import Refused


def set_trigger_actions(
    state: InstanceState,
    organisation: OrganisationId,
    flow_type: FlowType,
    trigger_type: TriggerType,
    wanted: Sequence[ActionId],
) -> TriggerActionsSet:
    """Replace the actions of one trigger, in order.

    Raises: NO_CHANGES, ACTION_IDS_DO_NOT_EXIST (an id given twice included).
    Source: recordings/set_trigger_actions.jsonl, cascade.jsonl; changes are judged before existence, against the list
    as it was last set, removed actions included.
    """
    actions = tuple(wanted)
    flow = state.organisation_histories[organisation].flows.get(flow_type)
    current = flow.triggers.get(trigger_type) if flow else None
    if actions == (current.actions if current else ()):
        raise Refused(NO_CHANGES)
    distinct = set(actions)
    if len(distinct) != len(actions) or not state.actions.knows_all("organisation", organisation, distinct):
        raise Refused(ACTION_IDS_DO_NOT_EXIST)
    return TriggerActionsSet(organisation, flow_type, trigger_type, actions)


def clear_flow(state: InstanceState, organisation: OrganisationId, flow_type: FlowType) -> FlowCleared:
    """Take all actions out of all triggers of a flow.

    Raises: FLOW_EMPTY, where no trigger was set since the flow was last cleared.
    Source: recordings/flows.jsonl; a trigger that was set to an empty list still counts as set.
    """
    if flow_type not in state.organisation_histories[organisation].flows:
        raise Refused(FLOW_EMPTY)
    return FlowCleared(organisation, flow_type)


def newest_trigger(history: OrganisationHistory, flow: Flow) -> Trigger | None:
    """The trigger whose details stand for the flow's: the one set last among those that were set to some action.

    What was set before the organisation was removed does not count (recordings/edges-removed-*.jsonl).

    Source: recordings/cascade.jsonl (a trigger of which every action was removed still gives details, one that was set
    to an empty list gives none); the real server picks any of them.
    """
    since = history.removed_at
    bound = (trigger for trigger in flow.triggers.values() if trigger.actions and trigger.sequence > since)
    return max(bound, key=lambda trigger: trigger.sequence, default=None)


def bound_actions(state: InstanceState, flow: Flow) -> Iterator[tuple[TriggerType, list[Action]]]:
    """Each trigger that has actions, by ascending trigger type, with its actions in the order that was set."""
    for trigger_type in sorted(flow.triggers, key=int):
        actions = existing_actions(state, flow.triggers[trigger_type])
        if actions:
            yield trigger_type, actions


def existing_actions(state: InstanceState, trigger: Trigger) -> list[Action]:
    """The actions of a trigger that there are, in the order that was set."""
    return [action for action in map(state.actions.get, trigger.actions) if action is not None]
