"""Actions: their life, names, limits, sequences and dates."""

from __future__ import annotations

from typing import Any

from ..check import Check
from ..ground import unique
from ..pick import ID, TIME, Not, pick
from ..trial import Actor, Trial

UPDATE, DETAILS = "/components/schemas/UpdateActionRequest", "/responses/200"


def _create_read(trial: Trial) -> None:
    actor = trial.organisation()
    fields = {"name": "addGrant", "script": "function f() {} // ü 🙂", "timeout": "1.500s", "allowedToFail": True}
    body = actor.done("CreateAction", **fields)
    date = pick(body, "details.creationDate")
    created = {"sequence": "1", "creationDate": TIME, "resourceOwner": actor.organisation}
    trial.equal("body", {"details": created, "id": ID}, body)
    details = {"sequence": "1", "changeDate": date, "resourceOwner": actor.organisation}
    action = {"id": body["id"], "details": details, "state": "ACTION_STATE_ACTIVE", **fields}
    for _ in range(2):
        actor.answers("GetAction", {"": {"action": action}}, id=body["id"])
        actor.answers("ListActions", {"result": [action]})


def _zero_values(trial: Trial) -> None:
    actor = trial.organisation()
    action = actor.new_action(allowedToFail=False)
    absent = {"action.allowedToFail": None, "action.timeout": "20s"}
    actor.answers("GetAction", absent, id=action)


def _timeouts(trial: Trial) -> None:
    actor = trial.organisation()
    shown = {
        "0s": "20s",
        "20s": "20s",
        "20.000s": "20s",
        "10s": "10s",
        "1.5s": "1.500s",
        "0.000000001s": "0.000000001s",
    }
    for asked, read in {**shown, "19.999999999s": "19.999999999s", "+5s": "5s", "0.25s": "0.250s"}.items():
        action = actor.new_action(timeout=asked)
        actor.answers("GetAction", {"action.timeout": read}, id=action)


def _ids_grow(trial: Trial) -> None:
    actor = trial.organisation()
    ids = [actor.new_action() for _ in range(4)]
    trial.equal("ids", sorted(set(ids), key=int), ids)
    actor.answers("ListActions", {"details.totalResult": "4", "result.#": 4})


def _update(trial: Trial) -> None:
    actor = trial.organisation()
    body = actor.done("CreateAction", name="a", script="one", timeout="5s", allowedToFail=True)
    action, before = body["id"], pick(body, "details.creationDate")
    changed = actor.done("UpdateAction", id=action, name="b", script="two")
    date = pick(changed, "details.creationDate")
    details = {"sequence": "2", "creationDate": Not(before), "resourceOwner": actor.organisation}
    trial.equal("body", {"details": details}, changed)
    shown = {
        "id": action,
        "details": {"sequence": "2", "changeDate": date, "resourceOwner": actor.organisation},
        "state": "ACTION_STATE_ACTIVE",
        "name": "b",
        "script": "two",
        "timeout": "20s",
    }
    actor.answers("GetAction", {"": {"action": shown}}, id=action)
    actor.new_action("a")


def _update_counts(trial: Trial) -> None:
    actor = trial.organisation()
    fields: dict[str, Any] = {"name": "a", "script": "x", "timeout": "5s"}
    action = actor.new_action(**fields)
    actor.refused("UpdateAction", "ACTION-dg4t2", id=action, **fields)
    sequence = 1
    for change in ({"name": "A"}, {"script": "y"}, {"timeout": "0s"}, {"timeout": "20s"}, {"allowedToFail": True}):
        fields |= change
        sequence += 1
        actor.answers("UpdateAction", {"details.sequence": str(sequence)}, id=action, **fields)
        actor.refused("UpdateAction", "ACTION-dg4t2", id=action, **fields)
    actor.answers("GetAction", {"action.details.sequence": str(sequence), "action.name": "A"}, id=action)


def _states(trial: Trial) -> None:
    actor = trial.organisation()
    action = actor.new_action("a", script="x")
    actor.refused("ReactivateAction", "COMMAND-J53zh", id=action)
    date = _stepped(actor, "DeactivateAction", action, "2")
    state = {"action.state": "ACTION_STATE_INACTIVE", "action.details.changeDate": date}
    actor.answers("GetAction", {**state, "action.details.sequence": "2"}, id=action)
    actor.refused("DeactivateAction", "COMMAND-Dgj92", id=action)


def _reactivated(trial: Trial) -> None:
    actor = trial.organisation()
    action = actor.new_action("a", script="x")
    _stepped(actor, "DeactivateAction", action, "2")
    date = _stepped(actor, "ReactivateAction", action, "3")
    state = {"action.state": "ACTION_STATE_ACTIVE", "action.details.changeDate": date}
    actor.answers("GetAction", {**state, "action.details.sequence": "3"}, id=action)
    actor.refused("ReactivateAction", "COMMAND-J53zh", id=action)
    _stepped(actor, "DeactivateAction", action, "4")


def _state_stays(trial: Trial) -> None:
    actor = trial.organisation()
    action = actor.new_action("a", script="x")
    _stepped(actor, "DeactivateAction", action, "2")
    date = pick(actor.done("UpdateAction", id=action, name="a", script="y"), "details.creationDate")
    state = {"action.state": "ACTION_STATE_INACTIVE", "action.details.changeDate": date}
    actor.answers("GetAction", {**state, "action.script": "y"}, id=action)


def _stepped(actor: Actor, operation: str, action: str, sequence: str) -> Any:
    details = {"sequence": sequence, "creationDate": TIME, "resourceOwner": actor.organisation}
    return pick(actor.answers(operation, {"": {"details": details}}, id=action), "details.creationDate")


def _delete(trial: Trial) -> None:
    actor = trial.organisation()
    action, other = actor.new_action("a"), actor.new_action("b")
    actor.answers("DeleteAction", {"": {}}, id=action)
    actor.refused("GetAction", "QUERY-GEfnb", id=action)
    actor.answers("ListActions", {"result.*.id": [other], "details.totalResult": "1"})
    for operation, error_id in (("DeleteAction", "COMMAND-Dgh4h"), ("DeactivateAction", "COMMAND-NRmhu"),
                                ("ReactivateAction", "COMMAND-Aa22g")):  # fmt: skip
        actor.refused(operation, error_id, id=action)
    actor.refused("UpdateAction", "COMMAND-Sfg2t", id=action, name="a", script="x")
    actor.new_action("A")
    actor.answers("GetMyOrg", {"org.details.sequence": "5"})


def _names(trial: Trial) -> None:
    actor = trial.organisation()
    taken = actor.new_action("Grüße")
    for name in ("Grüße", "grüße", "GRÜßE"):
        actor.refused("CreateAction", "V3-DKcYh", name=name, script="x")
    for name in ("Grüße ", "Gruße", "Grüße2"):
        actor.new_action(name)
    other = actor.new_action("other")
    actor.refused("UpdateAction", "V3-DKcYh", id=other, name="gRÜSSE".replace("SS", "ß"), script="x")
    actor.done("UpdateAction", id=taken, name="grüße", script="x")
    actor.done("UpdateAction", id=taken, name="free", script="x")
    actor.new_action("GRÜßE")
    trial.organisation().new_action("free")


def _foreign(trial: Trial) -> None:
    actor, other = trial.organisation(), trial.organisation()
    action = actor.new_action("a")
    other.refused("GetAction", "QUERY-GEfnb", id=action)
    other.refused("UpdateAction", "COMMAND-Sfg2t", id=action, name="b", script="x")
    other.refused("DeactivateAction", "COMMAND-NRmhu", id=action)
    other.refused("ReactivateAction", "COMMAND-Aa22g", id=action)
    other.refused("DeleteAction", "COMMAND-Dgh4h", id=action)
    other.answers("ListActions", {"result": None, "details.totalResult": None})
    actor.answers("GetAction", {"action.name": "a", "action.details.sequence": "1"}, id=action)


def _at_the_limits(trial: Trial) -> None:
    actor = trial.organisation()
    name, script = "ü" * 200, "ü" * 20_000
    action = actor.new_action(name, script=script, timeout="20s")
    actor.answers("GetAction", {"action.name": name, "action.script": script}, id=action)
    actor.new_action("n", script="y")


def _nul(trial: Trial) -> None:
    actor = trial.organisation()
    text = "unknown database error: ERROR: unsupported Unicode escape sequence (SQLSTATE 22P05)"
    actor.says("CreateAction", 2, text, name="a\0b", script="x")
    actor.says("CreateAction", 2, text, name="ab", script="x\0")
    actor.answers("ListActions", {"result": None})


def _dates(trial: Trial) -> None:
    actor = trial.organisation()
    body = actor.done("CreateAction", name="a", script="x")
    first, date = str(body["id"]), pick(body, "details.creationDate")
    actor.new_action(unique("later"))
    actor.answers("GetAction", {"action.details.changeDate": date}, id=first)
    actor.set_actions("1", "1", [first])
    actor.answers("GetAction", {"action.details.changeDate": date, "action.details.sequence": "1"}, id=first)


CHECKS = (
    Check("actions", "CreateAction", "what is created is what is read", _create_read, DETAILS),
    Check("actions", "CreateAction", "zero values are left out", _zero_values, "/info/description"),
    Check("actions", "CreateAction", "timeouts", _timeouts, "/components/schemas/CreateActionRequest"),
    Check("actions", "CreateAction", "ids grow", _ids_grow, DETAILS),
    Check("actions", "CreateAction", "names are unique whatever their case", _names, "/responses/409"),
    Check(
        "actions", "CreateAction", "limits may be reached", _at_the_limits, "/components/schemas/CreateActionRequest"
    ),
    Check("actions", "CreateAction", "a NUL character is refused", _nul, "/responses/500"),
    Check("actions", "GetAction", "a foreign organisation sees nothing", _foreign, "/responses/404"),
    Check("actions", "GetAction", "dates stay", _dates, DETAILS),
    Check("actions", "UpdateAction", "what is updated is what is read", _update, UPDATE),
    Check("actions", "UpdateAction", "what counts as a change", _update_counts, "/description"),
    Check("actions", "UpdateAction", "the state stays", _state_stays, "/description"),
    Check("actions", "DeactivateAction", "states", _states, DETAILS),
    Check("actions", "ReactivateAction", "states", _reactivated, DETAILS),
    Check("actions", "DeleteAction", "what is deleted is gone", _delete, "/description"),
)
