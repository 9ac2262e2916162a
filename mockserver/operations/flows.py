"""Flows and their triggers."""

from __future__ import annotations

from collections.abc import Iterable

from mockserver.domain import flows as decide
from mockserver.domain.ids import ActionId, FlowType, TriggerType
from mockserver.domain.state import Flow
from mockserver.errors.catalogue import (
    FLOW_TO_CLEAR_MISSING,
    FLOW_TYPE_MISSING,
    FLOW_TYPE_UNKNOWN,
    TRIGGER_TYPE_INVALID,
)
from mockserver.errors.problem import Refused
from mockserver.errors.texts import text
from mockserver.operations import details
from mockserver.operations.action_view import action_view
from mockserver.operations.context import Context
from mockserver.operations.messages import actions as messages
from mockserver.operations.messages.base import DetailsResponse, Empty, ObjectDetails
from mockserver.spec.matrix import FlowTypeRow, TriggerTypeRow

_UNSPECIFIED = FlowTypeRow("0", "Action.Flow.Type.Unspecified", ())
_NEVER_SET = Flow()
_STATE = "FLOW_STATE_ACTIVE"


def list_flow_types(context: Context, _: Empty) -> messages.TypeNamesResponse:
    """All flows that there are."""
    return messages.TypeNamesResponse(_type_names(context.matrix.flows, context.language))


def list_flow_trigger_types(context: Context, request: messages.TypeRequest) -> messages.TypeNamesResponse:
    """The triggers of one flow.

    Raises: FLOW_TYPE_UNKNOWN.
    """
    flow = context.matrix.flow(request.type)
    if flow is None:
        raise Refused(FLOW_TYPE_UNKNOWN)
    return messages.TypeNamesResponse(_type_names(flow.triggers, context.language))


def get_flow(context: Context, request: messages.TypeRequest) -> messages.GetFlowResponse:
    """One flow with the actions of its triggers; never fails, an unknown flow is the unspecified one.

    Source: recordings/flows.jsonl.
    """
    row = context.matrix.flow(request.type) or _UNSPECIFIED
    flow = context.organisation.flows.get(FlowType(row.id), _NEVER_SET)
    newest = decide.newest_trigger(context.organisation, flow)
    return messages.GetFlowResponse(
        messages.Flow(
            type=_type_name(row, context.language),
            details=details.read(newest.sequence, newest.changed, context.organisation.id)
            if newest
            else ObjectDetails(),
            state=_STATE,
            trigger_actions=tuple(
                messages.TriggerAction(
                    _type_name(context.matrix.trigger_of_id(trigger_type), context.language),
                    tuple(map(action_view, actions)),
                )
                for trigger_type, actions in decide.bound_actions(context.organisation, flow)
            ),
        )
    )


def clear_flow(context: Context, request: messages.TypeRequest) -> DetailsResponse:
    """Take all actions out of a flow.

    Raises: FLOW_TO_CLEAR_MISSING, FLOW_EMPTY.
    """
    row = context.matrix.flow(request.type)
    if row is None:
        raise Refused(FLOW_TO_CLEAR_MISSING)
    recorded = context.append(decide.clear_flow(context.organisation, FlowType(row.id)))
    return DetailsResponse(details.changed(recorded, context.organisation.id))


def set_trigger_actions(context: Context, request: messages.SetTriggerActionsRequest) -> DetailsResponse:
    """Replace the actions of one trigger of a flow, in order.

    Raises: FLOW_TYPE_MISSING, TRIGGER_TYPE_INVALID, NO_CHANGES, ACTION_IDS_DO_NOT_EXIST, in this order.
    """
    flow = context.matrix.flow(request.flow_type)
    if flow is None:
        raise Refused(FLOW_TYPE_MISSING)
    trigger = context.matrix.trigger(flow, request.trigger_type)
    if trigger is None:
        raise Refused(TRIGGER_TYPE_INVALID)
    wanted = [ActionId(action) for action in request.action_ids]
    recorded = context.append(
        decide.set_trigger_actions(context.organisation, FlowType(flow.id), TriggerType(trigger.id), wanted)
    )
    return DetailsResponse(details.created(recorded, context.organisation.id))


def _type_names(rows: Iterable[FlowTypeRow | TriggerTypeRow], language: str) -> tuple[messages.TypeName, ...]:
    return tuple(_type_name(row, language) for row in rows)


def _type_name(row: FlowTypeRow | TriggerTypeRow, language: str) -> messages.TypeName:
    return messages.TypeName(row.id, messages.LocalizedMessage(row.key, text(row.key, language)))
