"""The board of flows and triggers."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.clients.go import program
from tests.clients.missing import need_program
from tests.control.console.browser import Console
from tests.control.mock import Mock

TRIGGER = "#trigger-1-2"
"""Pre Creation of External Authentication."""


def names(trigger: Locator) -> Locator:
    """The names of a trigger's actions, in order."""
    return trigger.locator("ol bdi")


def add(page: Page, action: str, trigger: str = "trigger-1-2") -> None:
    """Put an action into a trigger without a pointer."""
    page.get_by_label(f"Add {action} to a trigger").select_option(trigger)


def test_by_keyboard(console: Console, mock: Mock) -> None:
    """Actions are put into a trigger, moved and taken out without a pointer, and saved by one call."""
    first, second, third = (mock.api.new_action(name) for name in ("first", "second", "third"))
    page = console.open("board")
    trigger = page.locator(TRIGGER)
    for name in ("first", "second", "third"):
        add(page, name)
    expect(names(trigger)).to_have_text(["first", "second", "third"])
    up = trigger.get_by_role("button", name="Move third up")
    up.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(names(trigger)).to_have_text(["third", "first", "second"])
    expect(up).to_be_focused()
    expect(page.locator("#announcer")).to_contain_text("third is number 1 of 3")
    console.require_accessible()
    trigger.get_by_role("button", name="Save").press("Enter")

    expect(page.locator("[data-answer] .status")).to_have_text("200")
    expect(trigger.get_by_role("button", name="Save")).to_be_hidden()
    assert mock.api.bound() == [third, first, second]
    console.take_picture("board")
    console.require_accessible()
    trigger.get_by_role("button", name="Take first out").press("Enter")
    expect(trigger.get_by_role("button", name="Take second out")).to_be_focused()
    trigger.get_by_role("button", name="Save").click()
    expect(page.locator("[data-answer] .status")).to_have_text("200")
    assert mock.api.bound() == [third, second]


def test_by_pointer(desk: Console, mock: Mock) -> None:
    """Actions are dragged from the list into a trigger, within it, and on to another one."""
    first, second = (mock.api.new_action(name) for name in ("first", "second"))
    page = desk.open("board")
    trigger, other = page.locator(TRIGGER), page.locator("#trigger-1-3")
    for name in ("first", "second"):
        page.locator("#found .slot", has_text=name).drag_to(trigger)
    expect(names(trigger)).to_have_text(["first", "second"])
    trigger.locator(".slot", has_text="second").drag_to(trigger.locator("ol"), target_position={"x": 40, "y": 2})
    expect(names(trigger)).to_have_text(["second", "first"])
    trigger.locator(".slot", has_text="second").drag_to(other)
    expect(names(trigger)).to_have_text(["first"])
    for changed in (trigger, other):
        changed.get_by_role("button", name="Save").click()
        expect(changed.get_by_role("button", name="Save")).to_be_hidden()

    assert mock.api.bound() == [first, second]


def test_undo_and_refusals(desk: Console, mock: Mock) -> None:
    """What was not saved can be undone; what the API refuses stays to be mended, with the reason."""
    action = mock.api.new_action("greet")
    page = desk.open("board")
    trigger = page.locator(TRIGGER)
    add(page, "greet")
    trigger.get_by_role("button", name="Undo").click()
    expect(names(trigger)).to_have_count(0)
    expect(trigger.get_by_text("No action")).to_be_visible()

    add(page, "greet")
    mock.api.done("DELETE", f"/management/v1/actions/{action}")
    trigger.get_by_role("button", name="Save").click()

    expect(page.locator("[data-answer]")).to_contain_text("COMMAND-dg422")
    expect(page.locator("[data-answer]")).to_contain_text("an action id that the organisation does not have")
    expect(names(trigger)).to_have_text(["greet"])


@pytest.mark.parametrize("language", ["curl", "grpcurl", "JavaScript"])
def test_the_call_as_other_programs_make_it(desk: Console, mock: Mock, language: str) -> None:
    """What is shown does the same when it is run as it stands, an awkward name and token included."""
    action = mock.api.new_action("it's")
    page = desk.open("board")
    add(page, "it's")
    page.get_by_role("tab", name=language, exact=True).click()
    shown = page.locator("#snippet").text_content() or ""

    if language == "JavaScript":
        page.evaluate(f"(async () => {{ {shown} }})()")
    else:
        folder = program(language).parent if language == "grpcurl" else Path(need_program(language)).parent
        found = f"{folder}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(["sh", "-c", shown], env={"PATH": found}, stdout=subprocess.DEVNULL, check=True, timeout=30)

    assert mock.api.bound() == [action]


def test_many_actions(desk: Console, mock: Mock) -> None:
    """The first fifty are offered; others are found by a part of their name."""
    for number in range(51):
        mock.api.new_action(f"step{number:02}")
    page = desk.open("board")
    offered = page.locator("#found .slot")

    expect(offered).to_have_count(50)
    page.get_by_label("Search").fill("step50")
    expect(offered).to_have_count(1)
    page.get_by_label("Search").fill("nothing")
    expect(page.locator("#found-note")).to_contain_text("No action has “nothing”")


def test_other_organisations(desk: Console, mock: Mock) -> None:
    """The menu leads to the board of another organisation, and calls go there."""
    api = mock.api.new_organisation()
    action = api.new_action("theirs")
    page = desk.open("board")
    page.get_by_label("Organisation").select_option(api.organisation)
    add(page, "theirs")
    page.locator(TRIGGER).get_by_role("button", name="Save").click()

    expect(page.locator("[data-answer] .status")).to_have_text("200")
    assert api.bound() == [action]


def test_a_long_trigger(desk: Console, mock: Mock) -> None:
    """Of very many actions the first are shown; those behind them stay, and one of them can be put in front."""
    actions = [mock.api.new_action(f"step{number:03}") for number in range(203)]
    assert mock.api.set_trigger(actions, trigger="2").is_success
    page = desk.open("board")
    trigger = page.locator(TRIGGER)
    expect(names(trigger)).to_have_count(200)
    expect(trigger).to_contain_text("and 3 more behind them")
    trigger.get_by_role("button", name="Take step000 out").click()
    page.get_by_label("Search").fill("step202")
    add(page, "step202")
    trigger.get_by_role("button", name="Save").click()

    expect(page.locator("[data-answer] .status")).to_have_text("200")
    assert mock.api.bound() == [*actions[1:200], actions[202], *actions[200:202]]
