"""How each error ID of each operation comes about: the request that provokes it, after what must be so before.

`CASES` is held against `x-errors` of openapi.yaml by tests/test_error_ids.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from tests.project_error_cases import PROJECT_CASES
from tests.server import Api, unique

Provoke = Callable[[Api], httpx.Response]
"""Provokes the error in a fresh organisation; returns the answer that carries it."""

ACTIONS = "/management/v1/actions"
FLOWS = "/management/v1/flows"
MY_ORG = "/management/v1/orgs/me"
MEMBERS = f"{MY_ORG}/members"
USERS = "/management/v1/users"
NOBODY = "1"
"""An id that nothing has."""
PAST = "2001-01-01T00:00:00Z"
FIELDS = {"script": "x"}


def get(path: str) -> Provoke:
    """One GET, with nothing done before."""
    return lambda api: api.call("GET", path)


def post(path: str, body: Any = None) -> Provoke:
    """One POST, with nothing done before."""
    return lambda api: api.call("POST", path, json=body)


def put(path: str, body: Any = None) -> Provoke:
    """One PUT, with nothing done before."""
    return lambda api: api.call("PUT", path, json=body)


def delete(path: str) -> Provoke:
    """One DELETE, with nothing done before."""
    return lambda api: api.call("DELETE", path)


def twice(method: str, path: str, body: Callable[[], Any] = lambda: None) -> Provoke:
    """The same request two times, of which the first succeeds."""

    def provoke(api: Api) -> httpx.Response:
        same = body()
        api.done(method, path, same)
        return api.call(method, path, json=same)

    return provoke


def _update_to_same(api: Api) -> httpx.Response:
    return api.call("PUT", f"{ACTIONS}/{api.new_action('a')}", json={"name": "a", "script": "function f() {}"})


def _update_to_taken(api: Api) -> httpx.Response:
    api.new_action("taken")
    return api.call("PUT", f"{ACTIONS}/{api.new_action('free')}", json={"name": "TAKEN", **FIELDS})


def _deactivate_inactive(api: Api) -> httpx.Response:
    return twice("POST", f"{ACTIONS}/{api.new_action()}/_deactivate")(api)


def _reactivate_active(api: Api) -> httpx.Response:
    return api.call("POST", f"{ACTIONS}/{api.new_action()}/_reactivate")


def _own_name(api: Api) -> dict[str, str]:
    return {"name": api.done("GET", MY_ORG)["org"]["name"]}


def _rename_to_taken(api: Api) -> httpx.Response:
    return api.call("PUT", MY_ORG, json=_own_name(api.new_organisation()))


def _remove_default(api: Api) -> httpx.Response:
    return Api(api.http, "").call("DELETE", MY_ORG)


def _admin_remove_default(api: Api) -> httpx.Response:
    default = api.done("GET", "/admin/v1/orgs/default")["org"]["id"]
    return api.call("DELETE", f"/admin/v1/orgs/{default}")


def with_admins(*admins: Mapping[str, Any]) -> Provoke:
    """Add an organisation with members; a `userId` of "new" stands for a user that exists."""

    def provoke(api: Api) -> httpx.Response:
        user = api.new_user()
        filled = [{**admin, "userId": user} if admin.get("userId") == "new" else admin for admin in admins]
        return api.call("POST", "/v2/organizations", json={"name": unique("v2"), "admins": filled})

    return provoke


def for_user(method: str, end: str, body: Any = None) -> Provoke:
    """A request about a machine user of the organisation."""
    return lambda api: api.call(method, f"{USERS}/{api.new_user()}/{end}", json=body)


def _secret_of_foreign_user(api: Api) -> httpx.Response:
    return api.call("PUT", f"{USERS}/{api.new_organisation().new_user()}/secret")


def removed(provoke: Provoke) -> Provoke:
    """The same in an organisation that was removed, which members of the instance still reach."""

    def provoke_there(api: Api) -> httpx.Response:
        gone = api.new_organisation()
        gone.done("DELETE", MY_ORG)
        return provoke(gone)

    return provoke_there


def _member_of_a_removed_organisation(api: Api) -> httpx.Response:
    user = api.new_user()
    return removed(post(MEMBERS, {"userId": user, "roles": ["ORG_OWNER"]}))(api)


def _user_with_taken_id(api: Api) -> httpx.Response:
    return api.call(
        "POST", f"{USERS}/machine", json={"userId": api.new_user(), "userName": unique("robot"), "name": "x"}
    )


def member(path: str, *roles: str) -> Provoke:
    """Make a user that exists a member."""
    return lambda api: api.call("POST", path, json={"userId": api.new_user(), "roles": roles})


def member_twice(path: str, role: str) -> Provoke:
    """Make a user a member where it is one already."""
    return lambda api: twice("POST", path, lambda: {"userId": api.new_user(), "roles": [role]})(api)


CASES: Mapping[tuple[str, str], Provoke] = {
    ("SetTriggerActions", "COMMAND-Dfhj5"): post(f"{FLOWS}/9/trigger/1"),
    ("SetTriggerActions", "COMMAND-Dfgh6"): post(f"{FLOWS}/1/trigger/6"),
    ("SetTriggerActions", "COMMAND-Nfh52"): post(f"{FLOWS}/1/trigger/1", {"actionIds": []}),
    ("SetTriggerActions", "COMMAND-dg422"): post(f"{FLOWS}/1/trigger/1", {"actionIds": [NOBODY]}),
    ("ClearFlow", "COMMAND-Dfw2h"): post(f"{FLOWS}/9/_clear"),
    ("ClearFlow", "COMMAND-DgGh3"): post(f"{FLOWS}/1/_clear"),
    ("ListFlowTriggerTypes", "MANAG-P2OBk"): post(f"{FLOWS}/9/triggers/_search"),
    ("CreateAction", "V3-DKcYh"): twice("POST", ACTIONS, lambda: {"name": "a", **FIELDS}),
    ("GetAction", "QUERY-GEfnb"): get(f"{ACTIONS}/{NOBODY}"),
    ("UpdateAction", "COMMAND-Sfg2t"): put(f"{ACTIONS}/{NOBODY}", {"name": "a", **FIELDS}),
    ("UpdateAction", "ACTION-dg4t2"): _update_to_same,
    ("UpdateAction", "V3-DKcYh"): _update_to_taken,
    ("DeleteAction", "COMMAND-Gfg3g"): delete(f"{ACTIONS}/"),
    ("DeleteAction", "COMMAND-Dgh4h"): delete(f"{ACTIONS}/{NOBODY}"),
    ("DeactivateAction", "COMMAND-NRmhu"): post(f"{ACTIONS}/{NOBODY}/_deactivate"),
    ("DeactivateAction", "COMMAND-Dgj92"): _deactivate_inactive,
    ("ReactivateAction", "COMMAND-Aa22g"): post(f"{ACTIONS}/{NOBODY}/_reactivate"),
    ("ReactivateAction", "COMMAND-J53zh"): _reactivate_active,
    ("AddOrg", "EVENT-Mf9sd"): post("/management/v1/orgs", {"name": "   "}),
    ("AddOrg", "ORG-RrfXY"): post("/management/v1/orgs", {"name": "!"}),
    ("AddOrg", "V3-DKcYh"): twice("POST", "/management/v1/orgs", lambda: {"name": unique("twice")}),
    ("UpdateOrg", "EVENT-Mf9sd"): put(MY_ORG, {"name": " "}),
    ("UpdateOrg", "ORG-1MRds"): removed(put(MY_ORG, {"name": "x"})),
    ("UpdateOrg", "ORG-4VSdf"): lambda api: api.call("PUT", MY_ORG, json=_own_name(api)),
    ("UpdateOrg", "ORG-RrfXY"): put(MY_ORG, {"name": "!"}),
    ("UpdateOrg", "V3-DKcYh"): _rename_to_taken,
    ("RemoveOrg", "COMMA-wG9p1"): _remove_default,
    ("RemoveOrg", "COMMA-aps2n"): removed(delete(MY_ORG)),
    ("DeactivateOrg", "ORG-oL9nT"): removed(post(f"{MY_ORG}/_deactivate")),
    ("DeactivateOrg", "EVENT-Dbs2g"): twice("POST", f"{MY_ORG}/_deactivate"),
    ("ReactivateOrg", "ORG-Dgf3g"): removed(post(f"{MY_ORG}/_reactivate")),
    ("ReactivateOrg", "EVENT-bfnrh"): post(f"{MY_ORG}/_reactivate"),
    ("GetOrgByDomainGlobal", "QUERY-iTTGJ"): get("/management/v1/global/orgs/_by_domain?domain=nowhere.localhost"),
    ("GetOrgByID", "QUERY-leq5Q"): get(f"/admin/v1/orgs/{NOBODY}"),
    ("AdminRemoveOrg", "COMMA-wG9p1"): _admin_remove_default,
    ("AdminRemoveOrg", "COMMA-aps2n"): delete(f"/admin/v1/orgs/{NOBODY}"),
    ("AddOrganization", "ORG-4ABd3"): post("/v2/organizations", {"name": "x", "orgId": " "}),
    ("AddOrganization", "ORG-laho2n"): lambda api: post("/v2/organizations", {"name": "x", "orgId": api.organisation})(
        api
    ),
    ("ListOrganizations", "QUERY-M6mYN"): post("/v2/organizations/_search", {"query": {"offset": str(2**63)}}),
    ("AddOrganization", "ORG-mruNY"): post("/v2/organizations", {"name": " "}),
    ("AddOrganization", "ORG-RrfXY"): post("/v2/organizations", {"name": "!"}),
    ("AddOrganization", "V3-DKcYh"): twice("POST", "/v2/organizations", lambda: {"name": unique("twice")}),
    ("AddOrganization", "ORGv2-SD2r1"): with_admins({}),
    ("AddOrganization", "Org-4N8es"): with_admins({"userId": "new", "roles": ["NOPE"]}),
    ("AddOrganization", "ORG-GoXOn"): with_admins({"userId": NOBODY}),
    ("AddOrganization", "ORG-poWwe"): with_admins({"userId": "new"}, {"userId": "new"}),
    ("AddMachineUser", "COMMAND-k2una"): _user_with_taken_id,
    ("AddMachineUser", "V3-DKcYh"): twice("POST", f"{USERS}/machine", lambda: {"userName": unique("x"), "name": "x"}),
    ("AddPersonalAccessToken", "DOMAIN-dv3t5"): for_user("POST", "pats", {"expirationDate": PAST}),
    ("AddPersonalAccessToken", "COMMAND-Dggw2"): post(f"{USERS}/{NOBODY}/pats"),
    ("AddMachineKey", "COMMAND-5F3h1"): for_user("POST", "keys", {"type": "KEY_TYPE_JSON", "publicKey": "AAAA"}),
    ("AddMachineKey", "DOMAIN-dv3t5"): for_user("POST", "keys", {"type": "KEY_TYPE_JSON", "expirationDate": PAST}),
    ("AddMachineKey", "COMMAND-bnipwm1"): post(f"{USERS}/{NOBODY}/keys", {"type": "KEY_TYPE_JSON"}),
    ("GenerateMachineSecret", "QUERY-Dfbg2"): put(f"{USERS}/{NOBODY}/secret"),
    ("GenerateMachineSecret", "MANAG-fpo4B"): _secret_of_foreign_user,
    ("AddOrgMember", "ORG-4Mlfs"): member(MEMBERS),
    ("AddOrgMember", "Org-4N8es"): member(MEMBERS, "NOPE"),
    ("AddOrgMember", "COMMAND-QXPGs"): _member_of_a_removed_organisation,
    ("AddOrgMember", "ORG-GoXOn"): post(MEMBERS, {"userId": NOBODY, "roles": ["ORG_OWNER"]}),
    ("AddOrgMember", "ORG-poWwe"): member_twice(MEMBERS, "ORG_OWNER"),
    ("AddIAMMember", "INSTANCE-4m0fS"): member("/admin/v1/members", "NOPE"),
    ("AddIAMMember", "INSTA-GSXOn"): post("/admin/v1/members", {"userId": NOBODY, "roles": ["IAM_OWNER_VIEWER"]}),
    ("AddIAMMember", "INSTA-pFDwe"): member_twice("/admin/v1/members", "IAM_OWNER_VIEWER"),
    ("GetDeviceAuthorizationRequest", "QUERY-Sah9a"): get("/v2/oidc/device_authorization/XXXX-XXXX"),
    ("AuthorizeOrDenyDeviceAuthorization", "COMMAND-D2hf2"): post(
        f"/v2/oidc/device_authorization/{NOBODY}", {"session": {"sessionId": "1", "sessionToken": "x"}}
    ),
    ("AuthorizeOrDenyDeviceAuthorization", "COMMAND-gee5A"): post(
        f"/v2/oidc/device_authorization/{NOBODY}", {"deny": {}}
    ),
    **PROJECT_CASES,
}
