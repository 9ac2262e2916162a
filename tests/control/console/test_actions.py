"""Actions in the console."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.control.console.browser import Console, follow
from tests.control.mock import Mock

SCRIPT = "function greet(ctx, api) {\n  // says hello\n  return 'hello';\n}\n"


def test_create(console: Console, mock: Mock) -> None:
    """A form makes an action by the call that the page shows; then it can be changed, switched off and deleted."""
    page = console.open("actions/new")
    page.get_by_label("Name").fill("greet")
    page.get_by_label("Script").fill(SCRIPT)
    page.get_by_label("Timeout").fill("2s")
    expect(page.locator("#snippet")).to_contain_text("-X POST")
    console.require_accessible()
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("greet")
    expect(page.locator("#announcer")).to_have_text("CreateAction: done")
    (action,) = mock.api.actions()
    assert (action["name"], action["script"], action["timeout"]) == ("greet", SCRIPT, "2s")

    page.get_by_label("Allowed to fail").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-answer] .status")).to_have_text("200")
    console.require_accessible()
    console.take_picture("action")
    page.get_by_role("button", name="Deactivate").click()
    expect(page.get_by_role("button", name="Reactivate")).to_be_visible()
    (action,) = mock.api.actions()
    assert action["allowedToFail"]
    assert action["state"] == "ACTION_STATE_INACTIVE"

    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    assert mock.api.actions()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator("main .empty")).to_contain_text("has no action yet")
    assert not mock.api.actions()
    assert [row["operation"] for row in mock.requests(limit=20)].count("UpdateAction") == 1


def test_what_is_written_during_a_save(desk: Console, mock: Mock) -> None:
    """A save takes what stood there when it began; what is written until its answer comes stays, and is not saved."""
    id_ = mock.api.new_action("greet")
    page = desk.open(f"actions/{id_}")
    mock.done("POST", "/faults", json={"operation": "UpdateAction", "delay": {"type": "fixed", "milliseconds": 400}})
    page.get_by_label("Name").fill("hello")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Name").fill("later")

    expect(page.get_by_role("heading", level=1)).to_have_text("hello")
    expect(page).to_have_title("hello · ZITADEL mock")
    expect(page.get_by_label("Name")).to_have_value("later")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    follow(page.get_by_role("link", name="Board"))
    page.wait_for_url("**/board*")
    assert asked == ["beforeunload"]


def test_refusals_are_explained(desk: Console, mock: Mock) -> None:
    """A name that is taken is refused by the API, whose message and reason stand beside the form; nothing is lost."""
    mock.api.new_action("greet")
    page = desk.open("actions/new")
    page.get_by_label("Name").fill("greet")
    page.get_by_role("button", name="Create").click()

    answer = page.locator("[data-answer]")
    expect(answer.locator(".status")).to_have_text("409")
    expect(answer).to_contain_text("V3-DKcYh")
    expect(answer).to_contain_text("Use a name that is taken")
    expect(page.get_by_label("Name")).to_have_value("greet")


def test_the_script_is_in_colour_while_it_is_written(desk: Console) -> None:
    """Below the text area lies the same text with its words in spans."""
    page = desk.open("actions/new")
    page.get_by_label("Script").fill("const answer = 42; // </pre><script>")

    colours = page.locator(".editor pre")
    expect(colours.locator(".kd")).to_have_text("const")
    expect(colours.locator(".c1")).to_have_text("// </pre><script>")
    expect(colours).to_have_text("const answer = 42; // </pre><script>")


def test_search_and_pages(desk: Console, mock: Mock) -> None:
    """Of many actions a hundred are shown, others on further pages or by a part of their name."""
    for number in range(101):
        mock.api.new_action(f"step{number:03}")
    page = desk.open("actions")
    rows = page.locator("main tbody tr")

    expect(rows).to_have_count(100)
    follow(page.get_by_role("link", name="Next"))
    expect(rows).to_have_count(1)
    page.get_by_label("Name or id").fill("STEP05")
    page.get_by_role("button", name="Search").click()
    expect(rows).to_have_count(10)
    page.get_by_label("Name or id").fill("nothing")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("main .empty")).to_have_text("None of 101 actions has nothing in its name or id.")


def test_an_action_that_is_gone(desk: Console) -> None:
    """Its page says what to do."""
    page = desk.open("actions/42")

    expect(page.locator("main")).to_contain_text("has no action 42")
    expect(page.locator("main")).to_contain_text("What to do")


def test_calling_as_somebody_else(desk: Console, mock: Mock) -> None:
    """Calls are made with the chosen token, on all pages of the tab."""
    viewer = mock.done("POST", "/tokens", json={"roles": ["ORG_OWNER_VIEWER"]})
    page = desk.open("actions")
    page.get_by_label("Calling as").select_option(label=f"{viewer['userName']} (ORG_OWNER_VIEWER)")
    follow(page.get_by_role("link", name="New action"))
    page.get_by_label("Name").fill("greet")
    page.get_by_role("button", name="Create").click()

    expect(page.locator("[data-answer]")).to_contain_text("AUTH-5mWD2")
    expect(page.locator("#snippet")).to_have_text(re.compile(re.escape(viewer["token"])))
