"""The flow/trigger matrix of one organisation, as the board shows it."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from mockserver.control.console.view import View
from mockserver.domain.flows import existing_actions
from mockserver.domain.ids import ActionId, FlowType, TriggerType
from mockserver.domain.rows.actions import Action
from mockserver.errors.texts import text
from mockserver.spec.document import load_document, spec_path
from mockserver.spec.matrix import FlowMatrix

MOST_SHOWN = 200
"""Actions of one trigger that a page shows; the others follow behind them."""


@dataclass(frozen=True, slots=True)
class TriggerColumn:
    """A trigger with its actions in order; removed ones are left out, as the API leaves them out."""

    id: str
    name: str
    actions: list[Action]

    @property
    def shown(self) -> list[Action]:
        """The first of them."""
        return self.actions[:MOST_SHOWN]

    @property
    def rest(self) -> list[ActionId]:
        """Ids of those that are not shown."""
        return [action.id for action in self.actions[MOST_SHOWN:]]


@dataclass(frozen=True, slots=True)
class FlowColumns:
    """A flow with its triggers."""

    id: str
    name: str
    triggers: list[TriggerColumn]


def flow_columns(view: View) -> list[FlowColumns]:
    """All flows, in the order of the spec."""
    return [
        FlowColumns(
            flow.id,
            text(flow.key),
            [
                TriggerColumn(trigger.id, text(trigger.key), _actions(view, flow.id, trigger.id))
                for trigger in flow.triggers
            ],
        )
        for flow in _matrix().flows
    ]


def uses(view: View) -> dict[ActionId, list[str]]:
    """For each action that a trigger has, the names of those triggers: `flow: trigger`."""
    found: dict[ActionId, list[str]] = {}
    for flow in flow_columns(view):
        for trigger in flow.triggers:
            for action in trigger.actions:
                found.setdefault(action.id, []).append(f"{flow.name}: {trigger.name}")
    return found


def _actions(view: View, flow_type: str, trigger_type: str) -> list[Action]:
    state = view.target.instance.state
    flow = state.organisation_histories[view.organisation.id].flows.get(FlowType(flow_type))
    trigger = flow.triggers.get(TriggerType(trigger_type)) if flow is not None else None
    return [] if trigger is None else existing_actions(state, trigger)


@functools.cache
def _matrix() -> FlowMatrix:
    return FlowMatrix(load_document(spec_path()))
