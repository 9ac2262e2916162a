"""How an action reads."""

from __future__ import annotations

from mockserver.domain.ids import Nanoseconds
from mockserver.domain.rows.actions import Action
from mockserver.operations import details
from mockserver.operations.messages import zitadel_action_v1 as messages
from mockserver.spec.wellknown import duration

_MAX_TIMEOUT = Nanoseconds(20_000_000_000)


def action_view(action: Action) -> messages.Action:
    """An action as GetAction, GetFlow and ListActions answer it.

    A timeout of 0 or of 20 s and more reads as 20 s (recordings/actions.jsonl).
    """
    timeout = action.timeout if 0 < action.timeout < _MAX_TIMEOUT else _MAX_TIMEOUT
    return messages.Action(
        id=action.id,
        details=details.read(action.sequence, action.changed, action.organisation),
        state="ACTION_STATE_ACTIVE" if action.active else "ACTION_STATE_INACTIVE",
        name=action.name,
        script=action.script,
        timeout=duration(timeout),
        allowed_to_fail=action.allowed_to_fail,
    )
