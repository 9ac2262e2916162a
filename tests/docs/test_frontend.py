"""What docs/frontend.md shows is what a reader gets."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from contracts.target import Target
from mockserver.seeds import demo
from mockserver.seeds.model import Person
from tests.clients.chromium import chromium
from tests.clients.npm import installed_packages
from tests.clients.pages import files
from tests.docs.folders import REACT
from tests.docs.test_pages import BLOCK, DOCS

TEXT = (DOCS / "frontend.md").read_text("utf-8")
ENTRY = """
import { createRoot } from "react-dom/client";
import App from "./App.jsx";
createRoot(document.getElementById("root")).render(<App />);
"""
ORIGIN = demo.ORIGINS[-1]


@pytest.fixture(scope="module")
def site(server: Target, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app of the page, bundled as its reader's tools do, for this server; where it is served."""
    (app,) = (text for language, text in BLOCK.findall(TEXT) if language == "jsx")
    assert len([line for line in app.splitlines() if line.strip(" }")]) == 10
    folder = tmp_path_factory.mktemp("react")
    (folder / "node_modules").symlink_to(installed_packages(REACT) / "node_modules")
    (folder / "App.jsx").write_text(app.replace("http://localhost:8080", server.base_url), "utf-8")
    (folder / "main.jsx").write_text(ENTRY, "utf-8")
    command = ["node_modules/.bin/esbuild", "main.jsx", "--bundle", "--format=esm", "--jsx=automatic"]
    subprocess.run([*command, "--outfile=page.js"], cwd=folder, check=True, capture_output=True, timeout=60)
    with files(folder, '<div id="root"></div>') as address:
        yield address


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """Chromium, which finds the app where the reader's tools serve it, whatever port is free here."""
    rules = f"MAP {urlsplit(ORIGIN).netloc} {urlsplit(site).netloc}"
    with sync_playwright() as playwright, chromium(playwright, f"--host-resolver-rules={rules}") as opened:
        yield opened


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A browser without a past."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize(("person", "roles"), [(demo.ADA, "admin"), (demo.GRACE, "no role")])
def test_the_page_in_ten_lines(tab: Page, person: Person, roles: str) -> None:
    """A person signs in with login name and password, the page tells name and roles, and signing out ends it."""
    tab.goto(ORIGIN)
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_label("Login name").fill(person.user_name)
    tab.get_by_role("button", name="Next").click()
    tab.get_by_label("Password").fill(demo.PASSWORD)
    tab.get_by_role("button", name="Next").click()

    expect(tab.get_by_text(f"{person.first_name} {person.last_name}, {roles}")).to_be_visible()

    tab.get_by_role("button", name="Sign out").click()
    expect(tab.get_by_role("button", name="Sign in")).to_be_visible()


def test_what_is_printed() -> None:
    """The page shows the lines that `serve` prints, and all addresses that the app takes."""
    shown = [text for language, text in BLOCK.findall(TEXT) if language == "text"]
    (app,) = demo.PROJECT.apps

    assert shown == ["".join(f"{line}\n" for line in demo.lines())]
    for uri in (*app.redirect_uris, *app.post_logout_redirect_uris):
        path = next(uri.removeprefix(origin) for origin in demo.ORIGINS if uri.startswith(origin))
        assert not path or f"`{path}`" in TEXT
