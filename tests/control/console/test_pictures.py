"""What the documents show beside the console's own walk: a server in a terminal, a seed, the control API."""

from __future__ import annotations

import html
import os
import pty
import re
import subprocess
import time

import httpx
from playwright.sync_api import Browser, expect

from tests.command_line import COMMAND, environment, run
from tests.control.console.browser import PICTURES, Console
from tests.control.mock import Mock

ADMINISTRATOR = {"authorization": "Bearer zitadel-mock-admin-pat"}
LOOKS = "body { margin: 0 } pre { margin: 0; padding: 16px; background: #16161d; color: #ececf3; font: 15px monospace }"


def test_in_a_terminal(browser: Browser) -> None:
    """On a terminal the server says where it is, and writes a line for each request without being told to."""
    ours, theirs = pty.openpty()
    command = [*COMMAND, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment()) as server:
        os.close(theirs)
        try:
            said = _read(ours, "\n.*\n.*\n.*\n")
            (url,) = re.findall(r"listening on (http://\S+)", said)
            httpx.post(f"{url}/management/v1/flows/types/_search", headers=ADMINISTRATOR)
            httpx.post(f"{url}/management/v1/flows/1/trigger/1", headers=ADMINISTRATOR, json={"actionIds": ["1"]})
            httpx.get(f"{url}/management/v1/flows/1")
            said += _read(ours, "GetFlow.*\n")
        finally:
            server.terminate()
    os.close(ours)

    assert f"{url}/__admin/" in said
    assert re.search(r"400 +SetTriggerActions.*COMMAND-", said)
    page = browser.new_page(viewport={"width": 1280, "height": 240})
    page.set_content(f"<style>{LOOKS}</style><pre>{html.escape(said)}</pre>")
    page.locator("pre").screenshot(path=PICTURES / "terminal.png")
    page.close()


def test_a_seed(desk: Console, mock: Mock) -> None:
    """The board shows what the example of a state file says."""
    seed = run("seed", "--example").stdout
    mock.done("PUT", "/state", content=seed, headers={"content-type": "application/yaml"})
    page = desk.open("board", org="300000000000000001")

    expect(page.locator("#trigger-3-1 li bdi")).to_have_text(["logLogin", "notifySales"])
    desk.take_picture("seed")


def test_the_control_api(desk: Console) -> None:
    """Its description lists its operations."""
    page = desk.open("spec", document="control")
    requests = page.locator("#operations-tag-Requests")
    expect(requests).to_be_visible()
    requests.evaluate("tag => tag.scrollIntoView()")
    desk.take_picture("control")


def _read(terminal: int, until: str, seconds: float = 15) -> str:
    """What a terminal shows until a pattern fits."""
    said = ""
    deadline = time.monotonic() + seconds
    while not re.search(until, said):
        assert time.monotonic() < deadline, said
        said += os.read(terminal, 65536).decode().replace("\r\n", "\n")
    return said
