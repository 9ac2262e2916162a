"""Messages of actions and flows."""

from __future__ import annotations

from mockserver.operations.messages.base import ListDetails, ListQuery, Message, ObjectDetails
from mockserver.spec.wellknown import Duration


class LocalizedMessage(Message, frozen=True):
    """zitadel.v1.LocalizedMessage."""

    key: str
    localized_message: str


class TypeName(Message, frozen=True):
    """zitadel.action.v1.FlowType and TriggerType."""

    id: str
    name: LocalizedMessage


class TypeNamesResponse(Message, frozen=True):
    """ListFlowTypesResponse and ListFlowTriggerTypesResponse."""

    result: tuple[TypeName, ...]


class Action(Message, frozen=True):
    """zitadel.action.v1.Action."""

    id: str
    details: ObjectDetails
    state: str
    name: str
    script: str
    timeout: Duration
    allowed_to_fail: bool = False


class TriggerAction(Message, frozen=True):
    """zitadel.action.v1.TriggerAction."""

    trigger_type: TypeName
    actions: tuple[Action, ...]


class Flow(Message, frozen=True):
    """zitadel.action.v1.Flow."""

    type: TypeName
    details: ObjectDetails
    state: str
    trigger_actions: tuple[TriggerAction, ...] = ()


class TypeRequest(Message, frozen=True):
    """A request that names one flow by `type`."""

    type: str = ""


class GetFlowResponse(Message, frozen=True):
    flow: Flow


class SetTriggerActionsRequest(Message, frozen=True):
    flow_type: str = ""
    trigger_type: str = ""
    action_ids: tuple[str, ...] = ()


class ActionIDQuery(Message, frozen=True):
    id: str = ""


class ActionNameQuery(Message, frozen=True):
    name: str = ""
    method: int = 0


class ActionStateQuery(Message, frozen=True):
    state: int = 0


class ActionQuery(Message, frozen=True):
    """Exactly one of its fields is set."""

    action_id_query: ActionIDQuery | None = None
    action_name_query: ActionNameQuery | None = None
    action_state_query: ActionStateQuery | None = None


class ListActionsRequest(Message, frozen=True):
    query: ListQuery = ListQuery()
    sorting_column: int = 0
    queries: tuple[ActionQuery, ...] = ()


class ListActionsResponse(Message, frozen=True):
    details: ListDetails
    sorting_column: str = ""
    result: tuple[Action, ...] = ()


class GetActionResponse(Message, frozen=True):
    action: Action


class CreateActionRequest(Message, frozen=True):
    name: str = ""
    script: str = ""
    timeout: Duration = Duration("")
    allowed_to_fail: bool = False


class CreateActionResponse(Message, frozen=True):
    details: ObjectDetails
    id: str


class UpdateActionRequest(Message, frozen=True):
    id: str = ""
    name: str = ""
    script: str = ""
    timeout: Duration = Duration("")
    allowed_to_fail: bool = False
