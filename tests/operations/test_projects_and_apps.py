"""Projects and applications over a real socket, as far as no recording shows them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.error_cases.projects import APPLICATION_SERVICE, PROJECT_SERVICE, new_app, new_project
from tests.error_cases.sending import PROJECTS
from tests.server import Api

OIDC = {
    "redirectUris": ["https://app.example/cb"],
    "authMethodType": "OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT",
    "clockSkew": "2s",
    "loginVersion": {"loginV2": {"baseUri": "https://login.example"}},
    "additionalOrigins": ["https://spa.example"],
}
FOREVER = "2099-01-01T00:00:00Z"


@pytest.fixture
def project(api: Api) -> str:
    """Id of a project of the organisation."""
    return new_project(api)


def application(api: Api, method: str, body: dict[str, Any]) -> Any:
    """A call of the application service that succeeds."""
    return api.done("POST", f"{APPLICATION_SERVICE}/{method}", body)


def new_oidc_app(api: Api, project: str) -> str:
    """Id of an application for OIDC that uses keys."""
    body = {"projectId": project, "name": "site", "oidcConfiguration": OIDC}
    return str(application(api, "CreateApplication", body)["applicationId"])


def test_what_an_update_of_v2_leaves_out(api: Api, project: str) -> None:
    """Most of it stays; response and grant types, clock skew and login version go back to their defaults."""
    app = new_oidc_app(api, project)
    update = {"projectId": project, "applicationId": app, "oidcConfiguration": {"developmentMode": True}}
    application(api, "UpdateApplication", update)
    found = application(api, "GetApplication", {"applicationId": app})["application"]["oidcConfiguration"]
    assert found == {
        "redirectUris": ["https://app.example/cb"],
        "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
        "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"],
        "clientId": found["clientId"],
        "authMethodType": "OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT",
        "developmentMode": True,
        "clockSkew": "0s",
        "additionalOrigins": ["https://spa.example"],
        "allowedOrigins": ["https://app.example", "https://spa.example"],
    }


def test_response_types_are_the_same_in_both_versions(api: Api, project: str) -> None:
    """Their numbers are not: v2 has one more in front."""
    implicit = {**OIDC, "responseTypes": [2], "grantTypes": [1]}
    body = {"projectId": project, "name": "site", "oidcConfiguration": implicit}
    app = application(api, "CreateApplication", body)["applicationId"]
    found = api.done("GET", f"{PROJECTS}/{project}/apps/{app}")["app"]["oidcConfig"]
    assert found["responseTypes"] == ["OIDC_RESPONSE_TYPE_ID_TOKEN"]


def test_key_files(api: Api, project: str) -> None:
    """The file of a key names the application and its client, and holds a private key."""
    app = new_oidc_app(api, project)
    answer = api.done("POST", f"{PROJECTS}/{project}/apps/{app}/keys", {"type": 1, "expirationDate": FOREVER})
    file = json.loads(base64.b64decode(answer["keyDetails"]))
    client = application(api, "GetApplication", {"applicationId": app})["application"]["oidcConfiguration"]["clientId"]
    assert file.pop("key").startswith("-----BEGIN RSA PRIVATE KEY-----")
    assert file == {
        "type": "application",
        "keyId": answer["id"],
        "expirationDate": FOREVER,
        "appId": app,
        "clientId": client,
    }


def test_keys_are_hidden_in_v2_too(api: Api, project: str) -> None:
    """While their application proves who it is by other means."""
    app = new_oidc_app(api, project)
    key = application(
        api, "CreateApplicationKey", {"projectId": project, "applicationId": app, "expirationDate": FOREVER}
    )["keyId"]
    listing = {"filters": [{"projectIdFilter": {"projectId": project}}]}
    assert [each["keyId"] for each in application(api, "ListApplicationKeys", listing)["keys"]] == [key]
    update = {"projectId": project, "applicationId": app, "oidcConfiguration": {"authMethodType": 2}}
    application(api, "UpdateApplication", update)
    assert "keys" not in application(api, "ListApplicationKeys", listing)
    response = api.call("POST", f"{APPLICATION_SERVICE}/GetApplicationKey", json={"keyId": key})
    assert response.status_code == 404, response.text


@pytest.mark.parametrize(("ascending", "expected"), [(True, ["a", "b", "c"]), (False, ["c", "b", "a"])])
def test_lists_of_v2_are_sorted(api: Api, project: str, ascending: bool, expected: list[str]) -> None:
    """By the column that the request names, downwards unless it says otherwise."""
    for name in ("b", "a", "c"):
        new_app(api, project, name)
        role = {"projectId": project, "roleKey": name, "displayName": name}
        api.done("POST", f"{PROJECT_SERVICE}/AddProjectRole", role)
    pagination = {"asc": ascending}
    filters = [{"projectIdFilter": {"projectId": project}}]
    sorted_apps = {"pagination": pagination, "sortingColumn": "APPLICATION_SORT_BY_NAME", "filters": filters}
    found = application(api, "ListApplications", sorted_apps)["applications"]
    assert [app["name"] for app in found] == expected
    sorted_roles = {"projectId": project, "pagination": pagination, "sortingColumn": "PROJECT_ROLE_FIELD_NAME_KEY"}
    roles = api.done("POST", f"{PROJECT_SERVICE}/ListProjectRoles", sorted_roles)["projectRoles"]
    assert [role["key"] for role in roles] == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("TYPE_UNSPECIFIED", [True, False]), ("OWNED", [False]), ("GRANTED", [True]), ("OWNED_OR_GRANTED", [True, False])],
)
def test_projects_that_were_granted(api: Api, project: str, kind: str, expected: list[bool]) -> None:
    """An organisation's own projects, those granted to it, or both: whether an entry tells of a grant."""
    owner = api.new_organisation()
    granted = new_project(owner)
    grant = {"projectId": granted, "grantedOrganizationId": api.organisation}
    owner.done("POST", f"{PROJECT_SERVICE}/CreateProjectGrant", grant)
    filters = [{"organizationIdFilter": {"organizationId": api.organisation, "type": kind}}]
    found = api.done("POST", f"{PROJECT_SERVICE}/ListProjects", {"filters": filters})["projects"]
    assert [entry["projectId"] for entry in found] == [granted if each else project for each in expected]
    assert ["grantedState" in entry for entry in found] == expected


def test_own_ids_are_free_again(api: Api) -> None:
    """After a project's removal its id can be had again, and its history goes on."""
    body = {"organizationId": api.organisation, "projectId": f"own-{api.organisation}", "name": "Own"}
    api.done("POST", f"{PROJECT_SERVICE}/CreateProject", body)
    api.done("POST", f"{PROJECT_SERVICE}/DeleteProject", {"projectId": body["projectId"]})
    api.done("POST", f"{PROJECT_SERVICE}/CreateProject", body)
    found = api.done("GET", f"{PROJECTS}/{body['projectId']}")["project"]
    assert found["details"]["sequence"] == "3"
