"""What the scripts of the console's pages do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.control.console.browser import Console
from tests.control.instances import fresh_instance
from tests.control.mock import Mock


def test_try_it_out(console: Console, mock: Mock) -> None:
    """Swagger UI calls an operation of this instance with the chosen token and organisation."""
    api = mock.api.new_organisation()
    action = api.new_action("greet")
    page = console.open("spec", org=api.organisation)
    operation = page.locator("#operations-Actions-GetAction")
    operation.get_by_role("button").first.click()
    operation.get_by_placeholder("id", exact=True).fill(action)
    operation.get_by_role("button", name="Execute").click()

    expect(operation.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")
    expect(operation.locator(".live-responses-table")).to_contain_text('"name": "greet"')
    console.require_accessible()
    assert mock.requests()[0]["operation"] == "GetAction"


def test_try_the_control_api(desk: Console, mock: Mock) -> None:
    """The other document acts on the chosen instance too."""
    page = desk.open("spec", document="control")
    operation = page.locator("#operations-Clock-advanceClock")
    operation.get_by_role("button").first.click()
    operation.get_by_role("button", name="Execute").click()

    expect(operation.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")
    assert mock.done("GET", "/clock")["aheadMs"] == 3_600_000


def test_issue_a_token_and_call_with_it(desk: Console, mock: Mock) -> None:
    """A new token is shown once it is made, and calls can be made with it at once."""
    page = desk.open("tokens")
    page.get_by_label("ORG_OWNER", exact=True).uncheck()
    page.get_by_label("ORG_OWNER_VIEWER", exact=True).check()
    page.get_by_label("Lifetime").fill("a while")
    page.get_by_role("button", name="Issue").click()
    expect(page.locator("#issue")).to_contain_text("is no span of time")
    page.get_by_label("Lifetime").fill("1h")
    page.get_by_role("button", name="Issue").click()
    issued = page.locator("#issued")
    expect(issued).to_be_visible()
    token = page.locator("#issued-token").text_content() or ""
    issued.get_by_role("button", name="Copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == token
    issued.get_by_role("button", name="Call with it").click()

    page = desk.open("actions/new")
    page.get_by_label("Name", exact=True).fill("greet")
    page.get_by_role("button", name="Create").click()
    expect(page.locator("[data-answer]")).to_contain_text("AUTH-5mWD2")
    assert mock.details()["request"]["headers"]


def test_answer_the_next_call_with_an_error(desk: Console, mock: Mock) -> None:
    """The catalogue is filtered while typing, and one of its errors strikes once."""
    page = desk.open("errors")
    page.get_by_label("Filter").fill("zzz")
    expect(page.locator("main tbody tr:visible")).to_have_count(0)
    page.get_by_label("Filter").fill("COMMAND-dg422")
    row = page.locator("main tbody tr:visible")
    expect(row).to_have_count(1)
    row.locator("summary").click()
    row.get_by_role("button", name="Answer the next call").click()
    expect(page.locator("[data-answer] .status")).to_have_text("201")

    assert mock.api.set_trigger([]).json()["details"][0]["id"] == "COMMAND-dg422"
    assert mock.api.set_trigger([]).json()["details"][0]["id"] == "COMMAND-Nfh52"


def test_a_rule_of_ones_own(desk: Console, mock: Mock) -> None:
    """What the API refuses of a rule stands at its field; the rule can then be switched and taken away."""
    page = desk.open("faults")
    form = page.locator("#rule")
    form.locator("[name=name]").fill("no spaces")
    form.locator("[name=operation]").select_option("GetFlow")
    form.locator("[name='delay.type']").select_option("fixed")
    form.get_by_role("button", name="Add the rule").click()
    expect(form.locator("[name=name]")).to_have_attribute("aria-invalid", "true")
    expect(form).to_contain_text("letters, digits, dot, dash and underscore")
    form.locator("[name=name]").fill("late")
    form.locator("[name=headers]").fill("user-agent")
    form.get_by_role("button", name="Add the rule").click()
    expect(form.locator("[name=headers]")).to_have_attribute("aria-invalid", "true")
    form.locator("[name=headers]").fill("user-agent: curl*")
    form.locator("[name=body]").fill('{"id": "1"}')
    form.get_by_label("Only beyond a rate").check()
    form.locator("[name='rate.per']").fill("1m")
    form.get_by_role("button", name="Add the rule").click()
    rule = page.locator("#rule-late")
    expect(rule).to_contain_text("GetFlow")
    rule.get_by_role("switch").click()
    expect(rule.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    kept = mock.done("GET", "/faults/late")
    assert (kept["enabled"], kept["headers"], kept["body"]) == (False, {"user-agent": "curl*"}, {"id": "1"})
    assert (kept["rate"], kept["delay"]) == (
        {"allow": 10, "per": "60000ms"},
        {"type": "fixed", "milliseconds": 500.0},
    )
    rule.get_by_role("button", name="Remove late").click()

    expect(page.locator("#rules")).to_contain_text("There is no rule")
    assert mock.done("GET", "/faults") == {"faults": []}


def test_settings_clock_and_reset(desk: Console, mock: Mock) -> None:
    """They are changed by the control API, and a reset asks first."""
    mock.api.new_action("greet")
    page = desk.open("settings")
    page.get_by_label("What the real server silently ignores").select_option("warn")
    page.get_by_label("Reads lag behind writes by").fill("20ms")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-answer] .status")).to_have_text("200")
    page.locator("[name=at]").fill("2030-01-31T12:00:00Z")
    page.get_by_role("button", name="Let it stand still").click()
    expect(page.locator("#now")).to_have_text(re.compile("^2030-01-31T12:00:00"))
    settings = mock.done("GET", "/settings")
    assert (settings["strict"], settings["consistencyLag"]) == ("warn", "20ms")

    page.get_by_role("button", name="Reset…").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    assert mock.api.actions()
    page.get_by_role("button", name="Reset…").click()
    page.get_by_role("dialog").get_by_role("button", name="Reset").click()
    expect(page.locator("[data-answer] .status")).to_have_text("200")
    assert not mock.api.actions()


def test_instances_are_let_go_of(console: Console, mock: Mock) -> None:
    """The button beside each asks first; the first one has none. A page of one that is gone leads to the first."""
    with fresh_instance(mock.target) as other:
        other.api.new_action("theirs")
        mock.api.new_action("ours")
        page = console.open("settings")
        button = page.get_by_role("button", name=f"Remove {other.host}")
        asked: list[str] = []
        page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        button.click()
        assert "1 organisations, 1 users, 1 requests" in asked[0]
        assert other.api.actions()
        console.require_accessible()

        page.once("dialog", lambda dialog: dialog.accept())
        button.click()
        expect(page.locator("[data-answer] .status")).to_have_text("204")
        expect(button).to_have_count(0)
        assert not other.api.actions()
        assert mock.api.actions()

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=f"Remove {mock.host}").click()
    page.wait_for_url(lambda url: "host=" not in url)
    expect(page.locator("[data-answer] .status")).to_have_text("204")
    expect(page.get_by_role("button", name=f"Remove {mock.host}")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="this one").get_by_role("button", name="Remove")).to_have_count(0)


def test_the_state_out_and_in(desk: Console, mock: Mock) -> None:
    """It is downloaded, and imported again; what is wrong with it is told with its line, and changes nothing."""
    mock.api.new_action("greet")
    page = desk.open("settings")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as YAML").click()
    state = download.value.path().read_text("utf-8")
    assert "greet" in state

    text = page.locator("#state")
    text.fill(state.replace("greet", "hello"))
    page.get_by_role("button", name="Import").click()
    expect(page.locator("[data-answer] .status")).to_have_text("200")
    assert [action["name"] for action in mock.api.actions()] == ["hello"]
    page.locator("#state").fill("organisations:\n  - nam: Acme\n")
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#import")).to_contain_text("state:2: organisations[0].nam: there is no such field")
    assert [action["name"] for action in mock.api.actions()] == ["hello"]


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_chosen_colours(desk: Console, kind: str) -> None:
    """Colours can be chosen against the system's, and stay chosen on other pages."""
    page = desk.open("")
    page.get_by_label("Colours").select_option(kind)
    page.get_by_role("link", name="Board").click()

    expect(page.get_by_label("Colours")).to_have_value(kind)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == kind
    desk.require_accessible()


def test_swagger_ui_in_chosen_colours(desk: Console) -> None:
    """It takes the console's colours, and follows when others are chosen."""
    page = desk.open("spec")
    background = page.locator("#swagger .swagger-ui")
    page.get_by_label("Colours").select_option("dark")
    expect(background).to_have_css("background-color", "rgb(28, 32, 34)")
    desk.require_accessible()
    page.get_by_label("Colours").select_option("light")

    expect(background).to_have_css("background-color", "rgba(0, 0, 0, 0)")
