"""Flows and their triggers."""

from __future__ import annotations

from typing import TypeVar

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
from mockserver.operations.messages import zitadel_action_v1, zitadel_v1
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.spec.matrix import FlowTypeRow, TriggerTypeRow

Named = TypeVar("Named", zitadel_action_v1.FlowType, zitadel_action_v1.TriggerType)

_UNSPECIFIED = FlowTypeRow("0", "Action.Flow.Type.Unspecified", ())
_NEVER_SET = Flow()
_STATE: zitadel_action_v1.FlowState = "FLOW_STATE_ACTIVE"


def list_flow_types(context: Context, _: messages.ListFlowTypesRequest) -> messages.ListFlowTypesResponse:
    """All flows that there are."""
    return messages.ListFlowTypesResponse(
        tuple(_named(zitadel_action_v1.FlowType, row, context.language) for row in context.matrix.flows)
    )


def list_flow_trigger_types(
    context: Context, request: messages.ListFlowTriggerTypesRequest
) -> messages.ListFlowTriggerTypesResponse:
    """The triggers of one flow.

    Raises: FLOW_TYPE_UNKNOWN.
    """
    flow = context.matrix.flow(request.type)
    if flow is None:
        raise Refused(FLOW_TYPE_UNKNOWN)
    return messages.ListFlowTriggerTypesResponse(
        tuple(_named(zitadel_action_v1.TriggerType, row, context.language) for row in flow.triggers)
    )


def get_flow(context: Context, request: messages.GetFlowRequest) -> messages.GetFlowResponse:
    """One flow with the actions of its triggers; never fails, an unknown flow is the unspecified one.

    Source: recordings/flows.jsonl.
    """
    row = context.matrix.flow(request.type) or _UNSPECIFIED
    history = context.state.organisation_histories[context.organisation.id]
    flow = history.flows.get(FlowType(row.id), _NEVER_SET)
    newest = decide.newest_trigger(history, flow)
    return messages.GetFlowResponse(
        zitadel_action_v1.Flow(
            type=_named(zitadel_action_v1.FlowType, row, context.language),
            details=details.read(newest.sequence, newest.changed, context.organisation.id)
            if newest
            else zitadel_v1.ObjectDetails(),
            state=_STATE,
            trigger_actions=tuple(
                zitadel_action_v1.TriggerAction(
                    _named(
                        zitadel_action_v1.TriggerType,
                        context.matrix.trigger_of_id(trigger_type),
                        context.language,
                    ),
                    tuple(map(action_view, actions)),
                )
                for trigger_type, actions in decide.bound_actions(context.state, flow)
            ),
        )
    )


def clear_flow(context: Context, request: messages.ClearFlowRequest) -> messages.ClearFlowResponse:
    """Take all actions out of a flow.

    Raises: FLOW_TO_CLEAR_MISSING, FLOW_EMPTY.
    """
    row = context.matrix.flow(request.type)
    if row is None:
        raise Refused(FLOW_TO_CLEAR_MISSING)
    recorded = context.append(decide.clear_flow(context.state, context.organisation.id, FlowType(row.id)))
    return messages.ClearFlowResponse(details.changed(recorded, context.organisation.id))


def set_trigger_actions(
    context: Context, request: messages.SetTriggerActionsRequest
) -> messages.SetTriggerActionsResponse:
    """Replace the actions of one trigger of a flow, in order.

    Raises: FLOW_TYPE_MISSING, TRIGGER_TYPE_INVALID, NO_CHANGES, ACTION_IDS_DO_NOT_EXIST, in this order.
    """
    flow = context.matrix.flow(request.flow_type)
    if flow is None:
        raise Refused(FLOW_TYPE_MISSING)
    trigger = context.matrix.trigger(flow, request.trigger_type)
    if trigger is None:
        raise Refused(TRIGGER_TYPE_INVALID)
    wanted = tuple(map(ActionId, request.action_ids))
    recorded = context.append(
        decide.set_trigger_actions(
            context.state, context.organisation.id, FlowType(flow.id), TriggerType(trigger.id), wanted
        )
    )
    return messages.SetTriggerActionsResponse(details.created(recorded, context.organisation.id))


def _named(type_: type[Named], row: FlowTypeRow | TriggerTypeRow, language: str) -> Named:
    return type_(row.id, zitadel_v1.LocalizedMessage(row.key, text(row.key, language)))
