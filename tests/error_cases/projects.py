"""How error IDs of projects and applications come about that no recording shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from tests.error_cases.sending import NOBODY, PROJECTS, TOO_MANY, Provoke, post
from tests.server import Api, unique

PROJECT_SERVICE = "/zitadel.project.v2.ProjectService"
APPLICATION_SERVICE = "/zitadel.application.v2.ApplicationService"
OIDC = {"redirectUris": ["https://app.example/cb"]}
AUTHORIZATION_SERVICE = "/zitadel.authorization.v2.AuthorizationService"
ADMINISTRATOR_SERVICE = "/zitadel.internal_permission.v2.InternalPermissionService"
RESOURCES: Mapping[str, Mapping[str, Any]] = {
    "ADMIN-IbPp47HDP5": {},
    "Org-LiaZi": {"resource": {"organizationId": NOBODY}},
    "PROJECT-LiaZi": {"resource": {"projectId": NOBODY}},
    "INSTANCE-LiaZi": {"resource": {"instance": True}},
    "PROJECT-109fs": {"resource": {"projectGrant": {"projectId": NOBODY, "organizationId": NOBODY}}},
}
"""Where an administrator is left without roles, by what is answered."""


def new_project(api: Api) -> str:
    """The id of a project of the organisation."""
    return str(api.done("POST", PROJECTS, {"name": unique("project")})["id"])


def new_app(api: Api, project: str, name: str = "") -> str:
    """The id of an API of a project."""
    return str(api.done("POST", f"{PROJECTS}/{project}/apps/api", {"name": name or unique("app")})["appId"])


def updating(body: Mapping[str, Any], app: str = "") -> Provoke:
    """UpdateApplication of an API, or of another id."""

    def provoke(api: Api) -> httpx.Response:
        project = new_project(api)
        new_app(api, project, "taken")
        asked = {"projectId": project, "applicationId": app or new_app(api, project), **body}
        return api.call("POST", f"{APPLICATION_SERVICE}/UpdateApplication", json=asked)

    return provoke


def updating_roles(resource: Mapping[str, Any]) -> Provoke:
    """UpdateAdministrator with no roles."""
    return post(f"{ADMINISTRATOR_SERVICE}/UpdateAdministrator", {"userId": NOBODY, "roles": [], **resource})


def _app_of_a_taken_name(api: Api) -> httpx.Response:
    project = new_project(api)
    new_app(api, project, "taken")
    return _create(api, project)


def _app_by_a_viewer(api: Api) -> httpx.Response:
    project, user = new_project(api), api.new_user()
    api.done("POST", "/management/v1/orgs/me/members", {"userId": user, "roles": ["ORG_OWNER_VIEWER"]})
    return _create(Api(api.http, api.organisation, api.new_token(user)), project)


def _create(api: Api, project: str) -> httpx.Response:
    asked = {"projectId": project, "name": "TAKEN", "apiConfiguration": {}}
    return api.call("POST", f"{APPLICATION_SERVICE}/CreateApplication", json=asked)


def _authorization_of_a_removed_project(api: Api) -> httpx.Response:
    project = new_project(api)
    api.done("DELETE", f"{PROJECTS}/{project}")
    asked = {"userId": api.new_user(), "projectId": project, "organizationId": api.organisation}
    return api.call("POST", f"{AUTHORIZATION_SERVICE}/CreateAuthorization", json=asked)


def _grant_to_a_removed_organisation(api: Api, *, project_too: bool = False) -> httpx.Response:
    granted = api.new_organisation()
    grant = {"projectId": new_project(api), "grantedOrganizationId": granted.organisation}
    api.done("POST", f"{PROJECT_SERVICE}/CreateProjectGrant", grant)
    granted.done("DELETE", "/management/v1/orgs/me")
    if project_too:
        api.done("DELETE", f"{PROJECTS}/{grant['projectId']}")
    return api.call("POST", f"{PROJECT_SERVICE}/UpdateProjectGrant", json=grant)


CASES: Mapping[tuple[str, str], Provoke] = {
    ("ActivateProject", "COMMAND-3M9sd"): post(f"{PROJECT_SERVICE}/ActivateProject", {"projectId": NOBODY}),
    ("V2UpdateProjectRole", "COMMAND-EbFMN"): post(
        f"{PROJECT_SERVICE}/UpdateProjectRole", {"projectId": NOBODY, "roleKey": "r"}
    ),
    ("V2ListProjectRoles", "QUERY-4M0fs"): post(
        f"{PROJECT_SERVICE}/ListProjectRoles", {"projectId": NOBODY, **TOO_MANY}
    ),
    ("ListApplications", "QUERY-4M0fs"): post(f"{APPLICATION_SERVICE}/ListApplications", TOO_MANY),
    ("ListApplicationKeys", "QUERY-4M0fs"): post(f"{APPLICATION_SERVICE}/ListApplicationKeys", TOO_MANY),
    ("CreateApplication", "V3-DKcYh"): _app_of_a_taken_name,
    ("CreateApplication", "AUTH-AWfge"): _app_by_a_viewer,
    ("UpdateApplication", "COMMAND-28di9"): updating({"name": "x"}, NOBODY),
    ("UpdateApplication", "V3-DKcYh"): updating({"name": "Taken"}),
    ("UpdateApplication", "COMMAND-2n8uU"): updating({"oidcConfiguration": OIDC}, NOBODY),
    ("UpdateApplication", "COMMAND-GBr34"): updating({"oidcConfiguration": OIDC}),
    ("UpdateApplication", "COMMAND-5m9fs"): updating({"oidcConfiguration": {"grantTypes": [1]}}, NOBODY),
    **{
        (operation, "COMMAND-EbFMN"): post(
            f"{PROJECT_SERVICE}/{operation.removeprefix('V2')}",
            {"projectId": NOBODY, "grantedOrganizationId": NOBODY},
        )
        for operation in ("V2DeactivateProjectGrant", "ActivateProjectGrant")
    },
    ("V2ListProjectGrants", "QUERY-4M0fs"): post(f"{PROJECT_SERVICE}/ListProjectGrants", TOO_MANY),
    ("V2UpdateProjectGrant", "COMMAND-3m9gg"): _grant_to_a_removed_organisation,
    ("V2UpdateProjectGrant", "COMMAND-m9gsd"): lambda api: _grant_to_a_removed_organisation(api, project_too=True),
    ("ListAuthorizations", "QUERY-4M0fs"): post(f"{AUTHORIZATION_SERVICE}/ListAuthorizations", TOO_MANY),
    ("CreateAuthorization", "COMMAND-3n77S"): _authorization_of_a_removed_project,
    ("ListOrganizationSettings", "QUERY-4M0fs"): post("/v2/settings/organization/search", TOO_MANY),
    ("ListAdministrators", "QUERY-4M0fs"): post(f"{ADMINISTRATOR_SERVICE}/ListAdministrators", TOO_MANY),
    ("DeleteAdministrator", "ADMIN-IbPp47HDP5"): post(
        f"{ADMINISTRATOR_SERVICE}/DeleteAdministrator", {"userId": NOBODY}
    ),
    **{("UpdateAdministrator", wanted): updating_roles(resource) for wanted, resource in RESOURCES.items()},
}
