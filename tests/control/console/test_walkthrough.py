"""A piece of work from end to end, on a desk's screen in light colours and on a phone's in dark ones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.control.console.browser import Console, Screen, follow
from tests.control.mock import Mock

TRIGGER = "#trigger-2-4"
"""Pre Userinfo creation of Complement Token."""


def create(console: Console, name: str) -> None:
    """Make an action by its form."""
    page = console.open("actions/new")
    page.get_by_label("Name", exact=True).fill(name)
    page.locator("#script").fill(f"function {name}(ctx, api) {{\n  // adds to the token\n}}\n")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def save(page: Page, status: int) -> None:
    """Save the trigger; what it is answered is shown."""
    page.locator(TRIGGER).get_by_role("button", name="Save").click()
    expect(page.locator("[data-answer] .status")).to_have_text(str(status))


def test_from_an_action_to_its_replay(console: Console, mock: Mock) -> None:
    """Create actions, set and order a trigger, see the call, let it fail, see why, mend it and replay."""
    for name in ("addDepartment", "addManager", "auditLogin"):
        create(console, name)
    console.require_accessible()

    page = console.open("board")
    for name in ("addManager", "addDepartment"):
        page.get_by_label(f"Add {name} to a trigger").select_option("trigger-2-4")
    page.locator(TRIGGER).get_by_role("button", name="Move addDepartment up").click()
    save(page, 200)
    console.take_picture("board")
    console.require_accessible()

    page = console.open("faults")
    page.locator("#preset-unavailable").click()
    expect(page.locator("#preset-unavailable")).to_have_attribute("aria-checked", "true")
    console.take_picture("faults")
    console.require_accessible()

    page = console.open("board")
    page.get_by_label("Add auditLogin to a trigger").select_option("trigger-2-4")
    save(page, 503)
    expect(page.locator(TRIGGER).get_by_role("button", name="Save")).to_be_visible()

    page = console.open("journal")
    expect(page.locator("#rows tr").first).to_contain_text("SetTriggerActions")
    expect(page.locator("#rows tr").first).to_contain_text("503")
    console.take_picture("journal")
    console.require_accessible()
    follow(page.locator("#rows tr").first.get_by_role("link"))
    expect(page.locator("main")).to_contain_text("answered instead of the operation")
    console.take_picture("entry")
    console.require_accessible()
    failed = page.url

    page = console.open("faults")
    page.locator("#preset-unavailable").click()
    expect(page.locator("#preset-unavailable")).to_have_attribute("aria-checked", "false")
    page.goto(failed)
    page.get_by_role("button", name="Replay").click()
    expect(page.locator("#replayed")).to_contain_text("200")
    console.require_accessible()

    names = {action["id"]: action["name"] for action in mock.api.actions()}
    assert [names[id_] for id_ in mock.api.bound("2")] == ["addDepartment", "addManager", "auditLogin"]
    newest = mock.details(operation="SetTriggerActions")
    assert [row["value"] for row in newest["request"]["headers"] if row["name"] == "x-mock-replay-of"]


def test_the_journal_is_live(console: Console, mock: Mock) -> None:
    """What others ask appears while the page is open, newest first, and the page can be told to wait."""
    page = console.open("journal")
    mock.api.new_action("first")
    expect(page.locator("#rows tr")).to_have_count(1)
    page.get_by_role("button", name="Pause").click()
    mock.api.new_action("second")
    page.get_by_role("button", name="Resume").click()
    expect(page.locator("#rows tr")).to_have_count(2)


@pytest.mark.parametrize("path", ["", "actions", "organisations", "journal", "tokens", "errors", "settings", "spec"])
def test_every_page(console: Console, screen: Screen, path: str) -> None:
    """Every page can be read by everybody on every screen, and complains of nothing."""
    page = console.open(path)
    page.wait_for_load_state("networkidle")
    console.take_picture(path or "overview")

    console.require_accessible()
    assert page.locator("#nav [aria-current=page]").count() == 1
    if screen.width < 700:
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("link", name="Journal").first).to_be_visible()
        console.require_accessible()
