"""Users, projects, grants and sessions in the console."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.control.console.browser import Console, follow
from tests.control.mock import Mock

PASSWORD = "Secret1!pass"


def users(mock: Mock) -> dict[str, dict[str, Any]]:
    """Users by login name."""
    return {row["username"]: row for row in mock.api.done("POST", "/v2/users", {})["result"]}


def new_person(mock: Mock, name: str, password: str = PASSWORD) -> str:
    """Add a person; returns the id."""
    body = {
        "username": name,
        "profile": {"givenName": "Ada", "familyName": "Lovelace"},
        "email": {"email": "ada@example.com", "isVerified": True},
        "password": {"password": password},
    }
    id_: str = mock.api.done("POST", "/v2/users/human", body)["userId"]
    return id_


def begun(mock: Mock, name: str, password: str) -> int:
    """The status of a session that somebody tries to begin with a password."""
    checks = {"user": {"loginName": name}, "password": {"password": password}}
    return mock.http.post("/v2/sessions", json={"checks": checks}).status_code


def test_people(console: Console, mock: Mock) -> None:
    """A person is added, locked, unlocked, given another password and removed, each by the call that the page shows."""
    page = console.open("users")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_label("E-mail").fill("ada@example.com")
    page.get_by_label("Password").fill("short")
    form = page.locator("#add")
    form.get_by_label("Login name").fill("ada")
    expect(page.locator("#snippet")).to_contain_text('"givenName":"Ada"')
    form.get_by_role("button", name="Add").click()
    expect(page.locator("[data-answer]")).to_contain_text("Password is too short")
    page.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button", name="Add").click()
    row = page.locator("main tbody tr").filter(has_text="Ada Lovelace")
    expect(row).to_contain_text("active")
    console.require_accessible()
    console.take_picture("users")
    assert begun(mock, "ada", PASSWORD) == 201

    row.get_by_role("button", name="Lock ada").click()
    expect(row).to_contain_text("locked")
    assert users(mock)["ada"]["state"] == "USER_STATE_LOCKED"
    row.get_by_role("button", name="Unlock ada").click()
    expect(row.get_by_role("button", name="Deactivate ada")).to_be_visible()

    follow(row.get_by_role("link", name="ada"))
    expect(page.get_by_role("heading", level=1)).to_have_text("ada")
    page.get_by_label("New password").fill("Another1!")
    page.get_by_role("button", name="Set").click()
    expect(page.locator("[data-answer] .status")).to_have_text("200")
    console.require_accessible()
    assert (begun(mock, "ada", "Another1!"), begun(mock, "ada", PASSWORD)) == (201, 400)

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove ada").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Users")
    expect(page.locator("[data-answer] .status")).to_have_text("200")
    assert "ada" not in users(mock)


def test_a_project(console: Console, mock: Mock) -> None:
    """A project gets a role and apps, whose secrets are shown once, and gives the role to somebody."""
    new_person(mock, "ada")
    page = console.open("projects")
    page.get_by_label("New project").fill("Shop")
    page.get_by_role("button", name="Add").click()
    follow(page.locator("main tbody").get_by_role("link", name="Shop"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop")
    page.get_by_label("Key", exact=True).fill("admin")
    page.get_by_label("Name to read").fill("Administrator")
    page.get_by_role("button", name="Add the role").click()
    expect(page.get_by_role("region", name="Roles")).to_contain_text("Administrator")

    page.get_by_label("App's name").fill("Backend")
    page.get_by_label("Proves who it is by").select_option(label="a secret in the header")
    page.get_by_label("Redirect URIs").fill("http://localhost:3000/\n\nhttp://localhost:3000/callback\n")
    page.get_by_role("button", name="Add the app").click()
    secret = page.locator("#made-clientSecret code")
    expect(secret).not_to_be_empty()
    first = secret.text_content() or ""
    page.locator("#made-clientSecret").get_by_role("button", name="Copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == first
    console.require_accessible()

    page.locator("#grant").get_by_label("User").select_option(label="Ada Lovelace (ada)")
    page.get_by_role("checkbox", name="admin").check()
    page.get_by_role("button", name="Give").click()
    expect(page.get_by_role("region", name="Grants")).to_contain_text("ada")
    console.take_picture("project")

    (project,) = mock.api.done("POST", "/management/v1/projects/_search", {})["result"]
    (app,) = mock.api.done("POST", f"/management/v1/projects/{project['id']}/apps/_search", {})["result"]
    assert app["oidcConfig"]["redirectUris"] == ["http://localhost:3000/", "http://localhost:3000/callback"]
    (grant,) = mock.api.done("POST", "/management/v1/users/grants/_search", {})["result"]
    assert (grant["userName"], grant["roleKeys"]) == ("ada", ["admin"])

    page = console.open("grants")
    row = page.locator("main tbody tr")
    row.get_by_role("button", name="Deactivate").click()
    expect(row.get_by_role("button", name="Reactivate")).to_be_visible()
    console.require_accessible()
    page.once("dialog", lambda dialog: dialog.dismiss())
    row.get_by_role("button", name="Remove").click()
    page.once("dialog", lambda dialog: dialog.accept())
    row.get_by_role("button", name="Remove").click()
    expect(page.locator("main .empty")).to_contain_text("Nobody has a role")
    assert not mock.api.done("POST", "/management/v1/users/grants/_search", {}).get("result")


def test_sessions(console: Console, mock: Mock) -> None:
    """Sessions tell whom they are about and what was checked; one is ended."""
    new_person(mock, "ada")
    assert begun(mock, "ada", PASSWORD) == 201
    page = console.open("sessions")
    row = page.locator("main tbody tr")
    expect(row).to_contain_text("user, password")
    console.require_accessible()
    page.once("dialog", lambda dialog: dialog.accept())
    row.get_by_role("button", name="Remove").click()

    expect(page.locator("main .empty")).to_contain_text("There is no session")
    assert mock.api.done("POST", "/v2/sessions/search", {})["details"].get("totalResult", "0") == "0"
