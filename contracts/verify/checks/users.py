"""Machine users, their tokens, keys and secrets, and what the caller sees of itself."""

from __future__ import annotations

import base64
import datetime as dt
import json
import time

from ..check import Check, Over
from ..ground import unique
from ..pick import ANYTHING, ID, TIME, Like, pick
from ..trial import Trial

TOKEN_LIFE_S = 1.5
POLL_S = 0.1
LATEST_S = 8.0
_NEVER = "9999-12-31T23:59:59Z"


def _add(trial: Trial) -> None:
    actor = trial.organisation()
    name = unique("robot")
    body = actor.done("AddMachineUser", userName=name, name="Robot", description="d")
    user = str(body["userId"])
    details = {"sequence": "1", "changeDate": TIME, "resourceOwner": actor.organisation}
    trial.equal("body", {"userId": ID, "details": details}, body)
    issued = actor.done("AddPersonalAccessToken", userId=user)
    given = {"sequence": "2", "creationDate": TIME, "resourceOwner": actor.organisation}
    trial.equal("details", given, pick(issued, "details"))
    trial.equal("tokenId", ID, pick(issued, "tokenId"))
    trial.equal("length of the token", 71, len(str(issued["token"])))
    shown = {
        "user.id": user,
        "user.state": "USER_STATE_ACTIVE",
        "user.userName": name,
        "user.loginNames": [Like(f"{name}.*")],
        "user.preferredLoginName": Like(f"{name}.*"),
        "user.machine.name": "Robot",
        "user.details.resourceOwner": actor.organisation,
        "user.details.creationDate": pick(body, "details.changeDate"),
        "user.details.changeDate": pick(body, "details.changeDate"),
        "user.details.sequence": "1",
    }
    actor.bearing(str(issued["token"])).within(None).answers("GetMyUser", shown)


def _names(trial: Trial) -> None:
    actor = trial.organisation()
    name = unique("Robot")
    actor.new_user(userName=name)
    for other in (actor, trial.organisation()):
        for taken in (name, name.upper(), name.lower()):
            other.refused("AddMachineUser", "V3-DKcYh", userName=taken, name="x")


def _chosen_id(trial: Trial) -> None:
    actor = trial.organisation()
    wanted = unique("user")
    actor.answers("AddMachineUser", {"userId": wanted}, userId=wanted, userName=unique("robot"), name="x")
    actor.refused("AddMachineUser", "COMMAND-k2una", userId=wanted, userName=unique("robot"), name="x")
    actor.bearing(actor.new_token(wanted)).answers("GetMyUser", {"user.id": wanted})


def _foreign(trial: Trial) -> None:
    actor, other = trial.organisation(), trial.organisation()
    user = actor.new_user()
    other.refused("AddPersonalAccessToken", "COMMAND-Dggw2", userId=user)
    other.refused("AddMachineKey", "COMMAND-bnipwm1", userId=user, type="KEY_TYPE_JSON")
    other.refused("GenerateMachineSecret", "MANAG-fpo4B", userId=user)


def _expiry(trial: Trial) -> None:
    actor = trial.organisation()
    user = actor.new_user()
    now = dt.datetime.fromisoformat(pick(actor.done("GetMyOrg"), "org.details.changeDate").replace("Z", "+00:00"))
    end = now + dt.timedelta(seconds=TOKEN_LIFE_S)
    issued = actor.done("AddPersonalAccessToken", userId=user, expirationDate=end.isoformat().replace("+00:00", "Z"))
    bearer = actor.bearing(str(issued["token"]))
    bearer.answers("GetMyUser", {"user.id": user})
    deadline = time.monotonic() + LATEST_S
    while bearer.call("GetMyUser").code == 0 and time.monotonic() < deadline:
        time.sleep(POLL_S)
    bearer.refused("GetMyUser", "AUTH-7fs1e")


def _dates(trial: Trial) -> None:
    actor = trial.organisation()
    user = actor.new_user()
    for text in ("2099-01-01T00:00:00,5Z", "2099-01-01T00:00:00+24:00", "0001-01-01T00:00:00Z"):
        actor.done("AddPersonalAccessToken", userId=user, expirationDate=text)


def _many_tokens(trial: Trial) -> None:
    actor = trial.organisation()
    user = actor.new_user()
    tokens = [actor.new_token(user) for _ in range(2)]
    trial.equal("tokens differ", True, tokens[0] != tokens[1])
    for token in tokens:
        actor.bearing(token).answers("GetMyUser", {"user.id": user, "user.details.sequence": "1"})


def _keys(trial: Trial) -> None:
    actor = trial.organisation()
    user = actor.new_user()
    body = actor.done("AddMachineKey", userId=user, type="KEY_TYPE_JSON", expirationDate="2099-01-01T00:00:00Z")
    file = json.loads(base64.b64decode(str(body["keyDetails"])))
    shown = {"type": "serviceaccount", "keyId": body["keyId"], "userId": user, "expirationDate": "2099-01-01T00:00:00Z"}
    trial.equal("key file", shown, {name: member for name, member in file.items() if name != "key"})
    trial.equal("a private key", True, str(file.get("key", "")).startswith("-----BEGIN RSA PRIVATE KEY-----"))
    never = actor.done("AddMachineKey", userId=user, type="KEY_TYPE_JSON")
    file = json.loads(base64.b64decode(str(never["keyDetails"])))
    trial.equal("expirationDate", _NEVER, file.get("expirationDate"))
    trial.equal("details.sequence", "3", pick(never, "details.sequence"))


def _secret(trial: Trial) -> None:
    actor = trial.organisation()
    name = unique("robot")
    user = actor.new_user(userName=name)
    shown = {"clientId": name, "clientSecret": ANYTHING, "details.sequence": "2", "details.creationDate": TIME}
    first = actor.answers("GenerateMachineSecret", shown, userId=user)["clientSecret"]
    second = actor.answers("GenerateMachineSecret", {"details.sequence": "3"}, userId=user)["clientSecret"]
    trial.equal("secrets differ", True, first != second)
    issued = actor.done("AddPersonalAccessToken", userId=user)
    trial.equal("details.sequence", "4", pick(issued, "details.sequence"))
    actor.bearing(str(issued["token"])).answers("GetMyUser", {"user.details.sequence": "3"})


def _me(trial: Trial) -> None:
    body = trial.admin.done("GetMyUser")
    trial.equal("user.state", "USER_STATE_ACTIVE", pick(body, "user.state"))
    rows = pick(trial.admin.done("ListMyZitadelPermissions"), "result") or []
    some = {"iam.read", "iam.write", "org.create", "group.create", "group.user.read"}
    trial.equal("permissions of an IAM_OWNER", True, some <= set(rows))


_PATS = "/responses/200"
CHECKS = (
    Check("users", "AddMachineUser", "what is added is what it sees of itself", _add, "/responses/200"),
    Check("users", "AddMachineUser", "user names are unique in the instance", _names, "/responses/409"),
    Check("users", "AddMachineUser", "an id of the caller's choice", _chosen_id, "/description"),
    Check("users", "AddPersonalAccessToken", "a foreign organisation's users are not there", _foreign, "/description"),
    Check("users", "AddPersonalAccessToken", "a token expires", _expiry, "/description", over=Over.JSON),
    Check("users", "AddPersonalAccessToken", "forms of an expiration", _dates, "/description", over=Over.JSON),
    Check("users", "AddPersonalAccessToken", "several tokens hold at a time", _many_tokens, _PATS),
    Check("users", "AddMachineKey", "the key file", _keys, "/responses/200"),
    Check("users", "GenerateMachineSecret", "secrets", _secret, "/responses/200"),
    Check("users", "GetMyUser", "the administrator", _me, "/responses/200", writes=False),
)
