"""Scripts tried in the console."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.control.console.browser import DESK, PHONE, Console
from tests.control.mock import Mock

SCRIPT = "function greet(ctx, api) {\n  api.v1.claims.setClaim('who', ctx.v1.getUser().username);\n}\n"
WRITTEN = {
    "ctx.v1.user.grants.grants.forEach(grant => grant.proj": "projectGrantId projectId projectName",
    "for (const one of ctx.v1.user.grants.grants) { one.roles; one.proj": "projectGrantId projectId projectName",
    "const user = ctx.v1.getUser();\nuser.hum": "human",
    "const logger = require('zitadel/log');\nlogger.de": "debug",
    "require('zitadel/": "zitadel/http zitadel/log zitadel/uuid",
    "ctx.v1.getUser().creationDate.is": "isZero",
    "ctx.v1.user.grants.pus": "",
    "ctx.v1.user.grants.grants.pus": "push",
    "ctx.v1.getUser.hum": "",
    "const a = a;\na.": "",
    "nothing.": "",
}
"""What is written, and what is offered then."""


def test_an_action_is_tried(console: Console, mock: Mock) -> None:
    """As it stands, before it is saved: with claims before and after side by side; a failure tells its place."""
    page = console.open("actions/new")
    page.get_by_label("Name").fill("greet")
    page.get_by_label("Script", exact=True).fill(SCRIPT)
    trial = page.locator("#try")
    trial.get_by_label("Claims before").fill('{"plan": "gold"}')
    trial.get_by_label("Person made up").fill('{"user": {"username": "grace"}}')
    trial.get_by_role("button", name="Run").click()

    expect(page.locator("#tried [data-told]")).to_contain_text("greet succeeded in")
    expect(page.locator("#tried [data-before]")).to_contain_text('"plan": "gold"')
    expect(page.locator("#tried [data-after]")).to_contain_text('"who": "grace"')
    expect(page.locator("#tried [data-did]")).to_contain_text('claim who = "grace"')
    console.require_accessible()
    assert not mock.api.actions()

    page.get_by_label("Script", exact=True).fill("function greet() {\n  nope;\n}")
    trial.get_by_role("button", name="Run").click()
    expect(page.locator("#tried [data-told]")).to_contain_text("nope is not defined (line 2, column 3)")


def test_a_login_is_tried(desk: Console) -> None:
    """What is set is told; a person that is no JSON is refused before anything is sent."""
    page = desk.open("actions/new")
    page.get_by_label("Name").fill("fresh")
    page.get_by_label("Script", exact=True).fill("function fresh(ctx, api) { api.setFirstName('Ann'); }")
    trial = page.locator("#try")
    trial.get_by_label("Trigger").select_option("3/2")
    trial.get_by_label("Person made up").fill("{")
    trial.get_by_role("button", name="Run").click()
    expect(page.locator("#tried")).to_be_hidden()
    trial.get_by_label("Person made up").fill("{}")
    trial.get_by_role("button", name="Run").click()
    expect(page.locator("#tried [data-did]")).to_contain_text('set firstName = "Ann"')


@pytest.mark.parametrize(
    "screen", [PHONE, pytest.param(DESK, marks=pytest.mark.thorough)], ids=[PHONE.name, DESK.name], indirect=True
)
def test_help_while_writing(console: Console) -> None:
    """What goes wrong is listed, and leads to its place; what can follow a dot is offered, and inserted."""
    page = console.open("actions/new")
    page.get_by_label("Name").fill("greet")
    script = page.get_by_label("Script", exact=True)
    script.fill("function greet(ctx, api) {\n  return 1;\n}")
    expect(page.locator("#findings li")).to_have_count(1)
    expect(page.locator("#findings")).to_contain_text("a value is returned")
    console.require_accessible()
    page.get_by_role("button", name="2:10, go there").click()
    assert script.evaluate("(area) => area.selectionStart") == len("function greet(ctx, api) {\n  return ")


@pytest.mark.parametrize("screen", [PHONE], ids=[PHONE.name], indirect=True)
def test_completion(console: Console) -> None:
    """What can follow is offered beside the caret: keys choose, take and close, as a pointer does; the focus stays."""
    page = console.open("actions/new")
    script = page.get_by_label("Script", exact=True)
    offered = page.get_by_role("listbox", name="What can follow")
    script.fill("function f(known, tools) {\n  tools.v1.")
    expect(offered.get_by_role("option").locator("code")).to_have_text(["claims", "user", "userinfo"])
    expect(script).to_have_attribute("aria-activedescendant", "completion-0")
    script.press("ArrowDown")
    expect(offered.get_by_role("option", selected=True)).to_contain_text("user")
    console.require_accessible()
    script.press("ArrowUp")
    script.press("Enter")
    expect(offered).to_be_hidden()
    script.press_sequentially(".SET")
    expect(offered.get_by_role("option")).to_contain_text("(key: string | TextObject, value: unknown): void")
    console.take_picture("completion")
    script.press("Tab")
    script.press_sequentially("'who', known.v1.getUser().human.em")
    offered.get_by_text("email", exact=True).click()
    expect(script).to_be_focused()
    expect(script).to_have_value(
        "function f(known, tools) {\n  tools.v1.claims.setClaim('who', known.v1.getUser().human.email)"
    )
    script.press("Control+Space")
    expect(offered).to_be_hidden()
    script.press("Control+z")
    expect(script).to_have_value(re.compile("human.em\\)$"))


def test_what_can_follow(desk: Console) -> None:
    """It is known of lists, of names that stand for something, of modules and instants; of what is unknown, nothing."""
    page = desk.open("actions/new")
    script = page.get_by_label("Script", exact=True)
    for written, offered in WRITTEN.items():
        script.fill(written)
        assert page.locator("#completions:visible code").all_inner_texts() == offered.split(), written
    page.locator("#try").get_by_label("Trigger").select_option("3/1")
    script.fill("ctx.v1.auth")
    expect(page.locator("#completions code")).to_have_text(["authError", "authMethod", "authRequest"])
    script.press("Escape")
    expect(page.locator("#completions")).to_be_hidden()


def test_a_trigger_is_run_from_the_board(console: Console, mock: Mock) -> None:
    """Its saved actions run for somebody made up, or for a user."""
    fields = {"name": "greet", "script": SCRIPT, "timeout": "10s"}
    action = mock.http.post("/management/v1/actions", json=fields).json()["id"]
    mock.http.post("/management/v1/flows/2/trigger/4", json={"actionIds": [action]}).raise_for_status()
    page = console.open("board")
    page.locator('[data-run="2/4"]').click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Run").click()
    expect(dialog.locator("[data-told]")).to_contain_text("greet succeeded in")
    expect(dialog.locator("[data-after]")).to_contain_text('"who": "alice"')
    console.require_accessible()
    dialog.get_by_label("User").select_option(label="oracle-admin")
    dialog.get_by_role("button", name="Run").click()
    expect(dialog.locator("[data-after]")).to_contain_text('"who": "oracle-admin"')
    dialog.get_by_role("button", name="Close").click()
    page.locator('[data-run="3/1"]').click()
    dialog.get_by_role("button", name="Run").click()
    expect(dialog.locator("[data-told]")).to_have_text("no action is bound here")
