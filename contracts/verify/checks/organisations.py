"""Organisations: domains, sequences, dates, states and removal."""

from __future__ import annotations

from ..check import Check
from ..ground import unique
from ..pick import ID, TIME, pick
from ..trial import Actor, Trial


def _add(trial: Trial) -> None:
    name = unique("Add Ünd.Co")
    body = trial.admin.done("AddOrg", name=f" {name} ")
    organisation, date = str(body["id"]), pick(body, "details.creationDate")
    trial.ground.organisations.append(organisation)
    made = {"sequence": "5", "creationDate": TIME, "resourceOwner": organisation}
    trial.equal("body", {"id": ID, "details": made}, body)
    domain = name.replace(" ", "-").replace(".", "").lower()
    suffix = _suffix(trial)
    details = {"sequence": "5", "creationDate": date, "changeDate": date, "resourceOwner": organisation}
    shown = {
        "id": organisation,
        "details": details,
        "state": "ORG_STATE_ACTIVE",
        "name": name,
        "primaryDomain": f"{domain}.{suffix}",
    }
    actor = trial.admin.within(organisation)
    own = {**shown, "details": {**details, "sequence": "4"}}
    actor.answers("GetMyOrg", {"": {"org": shown}})
    actor.answers("GetOrgByID", {"": {"org": shown}}, id=organisation)
    actor.answers("GetOrgByDomainGlobal", {"": {"org": own}}, domain=f"{domain}.{suffix}")


def _suffix(trial: Trial) -> str:
    actor = trial.organisation()
    org = pick(actor.done("GetMyOrg"), "org")
    return str(org["primaryDomain"]).partition(".")[2]


def _names(trial: Trial) -> None:
    name = unique("Taken")
    trial.ground.organisations.append(str(trial.admin.done("AddOrg", name=name)["id"]))
    other = trial.organisation()
    for taken in (name, name.upper(), f" {name.lower()} "):
        for operation in ("AddOrg", "AddOrganization"):
            trial.admin.refused(operation, "V3-DKcYh", name=taken)
        other.refused("UpdateOrg", "V3-DKcYh", name=taken)


def _rename(trial: Trial) -> None:
    actor = trial.organisation()
    before = pick(actor.done("GetMyOrg"), "org")
    name = unique("renamed")
    changed = {"sequence": "10", "creationDate": TIME, "resourceOwner": actor.organisation}
    actor.answers("UpdateOrg", {"": {"details": changed}}, name=name)
    domain = f"{name}.{before['primaryDomain'].partition('.')[2]}"
    shown = {"org.name": name, "org.primaryDomain": domain, "org.details.sequence": "10"}
    actor.answers("GetMyOrg", {**shown, "org.details.creationDate": before["details"]["creationDate"]})
    actor.refused("GetOrgByDomainGlobal", "QUERY-iTTGJ", domain=before["primaryDomain"])
    own = {"org.id": actor.organisation, "org.details.sequence": "9"}
    actor.answers("GetOrgByDomainGlobal", own, domain=domain)
    trial.ground.organisations.append(str(trial.admin.done("AddOrg", name=before["name"])["id"]))
    actor.set_actions("1", "1", [actor.new_action()])
    actor.answers("GetMyOrg", {"org.details.sequence": "11"})


def _rename_within_the_domain(trial: Trial) -> None:
    actor = trial.organisation()
    org = pick(actor.done("GetMyOrg"), "org")
    actor.answers("UpdateOrg", {"details.sequence": "6"}, name=org["name"].upper())
    shown = {"org.name": org["name"].upper(), "org.primaryDomain": org["primaryDomain"], "org.details.sequence": "6"}
    actor.answers("GetMyOrg", shown)
    actor.answers("GetOrgByDomainGlobal", shown, domain=org["primaryDomain"])


def _states(trial: Trial) -> None:
    actor = trial.organisation()
    domain = pick(actor.done("GetMyOrg"), "org.primaryDomain")
    actor.refused("ReactivateOrg", "EVENT-bfnrh")
    actor.answers("DeactivateOrg", {"": {"details": _at(actor, "6")}})
    actor.answers("GetMyOrg", {"org.state": "ORG_STATE_INACTIVE", "org.details.sequence": "6"})
    actor.refused("GetOrgByDomainGlobal", "QUERY-iTTGJ", domain=domain)
    actor.refused("DeactivateOrg", "EVENT-Dbs2g")
    actor.new_action("still possible")
    actor.answers("ReactivateOrg", {"": {"details": _at(actor, "7")}})
    actor.answers("GetMyOrg", {"org.state": "ORG_STATE_ACTIVE", "org.details.sequence": "7"})


def _at(actor: Actor, sequence: str) -> dict[str, object]:
    return {"sequence": sequence, "changeDate": TIME, "resourceOwner": actor.organisation}


def _remove(trial: Trial, operation: str) -> None:
    actor = trial.organisation()
    before = pick(actor.done("GetMyOrg"), "org")
    action = actor.new_action()
    actor.set_actions("1", "1", [action])
    user = actor.new_user()
    member = actor.member("ORG_OWNER")
    member.answers("GetMyOrg", {"org.id": actor.organisation})
    if operation == "RemoveOrg":
        actor.answers(operation, {"details.changeDate": TIME})
    else:
        trial.admin.answers(operation, {"details.changeDate": TIME}, orgId=actor.organisation)
    kept = {
        "org.id": actor.organisation,
        "org.name": before["name"],
        "org.primaryDomain": before["primaryDomain"],
        "org.state": None,
        # A flow event, a member, the removal.
        "org.details.sequence": "8",
    }
    actor.answers("GetMyOrg", kept)
    trial.admin.answers("GetOrgByID", kept, id=actor.organisation)
    actor.refused("GetAction", "QUERY-GEfnb", id=action)
    actor.answers("ListActions", {"result": None})
    actor.answers("GetFlow", {"flow.details": {}, "flow.triggerActions": None}, type="1")
    query = {"idQuery": {"id": actor.organisation}}
    trial.admin.answers("ListOrganizations", {"result": None}, queries=[query])
    trial.admin.refused("AdminRemoveOrg", "COMMA-aps2n", orgId=actor.organisation)
    member.refused("GetMyUser", "AUTH-7fs1e")
    _written_after_removal(actor, action, user)
    trial.ground.organisations.append(str(trial.admin.done("AddOrg", name=before["name"])["id"]))


def _written_after_removal(actor: Actor, action: str, user: str) -> None:
    actor.refused("SetTriggerActions", "COMMAND-Nfh52", flowType="1", triggerType="1", actionIds=[action])
    actor.answers("UpdateAction", {"details.sequence": "2"}, id=action, name=unique("renamed"), script="x")
    new = actor.new_action()
    actor.answers("ListActions", {"result.*.id": [new]})
    actor.set_actions("1", "1", [action, new])
    actor.bound("1", "1", [new])
    actor.answers("GetMyOrg", {"org.details.sequence": "9"})
    actor.answers("AddPersonalAccessToken", {"details.sequence": "2"}, userId=user)
    actor.refused("GenerateMachineSecret", "QUERY-Dfbg2", userId=user)


def _remove_own(trial: Trial) -> None:
    _remove(trial, "RemoveOrg")


def _remove_any(trial: Trial) -> None:
    _remove(trial, "AdminRemoveOrg")


def _default(trial: Trial) -> None:
    body = trial.admin.done("GetDefaultOrg")
    default = pick(body, "org.id")
    trial.equal("org.id", ID, default)
    trial.admin.answers("GetOrgByID", {"org.id": default, "org.name": pick(body, "org.name")}, id=default)


def _v2(trial: Trial) -> None:
    name, wanted = unique("v2"), unique("chosen-id")
    owner = trial.organisation()
    user = owner.new_user()
    body = trial.admin.done("AddOrganization", name=name, orgId=wanted, admins=[{"userId": user}])
    trial.ground.organisations.append(wanted)
    details = {"sequence": "5", "changeDate": TIME, "resourceOwner": wanted}
    trial.equal("details", details, pick(body, "details"))
    trial.equal("organizationId", wanted, pick(body, "organizationId"))
    trial.admin.within(wanted).answers("GetMyOrg", {"org.name": name, "org.details.sequence": "5"})
    owner.bearing(owner.new_token(user)).within(wanted).new_action("as its owner")
    bare = trial.admin.done("AddOrganization", name=unique("v2"))
    trial.ground.organisations.append(str(bare["organizationId"]))
    trial.equal("details.sequence", "4", pick(bare, "details.sequence"))
    trial.equal("organizationId", ID, pick(bare, "organizationId"))


def _list(trial: Trial) -> None:
    actor = trial.organisation()
    org = pick(actor.done("GetMyOrg"), "org")
    actor.new_user()
    actor.set_actions("1", "1", [actor.new_action()])
    shown = {
        "id": org["id"],
        "details": {**org["details"], "sequence": "4"},
        "state": "ORGANIZATION_STATE_ACTIVE",
        "name": org["name"],
        "primaryDomain": org["primaryDomain"],
    }
    for query in (
        {"idQuery": {"id": org["id"]}},
        {"nameQuery": {"name": org["name"].upper(), "method": "TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE"}},
        {"domainQuery": {"domain": org["primaryDomain"]}},
    ):
        actor.answers("ListOrganizations", {"result": [shown], "details.totalResult": "1"}, queries=[query])
    inactive = {"stateQuery": {"state": "ORGANIZATION_STATE_INACTIVE"}}
    actor.answers("ListOrganizations", {"result": None}, queries=[{"idQuery": {"id": org["id"]}}, inactive])
    default = pick(actor.done("GetDefaultOrg"), "org.id")
    actor.answers("ListOrganizations", {"result.*.id": [default]}, queries=[{"defaultQuery": {}}])
    stranger = trial.shared("stranger", lambda: trial.organisation().member())
    stranger.answers("ListOrganizations", {"result": None}, queries=[{"idQuery": {"id": org["id"]}}])


def _domains(trial: Trial) -> None:
    suffix = _suffix(trial)
    word = unique("d")
    long = f"{word}{'x' * (len(word) % 2)}{'é' * 40}"
    for name, label in (
        (f"{word} a_b.c", f"{word}-abc"),
        (f"-{word}-é-", f"{word}-é"),
        (f"{word}!", word),
        (f"{word}İ", f"{word}i"),
        # Of an even number of bytes before them half of the last é is left, which reads as U+FFFD.
        (long, long.encode()[:63].decode(errors="replace")),
    ):
        actor = trial.admin.within(str(trial.admin.done("AddOrg", name=name)["id"]))
        trial.ground.organisations.append(actor.organisation)
        actor.answers("GetMyOrg", {"org.primaryDomain": f"{label}.{suffix}"})


CHECKS = (
    Check("organisations", "AddOrg", "what is added is what is read", _add, "/responses/200"),
    Check("organisations", "AddOrg", "names are unique whatever their case", _names, "/responses/409"),
    Check("organisations", "AddOrg", "domains are made from names", _domains, "/description"),
    Check("organisations", "UpdateOrg", "a rename changes the domain and counts five", _rename, "/description"),
    Check("organisations", "UpdateOrg", "one that keeps it counts one", _rename_within_the_domain, "/description"),
    Check("organisations", "DeactivateOrg", "states", _states, "/description"),
    Check("organisations", "ReactivateOrg", "states", _states, "/description"),
    Check(
        "organisations",
        "RemoveOrg",
        "what is removed can be read and written, its users are gone",
        _remove_own,
        "/description",
    ),
    Check(
        "organisations",
        "AdminRemoveOrg",
        "what is removed can be read and written, its users are gone",
        _remove_any,
        "/description",
    ),
    Check(
        "organisations",
        "GetDefaultOrg",
        "the default organisation is one",
        _default,
        "/responses/200",
        facts=("GetDefaultOrg done", "GetOrgByID done"),
    ),
    Check("organisations", "AddOrganization", "an id of the caller's choice, and owners", _v2, "/responses/201"),
    Check("organisations", "ListOrganizations", "queries, and who sees what", _list, "/description"),
)
