"""The pages of the built-in login as people see them, on a screen of a desk and on that of a phone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from contracts.logins.browser import CALLBACK
from contracts.logins.provider import Provider
from contracts.logins.world import SCOPE, World
from contracts.target import Target
from tests.clients.chromium import chromium
from tests.control.console.browser import DESK, PHONE, Console, console_in

PASSWORD = "Password1!"
CASE: dict[str, Any] = {
    "case": "seen",
    "flows": {},
    "policy": {"secondFactors": ["SECOND_FACTOR_TYPE_OTP"], "mfaInitSkipLifetime": "2592000s"},
    "users": [{"name": "alice-with-a-very-long-name-{{nonce}}", "password": PASSWORD}],
}


@pytest.mark.thorough
def test_pages_are_accessible(server: Target, provider: Provider) -> None:
    """axe-core finds nothing on any of them, and none is wider than its screen."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        for screen in (DESK, PHONE):
            world = World(server, CASE, provider)
            world.set_up()
            with console_in(browser, world.base_url, "", screen) as seen:
                walk(seen, world)
            world.tear_down()


def walk(seen: Console, world: World) -> None:
    """Go from page to page, and look at each."""
    page = seen.page
    address = authorize_address(world)

    page.goto(address)
    look(seen, "login name")
    page.get_by_label("Login name").fill(world.known.fill_text(CASE["users"][0]["name"]))
    page.get_by_role("button", name="Next").click()
    look(seen, "password")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Password is invalid (COMMAND-3M0fs)")
    look(seen, "password")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    look(seen, "mfa prompt")
    page.get_by_role("button", name="Authenticator app").click()
    look(seen, "otp verify")

    page.goto(address)
    page.get_by_role("button", name="Register").click()
    look(seen, "register")
    register(page, world.known.fill_text("rita-{{nonce}}@example.com"))
    look(seen, "initialise user")


def authorize_address(world: World) -> str:
    """Where the application of a case sends the browser for a login."""
    query = {
        "client_id": world.client,
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": world.known.fill_text(SCOPE),
        "code_challenge": "c" * 43,
        "code_challenge_method": "S256",
    }
    return f"{world.base_url}/oauth/v2/authorize?{urlencode(query)}"


def register(page: Page, address: str) -> None:
    """Fill in who somebody is."""
    page.get_by_label("First name").fill("Rita")
    page.get_by_label("Last name").fill("New")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Register").click()


def look(seen: Console, name: str) -> None:
    """Be on a page, with which nothing is wrong."""
    expect(seen.page.locator(f'[data-page="{name}"]')).to_be_visible()
    seen.require_accessible()
