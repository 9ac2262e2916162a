"""Messages of zitadel.action.v1, written by `make derived`."""

from __future__ import annotations

from typing import Final, Literal

from mockserver.operations.messages import zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Duration

ActionFieldName = Literal["", "ACTION_FIELD_NAME_NAME", "ACTION_FIELD_NAME_ID", "ACTION_FIELD_NAME_STATE"]
"""zitadel.action.v1.ActionFieldName; empty stands for the zero value"""
ActionState = Literal["", "ACTION_STATE_INACTIVE", "ACTION_STATE_ACTIVE"]
"""zitadel.action.v1.ActionState; empty stands for the zero value"""
FlowState = Literal["", "FLOW_STATE_INACTIVE", "FLOW_STATE_ACTIVE"]
"""zitadel.action.v1.FlowState; empty stands for the zero value"""


class ActionFieldNameNumber:
    """zitadel.action.v1.ActionFieldName"""

    ACTION_FIELD_NAME_UNSPECIFIED: Final = 0
    ACTION_FIELD_NAME_NAME: Final = 1
    ACTION_FIELD_NAME_ID: Final = 2
    ACTION_FIELD_NAME_STATE: Final = 3


class ActionStateNumber:
    """zitadel.action.v1.ActionState"""

    ACTION_STATE_UNSPECIFIED: Final = 0
    ACTION_STATE_INACTIVE: Final = 1
    ACTION_STATE_ACTIVE: Final = 2


class Action(Message, frozen=True):
    """zitadel.action.v1.Action"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None
    state: ActionState = ""
    name: str = ""
    script: str = ""
    timeout: Duration = Duration("")
    allowed_to_fail: bool = False


class ActionIDQuery(Message, frozen=True):
    """zitadel.action.v1.ActionIDQuery"""

    id: str = ""


class ActionNameQuery(Message, frozen=True):
    """zitadel.action.v1.ActionNameQuery"""

    name: str = ""
    method: int = 0


class ActionStateQuery(Message, frozen=True):
    """zitadel.action.v1.ActionStateQuery"""

    state: int = 0


class Flow(Message, frozen=True):
    """zitadel.action.v1.Flow"""

    type: FlowType | None = None
    details: zitadel_v1.ObjectDetails | None = None
    state: FlowState = ""
    trigger_actions: tuple[TriggerAction, ...] = ()


class FlowType(Message, frozen=True):
    """zitadel.action.v1.FlowType"""

    id: str = ""
    name: zitadel_v1.LocalizedMessage | None = None


class TriggerAction(Message, frozen=True):
    """zitadel.action.v1.TriggerAction"""

    trigger_type: TriggerType | None = None
    actions: tuple[Action, ...] = ()


class TriggerType(Message, frozen=True):
    """zitadel.action.v1.TriggerType"""

    id: str = ""
    name: zitadel_v1.LocalizedMessage | None = None
