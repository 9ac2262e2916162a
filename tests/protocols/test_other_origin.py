"""A page of another origin in a real browser, which wants to log itself in."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, sync_playwright

from contracts.target import Target
from tests.clients.chromium import chromium

TIMEOUT_MS = 30_000
LOGIN = """async (base) => {
  const asked = {client_id: 'evil', response_type: 'code', scope: 'openid', redirect_uri: base + '/back'};
  const address = base + '/oauth/v2/authorize?' + new URLSearchParams(asked);
  try { return (await (await fetch(address, {credentials: 'include'})).text()).slice(0, 100); }
  catch (error) { return error.name; }
}"""
READ = "async (base) => (await fetch(base + '/oauth/v2/keys')).status"


class Blank(http.server.BaseHTTPRequestHandler):
    """Serves an empty page."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def other_origin() -> Iterator[str]:
    """The address of a page on another port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Blank) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page() -> Iterator[Page]:
    """A browser's page."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        opened = browser.new_page()
        opened.set_default_timeout(TIMEOUT_MS)
        yield opened


def asked(**more: str) -> str:
    """A query of the authorization endpoint."""
    wanted = {"client_id": "app", "response_type": "code", "scope": "openid", "redirect_uri": "http://127.0.0.1:9/back"}
    return urlencode(wanted | more)


def test_it_cannot_read_who_there_is(page: Page, other_origin: str, server: Target) -> None:
    """Its scripts read what any page may read, and nothing of the login."""
    page.goto(other_origin)

    assert page.evaluate(READ, server.base_url) == 200
    assert page.evaluate(LOGIN, server.base_url) == "TypeError"


def test_it_cannot_choose(page: Page, other_origin: str, server: Target) -> None:
    """Sent to a login with a user chosen already, the browser asks its person, whose own choice counts."""
    page.goto(f"{server.base_url}/oauth/v2/authorize?{asked()}")
    user = page.evaluate("document.querySelector('li a').href.match(/mock_user=(\\d+)/)[1]")
    came_back: list[Any] = []
    page.route("http://127.0.0.1:9/**", lambda route: (came_back.append(route.request.url), route.fulfill(body="back")))
    address = f"{server.base_url}/oauth/v2/authorize?{asked(mock_user=user)}"

    page.goto(other_origin)
    page.evaluate("address => { location.href = address }", address)
    page.wait_for_selector("li a")
    assert came_back == []

    page.locator("li a").first.click()
    page.wait_for_url("http://127.0.0.1:9/back?**")
    assert "code=" in page.url
