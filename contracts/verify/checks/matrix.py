"""Every cell of the flow/trigger matrix, valid and invalid, by id and by older name."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from ..check import Check
from ..pick import Like
from ..spec import Flow, Named, Spec
from ..trial import Trial

UNKNOWN_FLOWS = ("0", "5", "9", "01", "1.0", "+1", " 1", "1 ", "FLOW_TYPE_CUSTOMISE_TOKEN", "FLOW_TYPE_UNSPECIFIED",
                 "flow_type_external_authentication", "Action.Flow.Type.CustomiseToken")  # fmt: skip
UNKNOWN_TRIGGERS = ("0", "7", "01", "1.0", "+1", " 1", "TRIGGER_TYPE_UNSPECIFIED", "trigger_type_pre_creation",
                    "TRIGGER_TYPE_PRE_USERINFO_CREATION", "Action.TriggerType.PreCreation")  # fmt: skip
_TEXT = Like(".+")


def matrix_checks(spec: Spec) -> Iterator[Check]:
    """A check for each cell, for what is no name of any, and for the lists."""
    operation = "SetTriggerActions"
    for flow in spec.flows:
        place = f"{flow.pointer}/triggers"
        for trigger in spec.triggers.values():
            valid = trigger.id in flow.triggers
            run = functools.partial(_accepts if valid else _refuses, flow=flow, trigger=trigger)
            name = f"flow {flow.type.id} {'has' if valid else 'has no'} trigger {trigger.id}"
            fact = f"{operation} {name}"
            yield Check("matrix", operation, name, run, place, facts=(fact,))
        listed = functools.partial(_lists_triggers, flow=flow)
        facts = (f"ListFlowTriggerTypes flow {flow.type.id}",)
        yield Check(
            "matrix",
            "ListFlowTriggerTypes",
            f"triggers of flow {flow.type.id}",
            listed,
            place,
            writes=False,
            facts=facts,
        )
    yield Check("matrix", operation, "nothing else is a flow", _unknown_flows, "/x-flow-types")
    yield Check("matrix", operation, "nothing else is a trigger", _unknown_triggers, "/x-trigger-types")
    yield Check("matrix", "ListFlowTypes", "all flow types, in order", _lists_flows, "/x-flow-types", writes=False)


def _accepts(trial: Trial, flow: Flow, trigger: Named) -> None:
    actor = trial.organisation()
    first, second = actor.new_action(), actor.new_action()
    turn = 0
    for flow_name in flow.type.names:
        for trigger_name in trigger.names:
            wanted = [[first, second], [second, first]][turn % 2]
            turn += 1
            actor.set_actions(flow_name, trigger_name, wanted)
            for read_name in flow.type.names:
                shown = {"flow.type": _named(flow.type), "flow.triggerActions.*.triggerType": [_named(trigger)]}
                actor.answers("GetFlow", shown, type=read_name)
            actor.bound(flow.type.id, trigger.id, wanted)


def _refuses(trial: Trial, flow: Flow, trigger: Named) -> None:
    actor = trial.organisation()
    action = actor.new_action()
    for flow_name in flow.type.names:
        for trigger_name in trigger.names:
            message = {"flowType": flow_name, "triggerType": trigger_name, "actionIds": [action]}
            actor.refused("SetTriggerActions", "COMMAND-Dfgh6", **message)
    actor.answers("GetFlow", {"flow.triggerActions": None, "flow.details": {}}, type=flow.type.id)


def _unknown_flows(trial: Trial) -> None:
    actor = trial.organisation()
    for unknown in UNKNOWN_FLOWS:
        actor.refused("SetTriggerActions", "COMMAND-Dfhj5", flowType=unknown, triggerType="1")


def _unknown_triggers(trial: Trial) -> None:
    actor = trial.organisation()
    for unknown in UNKNOWN_TRIGGERS:
        actor.refused("SetTriggerActions", "COMMAND-Dfgh6", flowType="1", triggerType=unknown)


def _lists_triggers(trial: Trial, flow: Flow) -> None:
    rows = [_named(trial.spec.triggers[trigger]) for trigger in flow.triggers]
    for name in flow.type.names:
        trial.admin.answers("ListFlowTriggerTypes", {"": {"result": rows}}, type=name)


def _lists_flows(trial: Trial) -> None:
    rows = [_named(flow.type) for flow in trial.spec.flows]
    trial.admin.answers("ListFlowTypes", {"": {"result": rows}})


def _named(row: Named) -> dict[str, Any]:
    return {"id": row.id, "name": {"key": row.key, "localizedMessage": _TEXT}}
