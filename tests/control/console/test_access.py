"""Who may use the console, and what pages of others can do to it."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Playwright, expect

from contracts.target import Target
from tests.clients.chromium import chromium
from tests.control.console.browser import DESK, Console, console_in
from tests.control.mock import ADMIN_TOKEN


def test_log_in_and_out(browser: Browser, guarded: Target) -> None:
    """The token is asked for once; the page that was asked for follows, and the session ends when it is told to."""
    with console_in(browser, guarded.base_url, "", DESK) as console:
        page = console.open("board")
        console.require_accessible()
        page.get_by_label("Token").fill("wrong")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_contain_text("That is not the token")
        page.get_by_label("Token").fill(ADMIN_TOKEN)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Board")
        (cookie,) = page.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/__admin")
        assert ADMIN_TOKEN not in cookie["value"]

        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Log in to the console")


def test_a_made_up_session(browser: Browser, guarded: Target) -> None:
    """A cookie that the server did not give opens nothing."""
    with console_in(browser, guarded.base_url, "", DESK) as console:
        port = urlsplit(guarded.base_url).port
        console.page.context.add_cookies([{"name": f"zitadel-mock-{port}", "value": "00", "url": guarded.base_url}])
        page = console.open("board")

        expect(page.get_by_role("heading", level=1)).to_have_text("Log in to the console")


def test_pages_of_others(browser: Browser, server: Target) -> None:
    """A page of another origin can neither read an answer of the control API nor change anything by it."""
    page = browser.new_page()
    # Served by the same machine under another name, which makes it another origin.
    page.goto(server.base_url.replace("127.0.0.1", "localhost") + "/debug/healthz")
    read = "url => fetch(url).then(answer => answer.text(), error => String(error))"
    rule = '{"name": "evil", "broken": "reset"}'
    blind = "([url, body]) => fetch(url, {method: 'POST', mode: 'no-cors', body}).catch(() => null)"

    assert page.evaluate(read, f"{server.base_url}/__admin/requests") == "TypeError: Failed to fetch"
    page.evaluate(blind, [f"{server.base_url}/__admin/faults", rule])
    page.goto(f"{server.base_url}/__admin/faults/evil")
    assert "there is no fault 'evil'" in page.content()
    page.close()


def test_rebound_names(playwright: Playwright, server: Target) -> None:
    """A page whose name was bound to this machine by its owner is told no, and so are its scripts."""
    rebound = "--host-resolver-rules=MAP evil.example 127.0.0.1"
    with chromium(playwright, rebound) as browser:
        page = browser.new_page()
        page.goto(server.base_url.replace("127.0.0.1", "evil.example") + "/__admin/")
        expect(page.locator("main")).to_contain_text("is not offered under the host evil.example")
        status = page.evaluate("fetch('/__admin/requests').then(answer => answer.status)")
        page.close()

    assert status == 403


def test_the_console_cannot_be_framed(desk: Console) -> None:
    """No page may show it inside of itself, which would let it steal clicks."""
    page = desk.page
    page.goto(f"{desk.base_url}/debug/healthz")
    framing = "url => { const frame = document.createElement('iframe'); frame.src = url; document.body.append(frame); }"
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.evaluate(framing, f"{desk.base_url}/__admin/")

    desk.complaints.clear()
