"""Angular's package for OpenID Connect, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from contracts.server_process import ADMIN_USER_NAME
from contracts.target import Target
from tests.clients.chromium import chromium
from tests.clients.pages import page, seen
from tests.tools.folders import ANGULAR

pytestmark = pytest.mark.tools


def test_signs_in(server: Target, tmp_path: Path) -> None:
    """It signs in, reads the profile, calls the API, renews and revokes its token, and signs out."""
    with (
        sync_playwright() as playwright,
        chromium(playwright) as browser,
        page("page.mjs", tmp_path, ANGULAR) as url,
    ):
        shown = seen(browser, f"{url}/", {"baseUrl": server.base_url}, click=ADMIN_USER_NAME)

    assert shown["lines"] == {
        "user": ADMIN_USER_NAME,
        "verified": "true",
        "api": f"200: {ADMIN_USER_NAME}",
        "renewed": "true",
        "afterwards": "false",
        "done": "signed out",
    }
    assert shown["errors"] == []
