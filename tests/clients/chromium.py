"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.clients.missing import missing

NAME = "Chromium"
_INSTALL = Path(__file__).parents[2] / ".ci" / "install-browser"
_PROGRAM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def install() -> None:
    """Install it, if it is not yet.

    Raises `subprocess.CalledProcessError` where that fails, or is not to be done for this user.
    """
    subprocess.run([_INSTALL], check=True, stderr=subprocess.PIPE, text=True)


def program() -> Path:
    """Where it is; the test ends where it is not installed."""
    return _PROGRAM if _PROGRAM.exists() else missing(NAME)


@contextmanager
def chromium(playwright: Playwright, *flags: str) -> Iterator[Browser]:
    """A running browser, with flags of its command line beside those that keep it to itself."""
    browser = playwright.chromium.launch(executable_path=program(), args=[*FLAGS, *flags])
    yield browser
    browser.close()
