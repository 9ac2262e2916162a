"""The one place at which it is decided what is told of a user.

Access tokens, ID tokens, userinfo and introspection all come here, each with its `Purpose`, so that what adds claims to
them has one place to do so: `UserInfo.claims` of what `told_of` returns. What a token tells of itself goes before them.
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from mockserver.access.oauth.user_info import Asking, Purpose, UserInfo, user_info
from mockserver.domain.ids import FlowType, OrganisationId, TriggerType
from mockserver.domain.state import Action, InstanceState
from mockserver.later import Later
from mockserver.logins.site import Site

if TYPE_CHECKING:
    from mockserver.logins import scripting
else:
    scripting = Later("mockserver.logins.scripting")

T = TypeVar("T")

COMPLEMENT_TOKEN = FlowType("2")
PRE_USERINFO = TriggerType("4")
PRE_ACCESS_TOKEN = TriggerType("5")


async def told_of(site: Site, asking: Asking) -> UserInfo:
    """What is told of a user, with what the actions of its organisation add.

    Raises: as `scripting.run_trigger`.
    Source: recordings/runs-organisations.jsonl, runs-endpoints.jsonl.
    """
    trigger = PRE_ACCESS_TOKEN if asking.purpose is Purpose.ACCESS_TOKEN else PRE_USERINFO
    actions = bound_actions(site.state, asking, trigger)
    if not actions and not site.telling.metadata:
        return user_info(site.state, asking)
    told = user_info(site.state, asking, site.telling.metadata_of(site.state, asking.user))
    if actions:
        await scripting.run_trigger(site, asking, told, actions, COMPLEMENT_TOKEN, trigger)
    return told


def bound_actions(state: InstanceState, asking: Asking, trigger: TriggerType) -> list[Action]:
    """The active actions of a trigger, in the order that was set, of the organisation that owns the user."""
    return active_actions(state, asking.user.organisation, COMPLEMENT_TOKEN, trigger)


def active_actions(
    state: InstanceState, organisation: OrganisationId, flow: FlowType, trigger: TriggerType
) -> list[Action]:
    """The active actions of a trigger of an organisation, in the order that was set; none of one that there is not."""
    owner = state.known_organisations.get(organisation)
    found = owner.flows.get(flow) if owner is not None else None
    bound = found.triggers.get(trigger) if found is not None else None
    if owner is None or bound is None:
        return []
    actions = (owner.actions.get(action) for action in bound.actions)
    return [action for action in actions if action is not None and action.active and action.listed]


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What work returns or raises that waits for nobody, as its site `waits`."""
    try:
        work.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    work.close()
    raise RuntimeError("work that had to be done at once waits for somebody")
