"""Actions: the scripts that flows run."""

from __future__ import annotations

from typing import TypedDict

from mockserver.domain import actions as decide
from mockserver.domain.ids import ActionId, Nanoseconds
from mockserver.domain.rows.actions import Action
from mockserver.domain.verbs import owned, require
from mockserver.errors.catalogue import ACTION_NOT_FOUND
from mockserver.operations import details
from mockserver.operations.action_view import action_view
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.operations.messages.zitadel_action_v1 import ActionStateNumber
from mockserver.operations.searching import Tests, equal, find, listed, text
from mockserver.spec.wellknown import parse_duration


def list_actions(context: Context, request: messages.ListActionsRequest) -> messages.ListActionsResponse:
    """The organisation's actions for which all queries hold, oldest first.

    `sortingColumn` and `asc` change nothing, as on the real server. Source: recordings/search.jsonl.
    """
    actions = context.state.actions.where("organisation", context.organisation.id)
    told, rows = listed(context, find(actions, request.queries, _TESTS), request.query)
    return messages.ListActionsResponse(details=told, result=tuple(map(action_view, rows)))


def get_action(context: Context, request: messages.GetActionRequest) -> messages.GetActionResponse:
    """One action of the organisation.

    Raises: ACTION_NOT_FOUND.
    """
    found = owned(context.state.actions.get(request.id), context.organisation.id)
    return messages.GetActionResponse(action_view(require(found, ACTION_NOT_FOUND)))


def create_action(context: Context, request: messages.CreateActionRequest) -> messages.CreateActionResponse:
    """Add an action.

    Raises: NUL_IN_TEXT, ACTION_ALREADY_EXISTS.
    """
    organisation = context.organisation.id
    action = Action(id=ActionId(context.instance.ids.next()), organisation=organisation, **_said(request))
    recorded = context.append(decide.add_action(context.state, action))
    return messages.CreateActionResponse(details=details.created(recorded, organisation), id=action.id)


def update_action(context: Context, request: messages.UpdateActionRequest) -> messages.UpdateActionResponse:
    """Replace an action's fields.

    Raises: ACTION_TO_CHANGE_NOT_FOUND, ACTION_NOT_CHANGED, NUL_IN_TEXT, ACTION_ALREADY_EXISTS.
    """
    organisation = context.organisation.id
    stamp = context.write(decide.change_action(context.state, organisation, ActionId(request.id), **_said(request)))
    return messages.UpdateActionResponse(details.created(stamp, organisation))


def deactivate_action(context: Context, request: messages.DeactivateActionRequest) -> messages.DeactivateActionResponse:
    """Switch an action off.

    Raises: ACTION_TO_DEACTIVATE_NOT_FOUND, ACTION_NOT_ACTIVE.
    """
    organisation = context.organisation.id
    recorded = context.append(decide.deactivate_action(context.state, organisation, ActionId(request.id)))
    return messages.DeactivateActionResponse(details.created(recorded, organisation))


def reactivate_action(context: Context, request: messages.ReactivateActionRequest) -> messages.ReactivateActionResponse:
    """Switch an action on again.

    Raises: ACTION_TO_REACTIVATE_NOT_FOUND, ACTION_NOT_INACTIVE.
    """
    organisation = context.organisation.id
    recorded = context.append(decide.reactivate_action(context.state, organisation, ActionId(request.id)))
    return messages.ReactivateActionResponse(details.created(recorded, organisation))


def delete_action(context: Context, request: messages.DeleteActionRequest) -> messages.DeleteActionResponse:
    """Remove an action from the organisation and from what its flows show.

    Raises: ACTION_TO_DELETE_NOT_FOUND.
    """
    context.append(*decide.remove_action(context.state, context.organisation.id, ActionId(request.id)))
    return messages.DeleteActionResponse()


class _Said(TypedDict):
    name: str
    script: str
    timeout: Nanoseconds
    allowed_to_fail: bool


def _said(request: messages.CreateActionRequest | messages.UpdateActionRequest) -> _Said:
    return {
        "name": request.name,
        "script": request.script,
        "timeout": Nanoseconds(parse_duration(request.timeout) or 0),
        "allowed_to_fail": request.allowed_to_fail,
    }


def _state(action: Action) -> int:
    return ActionStateNumber.ACTION_STATE_ACTIVE if action.active else ActionStateNumber.ACTION_STATE_INACTIVE


_TESTS: Tests[Action] = {
    "action_id_query": equal(lambda action: action.id, "id"),
    "action_name_query": text(lambda action: action.name, "name"),
    "action_state_query": equal(_state, "state"),
}
