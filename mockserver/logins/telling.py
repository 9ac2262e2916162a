"""The one place at which it is decided what is told of a user.

Access tokens, ID tokens, userinfo and introspection all come here, each with its `Purpose`, so that what adds claims to
them has one place to do so: `UserInfo.claims` of what `told_of` returns. What a token tells of itself goes before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.access.oauth.user_info import Asking, Purpose, UserInfo, user_info
from mockserver.deliveries.matching import FUNCTION, targets_of
from mockserver.deliveries.outgoing import outgoing_of
from mockserver.domain.flows import existing_actions
from mockserver.domain.ids import FlowType, OrganisationId, TriggerType
from mockserver.domain.rows.actions import Action
from mockserver.domain.state import InstanceState
from mockserver.later import Later
from mockserver.logins.site import Site

if TYPE_CHECKING:
    from mockserver.logins import executing, scripting
else:
    executing = Later("mockserver.logins.executing")
    scripting = Later("mockserver.logins.scripting")

COMPLEMENT_TOKEN = FlowType("2")
PRE_USERINFO = TriggerType("4")
PRE_ACCESS_TOKEN = TriggerType("5")
_USERINFO_FUNCTION, _ACCESS_TOKEN_FUNCTION = f"{FUNCTION}/preuserinfo", f"{FUNCTION}/preaccesstoken"


async def told_of(site: Site, asking: Asking) -> UserInfo:
    """What is told of a user, with what the actions of its organisation add, and then the targets of the function.

    Raises: as `scripting.run_trigger` and `executing.run_function`.
    Source: recordings/runs-organisations.jsonl, runs-endpoints.jsonl.
    """
    for_access = asking.purpose is Purpose.ACCESS_TOKEN
    trigger = PRE_ACCESS_TOKEN if for_access else PRE_USERINFO
    actions = bound_actions(site.state, asking, trigger)
    held = site.state.executions.held
    if not actions and not held and not site.telling.metadata:
        return user_info(site.state, asking)
    told = user_info(site.state, asking, site.telling.metadata_of(site.state, asking.user))
    function = _ACCESS_TOKEN_FUNCTION if for_access else _USERINFO_FUNCTION
    outgoing = outgoing_of(site.instance) if held else None
    # They are those that there were when the request came, whatever the scripts do meanwhile.
    targets = targets_of(site.state, function) if outgoing is not None else ()
    if actions:
        await scripting.run_trigger(site, asking, told, actions, COMPLEMENT_TOKEN, trigger)
    if targets and outgoing is not None:
        await executing.run_function(site, asking, told, outgoing, targets, function)
    return told


def bound_actions(state: InstanceState, asking: Asking, trigger: TriggerType) -> list[Action]:
    """The active actions of a trigger, in the order that was set, of the organisation that owns the user."""
    return active_actions(state, asking.user.organisation, COMPLEMENT_TOKEN, trigger)


def active_actions(
    state: InstanceState, organisation: OrganisationId, flow: FlowType, trigger: TriggerType
) -> list[Action]:
    """The active actions of a trigger of an organisation, in the order that was set; none of one that there is not."""
    history = state.organisation_histories.get(organisation)
    found = history.flows.get(flow) if history is not None else None
    bound = found.triggers.get(trigger) if found is not None else None
    return [] if bound is None else [action for action in existing_actions(state, bound) if action.active]
