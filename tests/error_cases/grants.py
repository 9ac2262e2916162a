"""How the error IDs of grants, members and organisations come about that no recording shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from tests.error_cases.projects import new_project
from tests.error_cases.sending import MEMBERS, MY_ORG, NOBODY, PROJECTS, USERS, Provoke
from tests.server import Api, unique

SET_UP = "/admin/v1/orgs/_setup"
ADD_V2 = "/v2/organizations"


def new_project_grant(api: Api, project: str) -> tuple[Api, str]:
    """Grant a project to a new organisation; returns calls for that, and the path of the grant."""
    granted = api.new_organisation()
    answer = api.done("POST", f"{PROJECTS}/{project}/grants", {"grantedOrgId": granted.organisation})
    return granted, f"{PROJECTS}/{project}/grants/{answer['grantId']}"


def new_user_grant(api: Api, project: str) -> str:
    """Grant a project to a new user; returns the path of the grant."""
    user = api.new_user()
    answer = api.done("POST", f"{USERS}/{user}/grants", {"projectId": project})
    return f"{USERS}/{user}/grants/{answer['userGrantId']}"


def owner_of_another_project(api: Api) -> Api:
    """The calls of somebody whose roles are those in a project alone, which no test is about."""
    user = api.new_user()
    api.done("POST", f"{PROJECTS}/{new_project(api)}/members", {"userId": user, "roles": ["PROJECT_OWNER"]})
    return Api(api.http, api.organisation, api.new_token(user))


def on_a_user_grant(method: str, end: str = "", body: Any = None) -> Provoke:
    """A request about a grant by somebody who has another project."""

    def provoke(api: Api) -> httpx.Response:
        path = f"{new_user_grant(api, new_project(api))}{end}"
        if end == "/_reactivate":
            api.done("POST", path.replace("_reactivate", "_deactivate"))
        return owner_of_another_project(api).call(method, path, json=body)

    return provoke


def on_a_project_grant(method: str, end: str = "", body: Any = None) -> Provoke:
    """A request about a grant of a project by somebody who has another project."""

    def provoke(api: Api) -> httpx.Response:
        _, path = new_project_grant(api, new_project(api))
        if end == "/_reactivate":
            api.done("POST", f"{path}/_deactivate")
        return owner_of_another_project(api).call(method, f"{path}{end}", json=body)

    return provoke


def on_a_member_of_a_project_grant(method: str, body: Any = None) -> Provoke:
    """A request about a member by the owner of the granting organisation, who may not in the granted one."""

    def provoke(api: Api) -> httpx.Response:
        granted, path = new_project_grant(api, new_project(api))
        user, caller = api.new_user(), api.new_user()
        if method != "POST":
            api.done("POST", f"{path}/members", {"userId": user, "roles": ["PROJECT_GRANT_OWNER_VIEWER"]})
        api.done("POST", MEMBERS, {"userId": caller, "roles": ["ORG_OWNER"]})
        granted.done("POST", MEMBERS, {"userId": caller, "roles": ["ORG_PROJECT_CREATOR"]})
        limited = Api(api.http, api.organisation, api.new_token(caller))
        if method == "POST":
            return limited.call(method, f"{path}/members", json={"userId": user, **body})
        return limited.call(method, f"{path}/members/{user}", json=body)

    return provoke


def _of_a_removed_project(api: Api) -> httpx.Response:
    project = new_project(api)
    api.done("DELETE", f"{PROJECTS}/{project}")
    return api.call("POST", f"{USERS}/{api.new_user()}/grants", json={"projectId": project})


def _of_another_project(api: Api) -> httpx.Response:
    user = api.new_user()
    return owner_of_another_project(api).call("POST", f"{USERS}/{user}/grants", json={"projectId": new_project(api)})


def _bulk_of_another_project(api: Api) -> httpx.Response:
    grant = new_user_grant(api, new_project(api)).rpartition("/")[2]
    return owner_of_another_project(api).call("DELETE", "/management/v1/user_grants/_bulk", json={"grantId": [grant]})


def _another_project_granted(api: Api) -> httpx.Response:
    granted, path = api.new_organisation().organisation, f"{PROJECTS}/{new_project(api)}/grants"
    return owner_of_another_project(api).call("POST", path, json={"grantedOrgId": granted})


def _granted_to_a_removed_organisation(api: Api) -> httpx.Response:
    granted, path = new_project_grant(api, new_project(api))
    granted.done("DELETE", MY_ORG)
    return api.call("PUT", path, json={"roleKeys": []})


def _grant_of_a_removed_project(api: Api) -> httpx.Response:
    """Only a grant to an organisation that was removed before is still known then."""
    project = new_project(api)
    granted, path = new_project_grant(api, project)
    granted.done("DELETE", MY_ORG)
    api.done("DELETE", f"{PROJECTS}/{project}")
    return api.call("PUT", path, json={"roleKeys": []})


def _member_of_no_grant(api: Api) -> httpx.Response:
    body = {"userId": api.new_user(), "roles": ["PROJECT_GRANT_OWNER"]}
    return api.call("POST", f"{PROJECTS}/{new_project(api)}/grants/{NOBODY}/members", json=body)


def set_up(org: Callable[[], Mapping[str, Any]] | None = None, **human: Any) -> Provoke:
    """Set up an organisation with its first person, who is flawless but for this."""

    def provoke(api: Api) -> httpx.Response:
        person = {
            "userName": unique("ann"),
            "profile": {"firstName": "Ann", "lastName": "Lee"},
            "email": {"email": "ann@example.com", "isEmailVerified": True},
            "password": "Password1!",
            **human,
        }
        return api.call("POST", SET_UP, json={"org": org() if org else {"name": unique("set up")}, "human": person})

    return provoke


def _with_its_own_domain() -> dict[str, str]:
    name = unique("own")
    return {"name": name, "domain": f"{name}.localhost"}


def with_person(**human: Any) -> Provoke:
    """Add an organisation of v2 with a person, who is flawless but for this."""

    def provoke(api: Api) -> httpx.Response:
        person = {
            "username": unique("ann"),
            "profile": {"givenName": "Ann", "familyName": "Lee"},
            "email": {"email": "ann@example.com"},
            **human,
        }
        return api.call("POST", ADD_V2, json={"name": unique("v2"), "admins": [{"human": person}]})

    return provoke


def _with_a_person_who_is_there(api: Api) -> httpx.Response:
    return with_person(userId=api.new_user())(api)


CASES: Mapping[tuple[str, str], Provoke] = {
    ("AddUserGrant", "COMMAND-3n77S"): _of_a_removed_project,
    ("AddUserGrant", "EVENT-Shu7e"): _of_another_project,
    ("UpdateUserGrant", "EVENT-Shu7e"): on_a_user_grant("PUT", body={"roleKeys": ["x"]}),
    ("DeactivateUserGrant", "EVENT-Shu7e"): on_a_user_grant("POST", "/_deactivate"),
    ("ReactivateUserGrant", "EVENT-Shu7e"): on_a_user_grant("POST", "/_reactivate"),
    ("RemoveUserGrant", "EVENT-Shu7e"): on_a_user_grant("DELETE"),
    ("BulkRemoveUserGrant", "EVENT-Shu7e"): _bulk_of_another_project,
    ("AddProjectGrant", "AUTH-Swrgg2"): _another_project_granted,
    ("UpdateProjectGrant", "AUTH-Swrgg2"): on_a_project_grant("PUT", body={"roleKeys": []}),
    ("UpdateProjectGrant", "COMMAND-3m9gg"): _granted_to_a_removed_organisation,
    ("DeactivateProjectGrant", "AUTH-Swrgg2"): on_a_project_grant("POST", "/_deactivate"),
    ("ReactivateProjectGrant", "AUTH-Swrgg2"): on_a_project_grant("POST", "/_reactivate"),
    ("RemoveProjectGrant", "AUTH-Swrgg2"): on_a_project_grant("DELETE"),
    ("AddProjectGrantMember", "PROJECT-D8JxR"): _member_of_no_grant,
    ("AddProjectGrantMember", "AUTH-AWfge"): on_a_member_of_a_project_grant("POST", {"roles": ["PROJECT_GRANT_OWNER"]}),
    ("UpdateProjectGrantMember", "AUTH-AWfge"): on_a_member_of_a_project_grant(
        "PUT", {"roles": ["PROJECT_GRANT_OWNER"]}
    ),
    ("UpdateProjectGrantMember", "PROJECT-109fs"): lambda api: api.call(
        "PUT", f"{PROJECTS}/{NOBODY}/grants/{NOBODY}/members/{NOBODY}", json={"roles": []}
    ),
    ("RemoveProjectGrantMember", "AUTH-AWfge"): on_a_member_of_a_project_grant("DELETE"),
    ("SetUpOrg", "ORG-mruNY"): set_up(lambda: {"name": " "}),
    ("SetUpOrg", "ORG-RrfXY"): set_up(lambda: {"name": "!"}),
    ("SetUpOrg", "ORG-r3h4J"): set_up(lambda: {"name": unique("set up"), "domain": " "}),
    ("SetUpOrg", "V2-e1wse"): set_up(_with_its_own_domain),
    ("SetUpOrg", "USER-UCej2"): set_up(profile={"firstName": " ", "lastName": "Lee"}),
    ("SetUpOrg", "USER-4hB7d"): set_up(profile={"firstName": "Ann", "lastName": " "}),
    ("SetUpOrg", "V2-zzad3"): set_up(userName=" "),
    ("SetUpOrg", "PHONE-so0wa"): set_up(phone={"phone": "+no number"}),
    ("SetUpOrg", "COMMAND-SFd21"): lambda api: set_up(
        userName=f"ann@{api.done('GET', MY_ORG)['org']['primaryDomain']}"
    )(api),
    ("SetUpOrg", "COMMA-VoaRj"): set_up(password="password1!"),
    ("SetUpOrg", "COMMA-co3Xw"): set_up(password="PASSWORD1!"),
    ("SetUpOrg", "COMMA-ZBv4H"): set_up(password="Password!"),
    ("SetUpOrg", "COMMA-ZDLwA"): set_up(password="Password1"),
    ("AddOrganization", "COMMAND-7yiox1isql"): _with_a_person_who_is_there,
    ("AddOrganization", "USER-UCej2"): with_person(profile={"givenName": " ", "familyName": "Lee"}),
    ("AddOrganization", "USER-4hB7d"): with_person(profile={"givenName": "Ann", "familyName": " "}),
    ("AddOrganization", "COMMA-HuJf6"): with_person(password={"password": "short"}),
    ("AddOrganization", "PHONE-so0wa"): with_person(phone={"phone": "no number"}),
    ("AddOrganization", "COMMAND-39nf2"): with_person(idpLinks=[{"idpId": "1", "userId": "1", "userName": "1"}]),
    ("AddOrganization", "COMMAND-SFd21"): lambda api: with_person(
        username=f"ann@{api.done('GET', MY_ORG)['org']['primaryDomain']}"
    )(api),
    ("GetGrantedProjectByID", "QUERY-n98GGs"): lambda api: api.call(
        "GET", f"/management/v1/granted_projects/{NOBODY}/grants/{NOBODY}"
    ),
    ("UpdateProjectGrant", "COMMAND-m9gsd"): _grant_of_a_removed_project,
}
