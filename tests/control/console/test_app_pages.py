"""Applications, their keys, members and grants of projects in the console."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.control.console.browser import DESK, PHONE, Console, follow
from tests.control.mock import Mock
from tests.error_cases.projects import new_project
from tests.error_cases.sending import MEMBERS, PROJECTS
from tests.server import Api, unique

OIDC = {
    "redirectUris": ["http://localhost:3000/callback"],
    "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
    "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"],
    "appType": "OIDC_APP_TYPE_WEB",
    "authMethodType": "OIDC_AUTH_METHOD_TYPE_BASIC",
    "loginVersion": {"loginV2": {"baseUri": "https://login.example"}},
}

SCREENS = pytest.mark.parametrize(
    "screen", [PHONE, pytest.param(DESK, marks=pytest.mark.thorough)], ids=[PHONE.name, DESK.name]
)
"""The narrow one is the harder one."""


@pytest.fixture
def api(mock: Mock) -> Api:
    """Calls in a fresh organisation of the instance."""
    return mock.api.new_organisation()


def configuration(api: Api, project: str, app: str) -> dict[str, Any]:
    """How an application logs people in."""
    found: dict[str, Any] = api.done("GET", f"{PROJECTS}/{project}/apps/{app}")["app"]["oidcConfig"]
    return found


def done(page: Page) -> None:
    """Wait until the call of the page has succeeded."""
    expect(page.locator("[data-answer] .status")).to_have_text("200")


def sure(page: Page, button: Locator) -> None:
    """Press a button that asks, and say yes."""
    page.once("dialog", lambda dialog: dialog.accept())
    button.click()


@SCREENS
def test_an_app(console: Console, api: Api) -> None:
    """All of its configuration is changed at once; what the page has no field for stays. A new secret is told once."""
    project = new_project(api)
    made = api.done("POST", f"{PROJECTS}/{project}/apps/oidc", {"name": "Shop", **OIDC})
    page = console.open(f"projects/{project}", org=api.organisation)
    follow(page.get_by_role("link", name="Shop"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop")
    page.get_by_label("Redirect URIs").fill("http://localhost:4000/callback\nmyapp://callback")
    page.get_by_label("Access tokens are").select_option(label="JWT")
    page.get_by_label("id_token token").check()
    page.get_by_label("implicit").check()
    page.get_by_label("Roles in ID tokens").check()
    page.get_by_label("Clocks may differ by").fill("1.5s")
    page.get_by_role("button", name="Save").click()
    done(page)
    for language in ("curl", "JavaScript", "grpcurl"):
        page.get_by_role("tab", name=language, exact=True).click()
        expect(page.locator("#snippet")).to_contain_text("myapp://callback")
    expect(page.get_by_label("Redirect URIs")).to_have_value("http://localhost:4000/callback\nmyapp://callback")
    console.require_accessible()
    console.take_picture("app")

    now = configuration(api, project, made["appId"])
    assert now["redirectUris"] == ["http://localhost:4000/callback", "myapp://callback"]
    assert now["responseTypes"] == ["OIDC_RESPONSE_TYPE_CODE", "OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN"]
    assert (now["accessTokenType"], now["clockSkew"]) == ("OIDC_TOKEN_TYPE_JWT", "1.500s")
    assert now["idTokenRoleAssertion"]
    assert now["loginVersion"] == OIDC["loginVersion"]

    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-answer]")).to_contain_text("COMMAND-1m88i")
    secret = page.locator("#made-clientSecret")
    sure(page, page.get_by_role("button", name="New secret"))
    expect(secret.locator("code")).not_to_be_empty()
    assert secret.locator("code").text_content() != made["clientSecret"]
    page.reload()
    expect(secret).to_be_hidden()

    page.get_by_label("App's name").fill("Store")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Store")
    page.get_by_role("button", name="Deactivate Store").click()
    expect(page.get_by_role("button", name="Reactivate Store")).to_be_visible()
    sure(page, page.get_by_role("button", name="Remove Store"))
    expect(page.get_by_text("No app yet.")).to_be_visible()


@SCREENS
def test_keys_of_an_app(console: Console, api: Api) -> None:
    """An app that is to prove who it is by a key gets one, whose file is shown once; the key is removed."""
    project = new_project(api)
    app = api.done("POST", f"{PROJECTS}/{project}/apps/api", {"name": "Films"})["appId"]
    page = console.open(f"projects/{project}/apps/{app}", org=api.organisation)
    expect(page.get_by_role("button", name="Make a key")).to_have_count(0)
    page.get_by_label("Proves who it is by").select_option(label="a key")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Ends at, if ever").fill("2099-12-31T12:00")
    page.get_by_role("button", name="Make a key").click()
    file = page.locator("#made-keyDetails code")
    expect(file).not_to_be_empty()
    told = json.loads(file.text_content() or "")
    console.require_accessible()
    console.take_picture("app-key")

    (key,) = api.done("POST", f"{PROJECTS}/{project}/apps/{app}/keys/_search", {})["result"]
    assert (told["keyId"], told["appId"]) == (key["id"], app)
    assert key["expirationDate"].startswith("2099-12-31T")
    sure(page, page.get_by_role("button", name="Remove the key"))
    expect(page.get_by_text("No key yet.")).to_be_visible()
    assert not api.done("POST", f"{PROJECTS}/{project}/apps/{app}/keys/_search", {}).get("result")


@pytest.mark.parametrize(
    ("path", "search", "first", "second"),
    [
        ("members", f"{MEMBERS}/_search", "ORG_OWNER_VIEWER", "ORG_SETTINGS_MANAGER"),
        pytest.param(
            "members/instance",
            "/admin/v1/members/_search",
            "IAM_OWNER_VIEWER",
            "IAM_ORG_MANAGER",
            marks=pytest.mark.thorough,
        ),
        ("projects/{}/members", PROJECTS + "/{}/members/_search", "PROJECT_OWNER_VIEWER", "PROJECT_OWNER"),
    ],
    ids=["organisation", "instance", "project"],
)
def test_members(desk: Console, api: Api, path: str, search: str, first: str, second: str) -> None:
    """A member is added, given another role and removed."""
    project, user = new_project(api), api.new_user()
    name = api.done("GET", f"/management/v1/users/{user}")["user"]["userName"]

    def roles() -> list[str]:
        rows = api.done("POST", search.format(project), {}).get("result", [])
        return [role for row in rows if row["userId"] == user for role in row["roles"]]

    page = desk.open(path.format(project), org=api.organisation)
    form = page.locator("#add")
    form.get_by_role("combobox", name="User").select_option(user)
    form.get_by_label(first, exact=True).check()
    form.get_by_role("button", name="Add the member").click()
    row = page.locator("main tbody tr").filter(has_text=name)
    expect(row.locator("td").first).to_have_text(first)
    assert roles() == [first]

    row.locator("summary").click()
    row.get_by_label(first, exact=True).uncheck()
    row.get_by_label(second, exact=True).check()
    desk.require_accessible()
    row.get_by_role("button", name="Save the roles").click()
    expect(row.locator("td").first).to_have_text(second)
    assert roles() == [second]

    sure(page, row.get_by_role("button", name="Remove"))
    expect(row).to_have_count(0)
    assert not roles()


@SCREENS
def test_a_project_is_granted(console: Console, api: Api) -> None:
    """Another organisation gets a project with roles, which are changed there; the grant has members of its own."""
    project, user, other = new_project(api), api.new_user(), api.new_organisation()
    name = unique("role")
    for key in (name, "reader"):
        api.done("POST", f"{PROJECTS}/{project}/roles", {"roleKey": key, "displayName": key})
    page = console.open(f"projects/{project}", org=api.organisation)
    form = page.locator("#grant-project")
    form.get_by_label("Organisation").select_option(other.organisation)
    form.get_by_label(name).check()
    form.get_by_role("button", name="Grant").click()
    table = page.get_by_role("region", name="Granted to other organisations")
    expect(table).to_contain_text(name)
    page.get_by_role("tab", name="Connect").click()
    expect(page.locator("#snippet")).to_contain_text("zitadel.project.v2.ProjectService/CreateProjectGrant")
    table.get_by_role("button", name="Deactivate").click()
    expect(table).to_contain_text("inactive")
    table.get_by_role("button", name="Reactivate").click()
    expect(table).not_to_contain_text("inactive")
    console.require_accessible()

    follow(table.get_by_role("link"))
    roles = page.locator("#grant-roles")
    roles.get_by_label("reader").check()
    roles.get_by_role("button", name="Save the roles").click()
    done(page)
    page.locator("#add").get_by_role("combobox", name="User").select_option(user)
    page.locator("#add").get_by_label("PROJECT_GRANT_OWNER", exact=True).check()
    page.get_by_role("button", name="Add the member").click()
    expect(page.get_by_role("region", name="Members")).to_contain_text("PROJECT_GRANT_OWNER")
    page.locator("main tbody summary").click()
    console.require_accessible()
    console.take_picture("project-grant")
    (grant,) = api.done("POST", f"{PROJECTS}/{project}/grants/_search", {})["result"]
    assert grant["grantedRoleKeys"] == [name, "reader"]
    members = f"{PROJECTS}/{project}/grants/{grant['grantId']}/members/_search"
    assert [row["userId"] for row in api.done("POST", members, {})["result"]] == [user]

    follow(page.get_by_role("main").get_by_role("link").first)
    sure(page, table.get_by_role("button", name="Take back"))
    expect(page.get_by_text("No other organisation has this project.")).to_be_visible()
    assert not api.done("POST", f"{PROJECTS}/{project}/grants/_search", {}).get("result")


def test_what_is_not_there(mock: Mock, api: Api) -> None:
    """Apps and grants of other projects and of none are told as missing."""
    project, other = new_project(api), new_project(api)
    app = api.done("POST", f"{PROJECTS}/{other}/apps/api", {"name": "Films"})["appId"]
    for end in (f"{project}/apps/{app}", f"{project}/grants/1", "1/members", "1/apps/1"):
        answer = mock.control("GET", f"/console/projects/{end}", params={"org": api.organisation})
        assert answer.status_code == 404, answer.text
