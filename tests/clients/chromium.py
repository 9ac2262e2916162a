"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

_PROGRAM = Path("/usr/bin/chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium(playwright: Playwright, *flags: str) -> Iterator[Browser]:
    """A running browser, with flags of its command line beside those that keep it to itself."""
    assert _PROGRAM.exists(), "Chromium is missing: run `apt-get install chromium` as root, or `.ci/install-browser`"
    browser = playwright.chromium.launch(executable_path=_PROGRAM, args=[*_FLAGS, *flags])
    yield browser
    browser.close()
