"""Scripts tried in the console."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.control.console.browser import Console
from tests.control.mock import Mock

SCRIPT = "function greet(ctx, api) {\n  api.v1.claims.setClaim('who', ctx.v1.getUser().username);\n}\n"


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

    script.fill("ctx.v1.getUser().human.em")
    page.locator("#hints").get_by_role("button", name="email").click()
    expect(script).to_have_value("ctx.v1.getUser().human.email")
    script.fill("api.v1.")
    expect(page.locator("#hints button")).to_have_text(["claims", "user", "userinfo"])
    page.locator("#try").get_by_label("Trigger").select_option("3/1")
    script.fill("ctx.v1.auth")
    expect(page.locator("#hints button")).to_have_text(["authError", "authMethod", "authRequest"])


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
