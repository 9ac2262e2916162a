"""What no recording shows of grants and members."""

from __future__ import annotations

from typing import Any

import pytest

from tests.error_cases.grants import new_project_grant
from tests.error_cases.projects import new_project
from tests.error_cases.sending import PROJECTS
from tests.server import Api, error_id, unique

ADMINISTRATORS = "/zitadel.internal_permission.v2.InternalPermissionService/ListAdministrators"


def person(name: str, **email: Any) -> dict[str, Any]:
    """Somebody who is to be added with an organisation."""
    profile = {"givenName": "Ann", "familyName": "Lee"}
    return {"human": {"username": name, "profile": profile, "email": {"email": "ann@example.com", **email}}}


def test_people_come_with_an_organisation(api: Api) -> None:
    """They are told with the code that was asked for, and own the organisation."""
    name = unique("ann")
    added = api.done("POST", "/v2/organizations", {"name": unique("v2"), "admins": [person(name, returnCode={})]})

    made = added["createdAdmins"][0]
    members = Api(api.http, added["organizationId"]).done("POST", "/management/v1/orgs/me/members/_search")["result"]
    assert len(made["emailCode"]) == 6
    assert [(each["userId"], each["preferredLoginName"], each["roles"]) for each in members] == [
        (made["userId"], name, ["ORG_OWNER"])
    ]


def test_two_people_of_one_name(api: Api) -> None:
    """Of one call the second is refused, and nothing comes of the first."""
    name, organisation = unique("ann"), unique("v2")
    body = {"name": organisation, "admins": [person(name), person(name.upper())]}

    assert error_id(api.call("POST", "/v2/organizations", json=body)) == "V3-DKcYh"
    assert "isUnique" in api.done("GET", f"/admin/v1/orgs/_is_unique?domain={organisation}.localhost")


@pytest.mark.parametrize("asked", ["not", "and", "or"])
def test_filters_that_hold_others(api: Api, asked: str) -> None:
    """What a machine's display name is not, it is not the opposite of either: it has none."""
    user, project = api.new_user(), new_project(api)
    api.done("POST", f"{PROJECTS}/{project}/members", {"userId": user, "roles": ["PROJECT_OWNER"]})
    named = {"userDisplayName": {"displayName": "x"}}
    held = {"query": named} if asked == "not" else {"queries": [named]}
    mine = {"inUserIdsFilter": {"ids": [user]}}

    found = api.done("POST", ADMINISTRATORS, {"filters": [mine]})
    none = api.done("POST", ADMINISTRATORS, {"filters": [mine, {asked: held}]})

    assert found["pagination"]["totalResult"] == "1"
    assert "totalResult" not in none["pagination"]


def test_a_member_added_for_the_granted_organisation(api: Api) -> None:
    """The answer names the organisation of the request, the membership that of the project."""
    granted, path = new_project_grant(api, new_project(api))
    body = {"userId": granted.new_user(), "roles": ["PROJECT_GRANT_OWNER"]}

    added = granted.done("POST", f"{path}/members", body)
    listed = api.done("POST", f"{path}/members/_search")["result"][0]
    kept = api.done("POST", f"/management/v1/users/{body['userId']}/memberships/_search")["result"][0]

    assert added["details"]["resourceOwner"] == granted.organisation
    assert listed["details"]["resourceOwner"] == kept["details"]["resourceOwner"] == api.organisation
    assert kept["projectGrantId"] == path.rpartition("/")[2]
