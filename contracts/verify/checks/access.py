"""Who may do what: roles, permissions, organisations and the order of judgement."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Container, Iterator

from ..check import Check
from ..evidence import read_evidence
from ..ground import unique
from ..pick import ID, TIME, Among, Not, pick
from ..spec import AUTHENTICATED, Operation, Spec
from ..trial import Actor, Trial
from .errors import bare

_OWNER = (
    "org.read org.write org.delete org.member.write org.action.read org.action.write org.action.delete org.flow.read "
    "org.flow.write org.flow.delete org.global.read user.read user.write user.credential.write"
)
_VIEWER = "org.read org.action.read org.flow.read user.read"
ROLES = {
    "IAM_OWNER": f"{_OWNER} org.create iam.read iam.write iam.member.write",
    "IAM_ORG_MANAGER": f"{_OWNER} org.create",
    "IAM_OWNER_VIEWER": f"{_VIEWER} iam.read",
    "IAM_USER_MANAGER": "org.read org.global.read user.read user.write",
    "ORG_OWNER": _OWNER,
    "ORG_OWNER_VIEWER": _VIEWER,
    "ORG_USER_MANAGER": "org.read user.read user.write",
    "ORG_SETTINGS_MANAGER": "org.read org.write",
    "SELF_MANAGEMENT_GLOBAL": "org.create",
}
"""Role to permissions: the real server's defaults, of the permissions that `KNOWN` has."""
KNOWN = frozenset(permission for permissions in ROLES.values() for permission in permissions.split())
"""The permissions whose roles are known to the last one; of others only what a recording shows is checked."""
_LAST = "RemoveOrg"
_ROLES = "facts.md#roles"


def access_checks(spec: Spec) -> Iterator[Check]:
    """A check for each role, and those of what lies around."""
    asked = KNOWN & {operation.permission for operation in spec.operations.values() if operation.permission}
    evidence = read_evidence()
    for role, permissions in ROLES.items():
        run = functools.partial(_role, role=role, permissions=frozenset(permissions.split()))
        yield Check("access", "ListMyZitadelPermissions", f"permissions of {role}", functools.partial(
            _permissions, role=role, permissions=frozenset(permissions.split()) & asked), "/description",
            facts=(f"ListMyZitadelPermissions {role} may",), otherwise=_ROLES)  # fmt: skip
        for operation in spec.operations.values():
            if operation.permission in asked and operation.id != _LAST:
                yield _of_role(operation, role, permissions, run)
            elif operation.permission not in (*KNOWN, None, AUTHENTICATED):
                yield from _as_recorded(operation, role, evidence)
        yield _of_role(spec.operations[_LAST], role, permissions, run)
    yield Check("access", "GetMyOrg", "without organisation it is the caller's own", _own, "/parameters")
    yield Check("access", "GetMyOrg", "members of one organisation reach no other", _other, "/responses/404")
    yield Check("members", "AddOrgMember", "a member may what its roles allow", _added, "/responses/200")
    yield Check("members", "AddIAMMember", "a member reaches all", _added_to_the_instance, "/responses/200")
    yield Check("access", "CreateAction", "order of judgement", _order, "/info/description")
    yield Check("access", "GetMyUser", "forms of the Authorization header", _headers, "/responses/401")


def _of_role(operation: Operation, role: str, permissions: str, run: Callable[..., None]) -> Check:
    may = "may" if operation.permission in permissions.split() else "may not"
    return Check(
        "access",
        operation.id,
        f"what {role} may do",
        functools.partial(run, operation=operation.id),
        "/x-permission",
        facts=(f"{operation.id} {role} {may}",),
        otherwise=_ROLES,
    )


def _as_recorded(operation: Operation, role: str, evidence: Container[str]) -> Iterator[Check]:
    """That a role may not call an operation, where a recording shows it; what it may, replaying shows."""
    fact = f"{operation.id} {role} may not"
    if fact in evidence:
        run = functools.partial(_role, role=role, permissions=frozenset(), operation=operation.id)
        yield Check("access", operation.id, f"what {role} may do", run, "/x-permission", facts=(fact,))


def _with_role(trial: Trial, role: str) -> Actor:
    def make() -> Actor:
        home = trial.organisation()
        if not role.startswith("IAM_"):
            return home.member(role)
        user = home.new_user()
        home.done("AddIAMMember", userId=user, roles=[role])
        return home.bearing(home.new_token(user))

    return trial.shared(f"role {role}", make)


def _role(trial: Trial, role: str, permissions: frozenset[str], operation: str) -> None:
    found = trial.spec.operations[operation]
    actor = _with_role(trial, role)
    if operation == _LAST and found.permission in permissions:
        trial.ground.callers.pop((trial.transport.name, f"role {role}"), None)
    if found.permission not in permissions:
        actor.refused(operation, "AUTH-5mWD2", **bare(found))
        return
    begun = time.monotonic()
    for attempt in trial.ground.patience.attempts():
        reply = actor.call(operation, **bare(found))
        if not reply.error_id.startswith("AUTH"):
            if attempt:
                trial.came_late(operation, time.monotonic() - begun)
            return
    trial.differ("error", "none of access", reply.error_id, operation)


def _permissions(trial: Trial, role: str, permissions: frozenset[str]) -> None:
    actor = _with_role(trial, role)
    asked = KNOWN & {operation.permission for operation in trial.spec.operations.values() if operation.permission}
    actor.answers("ListMyZitadelPermissions", {"result": Among(permissions, asked)})


def _own(trial: Trial) -> None:
    member = trial.organisation().member("ORG_OWNER")
    for asked in (None, "", member.organisation):
        member.within(asked).answers("GetMyOrg", {"org.id": member.organisation})
    other = trial.organisation()
    trial.admin.within(other.organisation).answers("GetMyOrg", {"org.id": other.organisation})
    trial.admin.within(None).answers("GetMyOrg", {"org.id": Not(other.organisation)})


def _other(trial: Trial) -> None:
    member = trial.organisation().member("ORG_OWNER")
    other = trial.organisation()
    member.within(other.organisation).refused("GetMyOrg", "AUTHZ-cdgFk")
    user = member.within(None).done("GetMyUser")
    other.done("AddOrgMember", userId=pick(user, "user.id"), roles=["ORG_OWNER_VIEWER"])
    member.within(other.organisation).answers("GetMyOrg", {"org.id": other.organisation})
    member.within(other.organisation).refused("CreateAction", "AUTH-5mWD2", name="a", script="x")
    other.answers("GetMyOrg", {"org.details.sequence": "6"})


def _added(trial: Trial) -> None:
    actor = trial.organisation()
    user = actor.new_user()
    member = actor.bearing(actor.new_token(user))
    member.refused("GetMyOrg", "AUTHZ-cdgFk")
    details = {"sequence": "6", "creationDate": TIME, "resourceOwner": actor.organisation}
    roles = ["ORG_OWNER_VIEWER", "ORG_USER_MANAGER"]
    actor.answers("AddOrgMember", {"": {"details": details}}, userId=user, roles=roles)
    member.answers("GetMyOrg", {"org.details.sequence": "6"})
    member.answers("AddMachineUser", {"details.sequence": "1"}, userName=unique("robot"), name="x")
    member.refused("CreateAction", "AUTH-5mWD2")
    actor.refused("AddOrgMember", "Org-4N8es", userId=actor.new_user(), roles=["IAM_OWNER"])


def _added_to_the_instance(trial: Trial) -> None:
    actor = trial.organisation()
    user = actor.new_user()
    member = actor.bearing(actor.new_token(user))
    member.refused("GetDefaultOrg", "AUTHZ-cdgFk")
    made = {"details.creationDate": TIME, "details.resourceOwner": ID}
    actor.answers("AddIAMMember", made, userId=user, roles=["IAM_OWNER_VIEWER"])
    member.done("GetDefaultOrg")
    member.within(trial.organisation().organisation).done("GetMyOrg")
    member.refused("CreateAction", "AUTH-5mWD2")
    actor.refused("AddIAMMember", "INSTANCE-4m0fS", userId=actor.new_user(), roles=["ORG_OWNER"])


def _order(trial: Trial) -> None:
    actor = trial.organisation()
    viewer = actor.member("ORG_OWNER_VIEWER")
    actor.within("1").authorized("Bearer nothing").refused("CreateAction", "AUTH-7fs1e")
    viewer.within("1").refused("CreateAction", "AUTH-Bs7Ds")
    viewer.within(trial.organisation().organisation).refused("CreateAction", "AUTHZ-cdgFk")
    viewer.refused("CreateAction", "AUTH-5mWD2")
    rule = "value length must be between 1 and 200 runes, inclusive"
    actor.new_action("taken")
    actor.says("CreateAction", 3, f"invalid CreateActionRequest.Name: {rule}", timeout="21s")
    actor.refused("CreateAction", "V3-DKcYh", name="taken", script="x")


def _headers(trial: Trial) -> None:
    token = trial.organisation().member()
    header = token.caller.authorization or ""
    word = header.removeprefix("Bearer ")
    token.answers("GetMyUser", {"user.state": "USER_STATE_ACTIVE"})
    for malformed in (f"bearer {word}", f"BEARER {word}", f"Basic {word}", word, "Bearer", f"Token {word}"):
        token.authorized(malformed).refused("GetMyUser", "AUTH-toLo1")
    for unknown in (f"Bearer {word}x", f"Bearer {word[:-1]}", f"Bearer {word.swapcase()}"):
        token.authorized(unknown).refused("GetMyUser", "AUTH-7fs1e")
    german = token.authorized("Bearer unknown").speaking("de")
    german.refused("GetMyUser", "AUTH-7fs1e")
