"""The pages for who comes from outside as people see them, on a screen of a desk and on that of a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from contracts.logins.provider import Provider
from contracts.logins.world import World
from contracts.target import Target
from tests.clients.chromium import chromium
from tests.control.console.browser import DESK, PHONE, Console, console_in
from tests.logins.test_pages_in_a_browser import authorize_address, look

CASE: dict[str, Any] = {
    "case": "outside",
    "flows": {},
    "users": [{"name": "alice-{{nonce}}", "password": "Password1!"}],
}


@pytest.mark.thorough
def test_pages_are_accessible(server: Target, provider: Provider) -> None:
    """axe-core finds nothing on any of them, and none is wider than its screen."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        for screen in (DESK, PHONE):
            world = World(server, CASE, provider)
            world.set_up()
            pretend = {"name": "Pretend", "issuer": f"{world.base_url}/pretend", "clientId": "c", "clientSecret": "s"}
            options = {"isLinkingAllowed": True, "isCreationAllowed": True}
            idp = world.manage("POST", "/idps/generic_oidc", {**pretend, "providerOptions": options})["id"]
            world.manage("POST", "/policies/login/idps", {"idpId": idp, "ownerType": "IDP_OWNER_TYPE_ORG"})
            with console_in(browser, world.base_url, "", screen) as seen:
                walk(seen, world)
            world.tear_down()


def walk(seen: Console, world: World) -> None:
    """Come as somebody whom nobody is linked to, and link a user."""
    page = seen.page
    page.goto(authorize_address(world))
    look(seen, "login name")
    page.get_by_role("link", name="Pretend").click()
    look(seen, "pretend provider")
    page.get_by_label("Further claims").fill("[]")
    page.get_by_role("button", name="Come as this person").click()
    look(seen, "pretend provider")
    page.get_by_role("button", name="Ada Outside").click()
    look(seen, "create or link")
    page.get_by_role("button", name="Link to a user").click()
    look(seen, "login name")
    page.get_by_label("Login name").fill(world.known.fill_text("alice-{{nonce}}"))
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Password").fill("Password1!")
    page.keyboard.press("Enter")
    look(seen, "linked")
