"""Requests that reach further than random ones: about what exists, for pairs of the matrix, from several callers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.core.parameters import ParameterLocation

from .callers import ADMIN, CALLERS
from .connect import name_of
from .placeholders import named
from .spec import Matrix

CALLER_HEADER = "x-fuzz-caller"
"""Says who a generated request is from until it is sent."""

IDS = 8
ONE_IN = 10
"""One request in so many keeps what was generated; twice as many come from other callers than the administrator."""

ROLES = ("ORG_OWNER", "ORG_OWNER_VIEWER", "ORG_USER_MANAGER", "ORG_SETTINGS_MANAGER")
INSTANCE_ROLES = ("IAM_OWNER_VIEWER", "IAM_USER_MANAGER", "IAM_ORG_MANAGER")

PATH_KINDS: Mapping[str, tuple[str, str]] = {
    "GetAction": ("id", "action"),
    "UpdateAction": ("id", "action"),
    "DeleteAction": ("id", "action"),
    "DeactivateAction": ("id", "action"),
    "ReactivateAction": ("id", "inactive"),
    "GetOrgByID": ("id", "organisation"),
    "AdminRemoveOrg": ("id", "spare"),
    "AddPersonalAccessToken": ("userId", "user"),
    "AddMachineKey": ("userId", "user"),
    "GenerateMachineSecret": ("userId", "user"),
}
"""The path parameter of an operation, and the kind of thing that it names."""

NEW_NAMES = {
    "CreateAction": "name",
    "UpdateAction": "name",
    "AddOrg": "name",
    "UpdateOrg": "name",
    "AddOrganization": "name",
    "AddMachineUser": "userName",
}
"""The member of an operation's body that must be new in the organisation or instance."""

JSON = "application/json"
WHOLE_BODIES = ("SetTriggerActions", "AddOrgMember", "AddIAMMember")
"""Operations whose whole body is made here, so that it can be put where none, or none in JSON, was generated."""

FLOW_OPERATIONS = ("GetFlow", "ClearFlow", "ListFlowTriggerTypes")


def pairs(matrix: Matrix) -> st.SearchStrategy[tuple[str, str]]:
    """Pairs of flow and trigger type: mostly cells of the matrix, else such that are just outside of it."""
    cells = [(flow, trigger) for flow, triggers in matrix.flows.items() for trigger in triggers]
    outside = [
        (flow, trigger) for flow in matrix.flows for trigger in matrix.triggers if trigger not in matrix.flows[flow]
    ]
    strange_flows = [(flow, trigger) for flow in ("0", "5", "01", "FLOW_TYPE_UNSPECIFIED") for trigger in ("1", "7")]
    strange_triggers = [(flow, trigger) for flow in matrix.flows for trigger in ("0", "7", "01", " 1")]
    just_outside = st.sampled_from([*outside, *strange_flows, *strange_triggers])
    return one_in(5, just_outside, st.sampled_from(cells))


def one_in(number: int, rare: st.SearchStrategy[Any], common: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One value in `number` from the rare strategy. Shrinks towards the common one."""
    return st.integers(0, number - 1).flatmap(lambda drawn: rare if drawn == number - 1 else common)


def action_lists() -> st.SearchStrategy[list[str]]:
    """Lists of live actions, in any order, each at most once; sometimes with one that cannot be set."""
    known = st.lists(st.integers(0, IDS - 1), min_size=1, max_size=4, unique=True).map(
        lambda numbers: [named(f"action{number}") for number in numbers]
    )
    others = st.integers(1, 3).map(lambda length: [named("next")] * length)
    wrong = st.tuples(known, st.sampled_from([named("organisation0"), named("user0"), "0", ""])).map(
        lambda both: [*both[0], both[1]]
    )
    twice = known.map(lambda ids: [*ids, *ids[:1]])
    return one_in(6, wrong | twice | st.just([]), others | known)


def reaching(case: Case[Any], matrix: Matrix) -> st.SearchStrategy[Case[Any]]:
    """The case, mostly changed so that it is about what exists. What was made wrong on purpose stays wrong."""
    edits = st.fixed_dictionaries(
        {
            "caller": one_in(ONE_IN // 2, st.sampled_from(CALLERS[1:]), st.just(ADMIN)),
            "keeps": one_in(ONE_IN, st.just(True), st.just(False)),
            "pair": pairs(matrix),
            "ids": action_lists(),
            "number": st.integers(0, IDS - 1),
            "is_new": one_in(3, st.just(False), st.just(True)),
            "role": st.sampled_from(ROLES),
            "instance_role": st.sampled_from(INSTANCE_ROLES),
        }
    )
    return edits.map(lambda drawn: _edited(case, drawn))


def _edited(case: Case[Any], drawn: Mapping[str, Any]) -> Case[Any]:
    operation = name_of(case.operation.definition.raw)
    if drawn["caller"] != ADMIN:
        case.headers[CALLER_HEADER] = drawn["caller"]
    if drawn["keeps"]:
        return case
    if not _is_wrong_at(case, ParameterLocation.PATH):
        case.path_parameters.update(_path(operation, drawn))
    if not _is_wrong_at(case, ParameterLocation.BODY):
        if operation in WHOLE_BODIES and not isinstance(case.body, dict):
            case.body, case.media_type = {}, JSON
        if isinstance(case.body, dict):
            case.body = _body(operation, case.body, drawn)
    if not _is_wrong_at(case, ParameterLocation.HEADER) and "x-zitadel-orgid" in case.operation.headers:
        case.headers["x-zitadel-orgid"] = named("organisation0")
    return case


def _path(operation: str, drawn: Mapping[str, Any]) -> dict[str, str]:
    if operation == "SetTriggerActions":
        return {"flowType": drawn["pair"][0], "triggerType": drawn["pair"][1]}
    if operation in ("ClearFlow", "GetFlow") and drawn["number"] < IDS // 2:
        return {"type": named(f"set{drawn['number'] + 1}")}
    if operation in FLOW_OPERATIONS:
        return {"type": drawn["pair"][0]}
    if operation in PATH_KINDS:
        parameter, kind = PATH_KINDS[operation]
        number = 0 if kind == "spare" else drawn["number"]
        return {parameter: named(f"{kind}{number}")}
    return {}


def _body(operation: str, body: Mapping[str, Any], drawn: Mapping[str, Any]) -> dict[str, Any]:
    edited = dict(body)
    match operation:
        case "SetTriggerActions":
            edited["actionIds"] = drawn["ids"]
        case "AddOrgMember":
            edited |= {"userId": named(f"newcomer{drawn['number'] % 2}"), "roles": [drawn["role"]]}
        case "AddIAMMember":
            edited |= {"userId": named(f"newcomer{drawn['number'] % 2}"), "roles": [drawn["instance_role"]]}
        case _ if operation in NEW_NAMES and drawn["is_new"]:
            # Names that are taken, and members and ids that are not as they must be, are left to the other requests.
            edited = {name: member for name, member in edited.items() if name not in ("admins", "orgId", "userId")}
            edited[NEW_NAMES[operation]] = named("unique")
    return edited


def _is_wrong_at(case: Case[Any], location: ParameterLocation) -> bool:
    return case.meta is not None and case.meta.is_negative_at(location)
