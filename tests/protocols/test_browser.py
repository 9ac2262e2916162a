"""Pages in a real browser, from another origin: some call the API, others let their person sign in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from contracts.server_process import ADMIN_USER_NAME
from contracts.target import Target
from tests.clients.chromium import chromium
from tests.clients.pages import page, seen
from tests.server import Api, unique


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright, chromium(playwright) as opened:
        yield opened


def test_page_of_another_origin(browser: Browser, server: Target, api: Api, tmp_path: Path) -> None:
    """The browser's preflights pass, the page shows the answer and then the refusal, and nothing complains."""
    action = api.new_action()
    asked = {
        "baseUrl": server.base_url,
        "token": server.admin_pat,
        "organisation": api.organisation,
        "action": action,
    }

    with page("page.mjs", tmp_path) as url:
        shown = seen(browser, f"{url}/", asked)

    assert shown["lines"] == {
        "set": f"set: sequence 6 of {api.organisation}",
        "refused": "[failed_precondition] Keine Änderungen (COMMAND-Nfh52)",
        "done": url,
    }
    assert shown["errors"] == []
    assert api.bound() == [action]


@pytest.mark.parametrize("format_", ["json", "protobuf"])
def test_connect(browser: Browser, server: Target, tmp_path: Path, format_: str) -> None:
    """connect-web adds an organisation, finds it, and may not add it again; only that is complained of."""
    name = unique("connect-web")
    asked = {"baseUrl": server.base_url, "token": server.admin_pat, "name": name, "format": format_}

    with page("connect_page.mjs", tmp_path) as url:
        shown = seen(browser, f"{url}/", asked)

    assert shown["lines"].pop("added").isdigit()
    assert shown["lines"] == {
        "found": f"1: {name}",
        "refused": "[already_exists] Organisation's name or id already taken (V3-DKcYh)",
        "done": url,
    }
    assert shown["errors"] == ["Failed to load resource: the server responded with a status of 409 (Conflict)"]


def test_single_page_app_signs_in(browser: Browser, server: Target, tmp_path: Path) -> None:
    """oidc-client-ts goes through discovery, choice of user, code with PKCE and userinfo; its token calls the API."""
    with page("login_page.mjs", tmp_path) as url:
        shown = seen(browser, f"{url}/", {"baseUrl": server.base_url}, click=ADMIN_USER_NAME)

    assert shown["lines"] == {"user": ADMIN_USER_NAME, "api": "200: 4 flow types", "done": "signed in"}
    assert shown["errors"] == []


def test_vue(browser: Browser, server: Target, tmp_path: Path) -> None:
    """ZITADEL's package for Vue leads a person who opens a guarded page through the login and back to that page."""
    with page("vue_page.mjs", tmp_path) as url:
        shown = seen(
            browser, f"{url}/members", {"baseUrl": server.base_url, "project": "zitadel"}, click=ADMIN_USER_NAME
        )

    assert shown["lines"] == {
        "at": "/members",
        "user": ADMIN_USER_NAME,
        "authenticated": "true",
        "admin": "false",
        "done": url,
    }
    assert shown["errors"] == []


def test_react(browser: Browser, server: Target, tmp_path: Path) -> None:
    """ZITADEL's package for React signs in, renews its token without a question, and signs out, which ends that too."""
    with page("react_page.mjs", tmp_path) as url:
        shown = seen(browser, f"{url}/", {"baseUrl": server.base_url, "project": "zitadel"}, click=ADMIN_USER_NAME)

    assert shown["lines"] == {
        "user": ADMIN_USER_NAME,
        "api": f"200: {ADMIN_USER_NAME}",
        "renewed": "true, true",
        "user afterwards": "null",
        "renewed afterwards": "login_required",
        "done": "/goodbye",
    }
    assert shown["errors"] == []
