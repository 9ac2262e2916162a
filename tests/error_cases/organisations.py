"""How the error IDs of organisations and of members come about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from tests.error_cases.sending import MEMBERS, MY_ORG, NOBODY, Provoke, delete, get, post, put, removed, twice
from tests.server import Api, unique


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


def _member_of_a_removed_organisation(api: Api) -> httpx.Response:
    user = api.new_user()
    return removed(post(MEMBERS, {"userId": user, "roles": ["ORG_OWNER"]}))(api)


def member(path: str, *roles: str) -> Provoke:
    """Make a user that exists a member."""
    return lambda api: api.call("POST", path, json={"userId": api.new_user(), "roles": roles})


def member_twice(path: str, role: str) -> Provoke:
    """Make a user a member where it is one already."""
    return lambda api: twice("POST", path, lambda: {"userId": api.new_user(), "roles": [role]})(api)


CASES: Mapping[tuple[str, str], Provoke] = {
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
    ("AddOrgMember", "ORG-4Mlfs"): member(MEMBERS),
    ("AddOrgMember", "Org-4N8es"): member(MEMBERS, "NOPE"),
    ("AddOrgMember", "COMMAND-QXPGs"): _member_of_a_removed_organisation,
    ("AddOrgMember", "ORG-GoXOn"): post(MEMBERS, {"userId": NOBODY, "roles": ["ORG_OWNER"]}),
    ("AddOrgMember", "ORG-poWwe"): member_twice(MEMBERS, "ORG_OWNER"),
    ("AddIAMMember", "INSTANCE-4m0fS"): member("/admin/v1/members", "NOPE"),
    ("AddIAMMember", "INSTA-GSXOn"): post("/admin/v1/members", {"userId": NOBODY, "roles": ["IAM_OWNER_VIEWER"]}),
    ("AddIAMMember", "INSTA-pFDwe"): member_twice("/admin/v1/members", "IAM_OWNER_VIEWER"),
}
