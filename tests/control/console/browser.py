"""The console in a browser, and what is wrong with its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from tests.clients.npm import installed_packages

TIMEOUT_MS = 15_000
PICTURES = Path(__file__).parents[3] / "artefacts" / "screenshots"
_ANSWERED = "Failed to load resource: the server responded with a status of"
"""Chromium logs each refusal that a page's script is answered; a page may well show refusals."""


WIDER = """[...document.querySelectorAll("body *")]
  .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
  .filter((element) => !element.closest(".table"))
  .map((element) => element.outerHTML.slice(0, 120))"""
"""What of a page reaches beyond the screen's edge, but within tables, which scroll."""


@dataclass(frozen=True, slots=True)
class Screen:
    """How a person sees the console."""

    name: str
    width: int
    height: int
    colours: str


DESK = Screen("desk", 1280, 800, "light")
PHONE = Screen("phone", 375, 720, "dark")


@dataclass
class Console:
    """The console in a browser, for one instance.

    Attributes:
        host: the instance; empty for that of the server's own address.
        complaints: what the browser logged as wrong; no test may leave one.
    """

    page: Page
    base_url: str
    host: str
    screen: Screen
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "", **parameters: str) -> Page:
        """Go to a page, such as `board`; the first page where none is named."""
        wanted = {"host": self.host, **parameters}
        query = urlencode({name: value for name, value in wanted.items() if value})
        self.page.goto(f"{self.base_url}/__admin/{f'console/{path}' if path else ''}?{query}")
        return self.page

    def take_picture(self, name: str) -> None:
        """Keep what can be seen, in the folder of artefacts."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}-{self.screen.name}.png")

    def require_accessible(self) -> None:
        """Fail where axe-core finds a violation, or where the page is wider than the screen."""
        overflow = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{self.page.url} is {overflow} pixels wider than the screen: {self.page.evaluate(WIDER)}"
        # Evaluated from outside, so that the page's policy is not in its way.
        self.page.evaluate((installed_packages() / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
        # Without its preload: for that it writes style sheets into the page, which the policy forbids.
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
        violations = [
            f"{row['id']}: {row['help']}: {node['html'][:200]} {node['failureSummary']}"
            for row in found["violations"]
            for node in row["nodes"]
        ]
        assert not violations, f"{self.page.url}:\n" + "\n".join(violations)

    def complain(self, message: ConsoleMessage) -> None:
        """Take what the browser logs."""
        if message.type == "error" and not message.text.startswith(_ANSWERED):
            self.complaints.append(message.text)

    def watch(self, request: Request) -> None:
        """Take note of what is asked of other servers."""
        if urlsplit(request.url).netloc != urlsplit(self.base_url).netloc and not request.url.startswith("data:"):
            self.complaints.append(f"asked for {request.url}")


def follow(link: Locator) -> None:
    """Go where a link leads, until that page's scripts run: what is pressed before is pressed in vain."""
    with link.page.expect_navigation(wait_until="load"):
        link.click()


@contextmanager
def console_in(browser: Browser, base_url: str, host: str, screen: Screen) -> Iterator[Console]:
    """A fresh profile on a screen; that nothing was wrong with any page is asserted at its end."""
    context: BrowserContext = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        color_scheme="dark" if screen.colours == "dark" else "light",
        has_touch=screen is PHONE,
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(TIMEOUT_MS)
    expect.set_options(timeout=TIMEOUT_MS)
    page = context.new_page()
    console = Console(page, base_url, host, screen)
    page.on("console", console.complain)
    page.on("pageerror", lambda error: console.complaints.append(str(error)))
    page.on("request", console.watch)
    yield console
    context.close()
    assert not console.complaints, console.complaints
