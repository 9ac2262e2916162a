"""From the board to an app: a script is bound, its claim is seen, broken, found in the journal, and mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from contracts.server_process import server_process
from mockserver.seeds import demo
from tests.clients.pages import page as served
from tests.control.console.browser import PHONE, Console, console_in

SCRIPT = """function greeting(ctx, api) {
  api.v1.claims.setClaim('greeting', 'Hello ' + ctx.v1.getUser().human.firstName);
}"""


@pytest.fixture
def phone(browser: Browser, tmp_path: Path) -> Iterator[Console]:
    """The console of a server with the demonstration, which no other test uses."""
    with server_process(tmp_path) as target, console_in(browser, target.base_url, "", PHONE) as opened:
        yield opened


def _sign_in(app: Page, url: str, base_url: str) -> None:
    app.goto(f"{url}/#{quote(json.dumps({'baseUrl': base_url, 'client': 'app'}))}")
    app.get_by_label("Login name").fill(demo.ADA.user_name)
    app.get_by_role("button", name="Next").click()
    app.get_by_label("Password").fill(demo.PASSWORD)
    app.get_by_role("button", name="Next").click()


@pytest.mark.thorough
def test_a_claim_from_the_board_to_an_app(phone: Console, browser: Browser, tmp_path: Path) -> None:
    """As a person does it, in a browser on a phone in dark colours, with ZITADEL's package for React as the app."""
    page = phone.open("actions/new", org=demo.ORGANISATION_ID)
    page.get_by_label("Name").fill("greeting")
    page.get_by_label("Script", exact=True).fill(SCRIPT)
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("greeting")
    action = page.url
    page = phone.open("board", org=demo.ORGANISATION_ID)
    page.get_by_label("Add greeting to a trigger").select_option("trigger-2-4")
    page.locator("#trigger-2-4 [data-save]").click()
    expect(page.locator("#announcer")).to_have_text("SetTriggerActions: done")
    phone.require_accessible()

    with served("claim_page.mjs", tmp_path) as url, browser.new_context() as context:
        app = context.new_page()
        _sign_in(app, url, phone.base_url)
        expect(app.locator("#claim")).to_have_text(f"greeting: Hello {demo.ADA.first_name}")

        page.goto(action)
        page.get_by_label("Script", exact=True).fill(SCRIPT.replace("human.", "machine."))
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#announcer")).to_have_text("UpdateAction: done")
        phone.require_accessible()
        _sign_in(app, url, phone.base_url)
        expect(app.locator("#claim")).to_contain_text("failed: ")

        phone.open("journal")
        page.locator("tr", has_text="/oauth/v2/token").filter(has_text="500").first.get_by_role("link").first.click()
        section = page.get_by_role("region", name="Scripts that ran")
        expect(section).to_contain_text("failed")
        expect(section).to_contain_text("(line 2, column ")
        phone.require_accessible()

        page.goto(action)
        page.get_by_label("Script", exact=True).fill(SCRIPT)
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#announcer")).to_have_text("UpdateAction: done")
        _sign_in(app, url, phone.base_url)
        expect(app.locator("#claim")).to_have_text(f"greeting: Hello {demo.ADA.first_name}")
