"""Actions: the scripts that flows run."""

from __future__ import annotations

from mockserver.domain import actions as decide
from mockserver.domain.ids import ActionId, Nanoseconds
from mockserver.domain.state import Action
from mockserver.errors.catalogue import ACTION_NOT_FOUND
from mockserver.errors.problem import Refused
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
    known = (action for action in context.organisation.actions.values() if action.listed)
    told, rows = listed(context, find(known, request.queries, _TESTS), request.query)
    return messages.ListActionsResponse(details=told, result=tuple(map(action_view, rows)))


def get_action(context: Context, request: messages.GetActionRequest) -> messages.GetActionResponse:
    """One action of the organisation.

    Raises: ACTION_NOT_FOUND.
    """
    action = context.organisation.actions.get(ActionId(request.id))
    if action is None or not action.listed:
        raise Refused(ACTION_NOT_FOUND)
    return messages.GetActionResponse(action_view(action))


def create_action(context: Context, request: messages.CreateActionRequest) -> messages.CreateActionResponse:
    """Add an action.

    Raises: NUL_IN_TEXT, ACTION_ALREADY_EXISTS.
    """
    action = ActionId(context.instance.ids.next())
    recorded = context.append(decide.add_action(context.organisation, action, _fields(request)))
    return messages.CreateActionResponse(details=details.created(recorded, context.organisation.id), id=action)


def update_action(context: Context, request: messages.UpdateActionRequest) -> messages.UpdateActionResponse:
    """Replace an action's fields.

    Raises: ACTION_TO_CHANGE_NOT_FOUND, ACTION_NOT_CHANGED, NUL_IN_TEXT, ACTION_ALREADY_EXISTS.
    """
    recorded = context.append(decide.change_action(context.organisation, ActionId(request.id), _fields(request)))
    return messages.UpdateActionResponse(details.created(recorded, context.organisation.id))


def deactivate_action(context: Context, request: messages.DeactivateActionRequest) -> messages.DeactivateActionResponse:
    """Switch an action off.

    Raises: ACTION_TO_DEACTIVATE_NOT_FOUND, ACTION_NOT_ACTIVE.
    """
    recorded = context.append(decide.deactivate_action(context.organisation, ActionId(request.id)))
    return messages.DeactivateActionResponse(details.created(recorded, context.organisation.id))


def reactivate_action(context: Context, request: messages.ReactivateActionRequest) -> messages.ReactivateActionResponse:
    """Switch an action on again.

    Raises: ACTION_TO_REACTIVATE_NOT_FOUND, ACTION_NOT_INACTIVE.
    """
    recorded = context.append(decide.reactivate_action(context.organisation, ActionId(request.id)))
    return messages.ReactivateActionResponse(details.created(recorded, context.organisation.id))


def delete_action(context: Context, request: messages.DeleteActionRequest) -> messages.DeleteActionResponse:
    """Remove an action from the organisation and from what its flows show.

    Raises: ACTION_TO_DELETE_NOT_FOUND.
    """
    context.append(*decide.remove_action(context.organisation, ActionId(request.id)))
    return messages.DeleteActionResponse()


def _fields(request: messages.CreateActionRequest | messages.UpdateActionRequest) -> decide.ActionFields:
    timeout = Nanoseconds(parse_duration(request.timeout) or 0)
    return decide.ActionFields(request.name, request.script, timeout, request.allowed_to_fail)


def _state(action: Action) -> int:
    return ActionStateNumber.ACTION_STATE_ACTIVE if action.active else ActionStateNumber.ACTION_STATE_INACTIVE


_TESTS: Tests[Action] = {
    "action_id_query": equal(lambda action: action.id, "id"),
    "action_name_query": text(lambda action: action.name, "name"),
    "action_state_query": equal(_state, "state"),
}
