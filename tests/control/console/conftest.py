"""A browser for each module, a fresh profile for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.clients.chromium import chromium
from tests.control.console.browser import DESK, PHONE, Console, Screen, console_in
from tests.control.mock import Mock


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Not for the session: while it runs, so does an event loop, beside which no test can start its own."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One for all tests of a module."""
    with chromium(playwright) as started:
        yield started


@pytest.fixture(
    params=[pytest.param(DESK, id=DESK.name, marks=pytest.mark.thorough), pytest.param(PHONE, id=PHONE.name)]
)
def screen(request: pytest.FixtureRequest) -> Screen:
    """A phone's in dark colours, and a desk's in light ones, which a run of all tests sees where no phone is wanted."""
    found: Screen = request.param
    return found


@pytest.fixture
def console(browser: Browser, mock: Mock, screen: Screen) -> Iterator[Console]:
    """The console for a fresh instance, on each screen."""
    with console_in(browser, mock.target.base_url, mock.host, screen) as opened:
        yield opened


@pytest.fixture
def desk(browser: Browser, mock: Mock) -> Iterator[Console]:
    """The console for a fresh instance, where the screen makes no difference."""
    with console_in(browser, mock.target.base_url, mock.host, DESK) as opened:
        yield opened
