"""Whatever names and scripts hold, the console shows them as text."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.control.console.browser import Console
from tests.control.mock import Mock

NAMES = {
    "script": "</script><script>document.title='owned'</script><img src=x onerror=document.title='owned'>",
    "quotes": "\"'`--></title></textarea><svg onload=document.title='owned'> {{7*7}} ${7*7}",
    "right to left": "\u202eevil\u2066 \u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
}
LONGEST = 40_000
"""Bytes that a script may have."""
SCRIPT = ("/* </pre></textarea><script>document.title='owned'</script> */ " + "\"'`<\\" * LONGEST)[:LONGEST]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_hostile_names(console: Console, mock: Mock, name: str) -> None:
    """On all pages a name of an organisation and of an action is text, and so is a script of 40,000 bytes."""
    organisation = mock.api.done("POST", "/management/v1/orgs", {"name": f"o {name}"})["id"]
    headers = {"x-zitadel-orgid": organisation}
    body = {"name": name, "script": SCRIPT}
    action = mock.http.post("/management/v1/actions", json=body, headers=headers).json()["id"]
    mock.http.post("/management/v1/flows/1/trigger/2", json={"actionIds": [action]}, headers=headers)

    for path, place in (
        ("", ".card"),
        ("board", "#trigger-1-2 bdi"),
        ("actions", "main tbody bdi"),
        (f"actions/{action}", "h1 bdi"),
        ("organisations", "main tbody"),
    ):
        page = console.open(path, org=organisation)
        expect(page.locator(place).first).to_contain_text(name if path.startswith(("board", "actions")) else "o ")
        assert "owned" not in page.title() or name in page.title()
        assert page.locator("main svg, main script").count() == 0
        console.require_accessible()
    page = console.open(f"actions/{action}", org=organisation)
    expect(page.locator("#script")).to_have_value(SCRIPT)
    expect(page.locator("pre.code")).to_have_text(SCRIPT.strip())
