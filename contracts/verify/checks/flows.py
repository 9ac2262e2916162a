"""Flows: what is set is what is read, in order, in its own organisation, with sequences that have no gap."""

from __future__ import annotations

from ..check import Check
from ..pick import TIME, Not, pick
from ..trial import Actor, Trial

FIRST_FLOW_SEQUENCE = 6
"""A new organisation stands at 5."""


def _pair(trial: Trial) -> tuple[Actor, str, str]:
    actor = trial.organisation()
    return actor, actor.new_action(), actor.new_action()


def _set_is_read(trial: Trial) -> None:
    actor, first, second = _pair(trial)
    for wanted in ([second, first], [first, second], [first], [second]):
        actor.set_actions("1", "1", wanted)
        actor.bound("1", "1", wanted)


def _twice(trial: Trial) -> None:
    actor, first, second = _pair(trial)
    asked = {"flowType": "1", "triggerType": "1", "actionIds": [first, second]}
    actor.done("SetTriggerActions", **asked)
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", **asked)
    actor.done("SetTriggerActions", **{**asked, "actionIds": [second, first]})


def _empty_list(trial: Trial) -> None:
    actor, first, _ = _pair(trial)
    nothing = {"flowType": "2", "triggerType": "4"}
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", **nothing)
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", **nothing, actionIds=[])
    actor.set_actions("2", "4", [first])
    actor.done("SetTriggerActions", **nothing)
    actor.bound("2", "4", [])
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", **nothing, actionIds=[])
    actor.set_actions("2", "4", [first])
    actor.bound("2", "4", [first])


def _unusable_ids(trial: Trial) -> None:
    actor, first, second = _pair(trial)
    actor.set_actions("3", "2", [first])
    actor.done("DeleteAction", id=second)
    foreign = trial.organisation().new_action()
    for ids in ([first, first], [foreign], [second], [first, foreign], ["1"], [""], [first, second], [first, "1"]):
        actor.refused("SetTriggerActions", "COMMAND-dg422", flowType="3", triggerType="2", actionIds=ids)
    actor.bound("3", "2", [first])


def _inactive(trial: Trial) -> None:
    actor, first, second = _pair(trial)
    actor.done("DeactivateAction", id=first)
    actor.set_actions("1", "2", [first, second])
    states = ["ACTION_STATE_INACTIVE", "ACTION_STATE_ACTIVE"]
    actor.answers("GetFlow", {"flow.triggerActions.0.actions.*.state": states}, type="1")
    actor.done("DeactivateAction", id=second)
    actor.bound("1", "2", [first, second])


def _judgement(trial: Trial) -> None:
    actor, first, _ = _pair(trial)
    actor.set_actions("1", "1", [first])
    refused: tuple[tuple[str, str, list[str], str], ...] = (
        ("9", "9", ["1"], "COMMAND-Dfhj5"),
        ("9", "1", [], "COMMAND-Dfhj5"),
        ("1", "4", ["1"], "COMMAND-Dfgh6"),
        ("2", "1", [], "COMMAND-Dfgh6"),
        ("1", "1", [first], "COMMAND-Nfh52"),
    )
    for flow, trigger, ids, error_id in refused:
        actor.refused("SetTriggerActions", error_id, flowType=flow, triggerType=trigger, actionIds=ids)
    actor.done("DeleteAction", id=first)
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", flowType="1", triggerType="1", actionIds=[first])


def _own_flow(trial: Trial) -> None:
    actor, first, second = _pair(trial)
    other = trial.organisation()
    actor.set_actions("1", "1", [first])
    actor.set_actions("1", "3", [second])
    actor.set_actions("3", "1", [second, first])
    actor.bound("1", "1", [first])
    actor.bound("1", "2", [])
    actor.bound("1", "3", [second])
    actor.bound("3", "1", [second, first])
    other.answers("GetFlow", {"flow.details": {}, "flow.triggerActions": None}, type="1")
    actor.done("ClearFlow", type="1")
    actor.bound("1", "1", [])
    actor.bound("1", "3", [])
    actor.bound("3", "1", [second, first])


def _sequences(trial: Trial) -> None:
    actor, first, second = _pair(trial)
    sequence = FIRST_FLOW_SEQUENCE
    for flow, trigger, ids in (("1", "1", [first]), ("1", "2", [first, second]), ("4", "6", [second]), ("1", "1", [])):
        body = actor.set_actions(flow, trigger, ids)
        trial.equal("details.sequence", str(sequence), pick(body, "details.sequence"))
        sequence += 1
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", flowType="1", triggerType="1", actionIds=[])
    body = actor.answers("ClearFlow", {"details.sequence": str(sequence)}, type="1")
    actor.answers("GetMyOrg", {"org.details.sequence": str(sequence)})
    actor.answers("GetAction", {"action.details.sequence": "1"}, id=first)
    trial.equal("details.creationDate", None, pick(body, "details.creationDate"))


def _set_details(trial: Trial) -> None:
    actor, first, _ = _pair(trial)
    body = actor.set_actions("1", "1", [first])
    date = pick(body, "details.creationDate")
    owner = {"sequence": "6", "creationDate": TIME, "resourceOwner": actor.organisation}
    trial.equal("body", {"details": owner}, body)
    shown = {"sequence": "6", "changeDate": date, "resourceOwner": actor.organisation}
    actor.answers("GetFlow", {"flow.details": shown}, type="1")
    for _ in range(2):
        actor.answers("GetMyOrg", {"org.details.changeDate": date})


def _clear_details(trial: Trial) -> None:
    actor, first, _ = _pair(trial)
    before = pick(actor.set_actions("1", "1", [first]), "details.creationDate")
    cleared = {"sequence": "7", "changeDate": Not(before), "resourceOwner": actor.organisation}
    actor.answers("ClearFlow", {"": {"details": cleared}}, type="FLOW_TYPE_EXTERNAL_AUTHENTICATION")
    actor.answers("GetFlow", {"flow.details": {}, "flow.triggerActions": None}, type="1")


def _clear_states(trial: Trial) -> None:
    actor, first, _ = _pair(trial)
    actor.refused("ClearFlow", "COMMAND-DgGh3", type="1")
    actor.set_actions("1", "1", [first])
    actor.refused("ClearFlow", "COMMAND-DgGh3", type="3")
    actor.set_actions("1", "1", [])
    actor.done("ClearFlow", type="1")
    actor.refused("ClearFlow", "COMMAND-DgGh3", type="1")
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", flowType="1", triggerType="1", actionIds=[])
    actor.set_actions("1", "1", [first])
    actor.done("ClearFlow", type="1")
    for unknown in ("0", "5", "01", "FLOW_TYPE_CUSTOMISE_TOKEN"):
        actor.refused("ClearFlow", "COMMAND-Dfw2h", type=unknown)


def _delete_bound(trial: Trial) -> None:
    actor, first, second = _pair(trial)
    actor.set_actions("1", "1", [first, second])
    actor.set_actions("1", "2", [first])
    actor.set_actions("3", "3", [second])
    actor.answers("DeleteAction", {"": {}}, id=first)
    actor.bound("1", "1", [second])
    actor.bound("1", "2", [])
    actor.bound("3", "3", [second])
    actor.answers("GetMyOrg", {"org.details.sequence": "10"})
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", flowType="1", triggerType="1", actionIds=[first, second])
    set_again = {"flowType": "1", "triggerType": "1", "actionIds": [second]}
    actor.answers("SetTriggerActions", {"details.sequence": "11"}, **set_again)
    actor.answers("SetTriggerActions", {"details.sequence": "12"}, flowType="1", triggerType="2", actionIds=[])
    actor.answers("ClearFlow", {"details.sequence": "13"}, type="1")


def _read_action(trial: Trial) -> None:
    actor = trial.organisation()
    action = actor.new_action(timeout="1.500s", allowedToFail=True)
    actor.set_actions("2", "5", [action])
    whole = pick(actor.done("GetAction", id=action), "action")
    actor.answers("GetFlow", {"flow.triggerActions.0.actions": [whole]}, type="2")
    actor.done("UpdateAction", id=action, name=whole["name"], script="changed")
    actor.answers("GetFlow", {"flow.triggerActions.0.actions.0.script": "changed"}, type="2")


def _unknown_type(trial: Trial) -> None:
    wanted = {"id": "0", "name": {"key": "Action.Flow.Type.Unspecified", "localizedMessage": Not("")}}
    for unknown in ("0", "9", "01", "FLOW_TYPE_CUSTOMISE_TOKEN", "flow_type_external_authentication"):
        flow = {"flow.type": wanted, "flow.state": "FLOW_STATE_ACTIVE", "flow.details": {}}
        trial.admin.answers("GetFlow", flow, type=unknown)


def _foreign(trial: Trial) -> None:
    actor, first, _ = _pair(trial)
    actor.set_actions("1", "1", [first])
    stranger = trial.organisation().member("ORG_OWNER")
    home = stranger.organisation
    stranger.answers("GetFlow", {"flow.details": {}, "flow.triggerActions": None}, type="1")
    abroad = stranger.within(actor.organisation)
    for operation, message in (
        ("GetFlow", {"type": "1"}),
        ("ClearFlow", {"type": "1"}),
        ("SetTriggerActions", {"flowType": "1", "triggerType": "1", "actionIds": []}),
    ):
        abroad.refused(operation, "AUTHZ-cdgFk", **message)
    stranger.within(home).refused(
        "SetTriggerActions", "COMMAND-dg422", flowType="1", triggerType="1", actionIds=[first]
    )
    actor.bound("1", "1", [first])


CHECKS = (
    Check("flows", "SetTriggerActions", "what is set is what is read, in order", _set_is_read, "/description"),
    Check("flows", "SetTriggerActions", "setting twice is no change", _twice, "/description"),
    Check("flows", "SetTriggerActions", "an empty list takes all away", _empty_list, "/requestBody"),
    Check("flows", "SetTriggerActions", "ids that cannot be set", _unusable_ids, "/description"),
    Check("flows", "SetTriggerActions", "inactive actions may be set", _inactive, "/description"),
    Check("flows", "SetTriggerActions", "order of judgement", _judgement, "/description"),
    Check("flows", "SetTriggerActions", "sequences have no gap", _sequences, "/responses/200"),
    Check("flows", "SetTriggerActions", "details and dates", _set_details, "/responses/200"),
    Check("flows", "SetTriggerActions", "a foreign organisation sees and sets nothing", _foreign, "/description"),
    Check("flows", "GetFlow", "each flow and organisation has its own", _own_flow, "/description"),
    Check("flows", "GetFlow", "actions are shown as they are", _read_action, "/responses/200"),
    Check("flows", "GetFlow", "an unknown type is type 0", _unknown_type, "/description", writes=False),
    Check("flows", "ClearFlow", "details and dates", _clear_details, "/responses/200"),
    Check("flows", "ClearFlow", "what counts as set", _clear_states, "/description"),
    Check("flows", "DeleteAction", "a bound action is taken away", _delete_bound, "/description"),
)
