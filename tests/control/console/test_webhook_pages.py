"""Targets, executions, deliveries and receivers in the console."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.control.console import browser
from tests.control.console.browser import DESK, PHONE, Console
from tests.control.console.pages import links, tags, texts
from tests.control.console.pages import page as sent
from tests.control.mock import Mock

ADD_PROJECT = "zitadel.management.v1.ManagementService/AddProject"


def follow(page: Page, link: Locator, heading: str) -> None:
    """Go where a link leads, to a page with a heading."""
    browser.follow(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def add_targets(page: Page) -> None:
    """One whose answer is taken, and one that is told, both with receivers of the mock's own."""
    form = page.locator("#add-target")
    for name, kind in (("claims", "restCall"), ("audit", "restWebhook")):
        form.get_by_label("Target's name").fill(name)
        form.get_by_label("How it is called").select_option(kind)
        expect(form.locator("label:visible", has_text="A failure interrupts")).to_have_count(1)
        form.get_by_role("button", name="Add the target").click()
        expect(page.get_by_role("link", name=name, exact=True).first).to_be_visible()
    expect(page.locator("#made-signingKey code")).not_to_be_empty()


def set_execution(page: Page) -> Locator:
    """Both are called before a request, in another order than they were set in."""
    form = page.locator("#set-execution")
    form.get_by_label("When").focus()
    form.get_by_label("When").select_option(label="Before requests: one method")
    expect(page.locator(f"#offered-methods option[value='/{ADD_PROJECT}']")).to_have_count(1)
    form.get_by_role("combobox", name="Which method").fill(f"/{ADD_PROJECT}")
    form.get_by_label("Calls").select_option(label="audit")
    form.get_by_role("button", name="Set", exact=True).click()
    execution = page.get_by_role("article", name=f"request/{ADD_PROJECT}")
    execution.get_by_role("button", name="Add to").click()
    expect(execution.locator("li .name")).to_have_text(["audit", "claims"])
    execution.get_by_role("button", name="Move claims up").click()
    expect(execution.locator("li .name")).to_have_text(["claims", "audit"])
    for language in ("curl", "JavaScript", "grpcurl", "Connect"):
        page.get_by_role("tab", name=language, exact=True).click()
        expect(page.locator("#snippet")).to_contain_text(ADD_PROJECT)
    return execution


def receive(page: Page) -> None:
    """What is sent to one of them comes to a receiver of its own, which is told how to answer."""
    follow(page, page.get_by_role("link", name="claims", exact=True).first, "claims")
    page.get_by_role("button", name="Receive here").click()
    follow(page, page.get_by_role("link", name="the mock's receiver claims"), "Receiver claims")
    form = page.locator("#answer")
    form.get_by_label("Body, JSON").fill("{")
    form.get_by_role("button", name="Answer so").click()
    expect(form.get_by_label("Body, JSON")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Body, JSON").fill('{"name": "renamed"}')
    form.get_by_role("button", name="Answer so").click()
    expect(page.locator("[data-answer] .status")).to_have_text("200")


@pytest.mark.parametrize(
    "screen", [PHONE, pytest.param(DESK, marks=pytest.mark.thorough)], ids=[PHONE.name, DESK.name], indirect=True
)
def test_a_webhook_from_its_target_to_its_delivery(console: Console, mock: Mock) -> None:
    """Targets are made, ordered and called; what was sent is seen as it comes, and sent again; a receiver is told."""
    page = console.open("targets")
    add_targets(page)
    execution = set_execution(page)
    console.take_picture("targets")
    console.require_accessible()
    receive(page)
    project = mock.api.done("POST", "/management/v1/projects", {"name": "first"})["id"]
    assert mock.api.done("GET", f"/management/v1/projects/{project}")["project"]["name"] == "renamed"
    expect(page.locator("#came-1")).to_contain_text("signed by claims")
    console.require_accessible()

    console.open(f"journal/{mock.requests(operation='AddProject')[0]['id']}")
    expect(page.get_by_role("region", name="Targets that were called")).to_contain_text("changed: name")
    console.require_accessible()
    page = console.open("deliveries")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(2)
    mock.done("PUT", "/hooks/webhook", json={"status": 500})
    assert mock.http.post("/management/v1/projects", json={"name": "second"}).is_error
    expect(rows).to_have_count(4)
    expect(page.locator("#news")).to_have_text("2 new deliveries since the page was opened.")
    expect(rows.first).to_contain_text("interrupted")
    expect(rows.nth(1)).to_contain_text("name")
    console.take_picture("deliveries")
    console.require_accessible()
    follow(page, page.locator("#delivery-4"), f"Delivery 4: request/{ADD_PROJECT}")
    expect(page.locator(".problem")).to_be_visible()
    mock.done("PUT", "/hooks/webhook", json={})
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Delivery 5: request/{ADD_PROJECT}")
    expect(page.get_by_role("link", name="delivery 4")).to_be_visible()
    console.take_picture("delivery")
    console.require_accessible()

    page = console.open("hooks/claims")
    page.get_by_role("button", name="Forget the receiver").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    page = console.open("targets")
    expect(execution.get_by_role("link", name="Sample")).to_have_attribute("href", re.compile("sample.*AddProject"))
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove claims").click()
    expect(execution.locator("li .name")).to_have_text(["audit"])


def test_pages_of_deliveries(mock: Mock) -> None:
    """Those that a page does not hold stand on further ones, under the same filter."""
    endpoint = f"{mock.target.base_url}/__admin/hooks/x?host={mock.host}"
    fields = {"name": "audit", "restWebhook": {}, "endpoint": endpoint, "timeout": "9s"}
    target = mock.api.done("POST", "/v2/actions/targets", fields)["id"]
    condition = {"request": {"method": "/zitadel.user.v2.UserService/ListUsers"}}
    mock.http.put("/v2/actions/executions", json={"condition": condition, "targets": [target]}).raise_for_status()
    for _ in range(101):
        mock.api.done("POST", "/v2/users", {})

    first = sent(mock, "deliveries", target="audit")
    (older,) = (row for row in links(first) if "page=2" in row)
    assert "target=audit" in older
    assert "1 to 100 of 101" in first
    assert "101 to 101 of 101" in sent(mock, "deliveries", target="audit", page=2)
    assert "None of 101 deliveries fits" in sent(mock, "deliveries", outcome="dropped")


def test_a_request_tells_its_deliveries(mock: Mock) -> None:
    """Its entry in the journal leads to them."""
    target = mock.api.done(
        "POST",
        "/v2/actions/targets",
        {"name": "audit", "restWebhook": {}, "endpoint": "http://127.0.0.1:9/", "timeout": "1s"},
    )["id"]
    condition = {"request": {"method": f"/{ADD_PROJECT}"}}
    mock.http.put("/v2/actions/executions", json={"condition": condition, "targets": [target]}).raise_for_status()
    mock.api.done("POST", "/management/v1/projects", {"name": "first"})

    entry = sent(mock, f"journal/{mock.requests(operation='AddProject')[0]['id']}")
    assert any("Delivery 1 to audit" in text and "ignored" in text for text in texts(entry, "article"))
    assert "audit" in sent(mock, "deliveries/1")


@pytest.mark.parametrize(
    "condition",
    ["function/preuserinfo", "event/user.human.added", f"request/{ADD_PROJECT}", f"response/{ADD_PROJECT}"],
)
def test_samples(mock: Mock, condition: str) -> None:
    """There is one for each condition, as the command sends it."""
    html = sent(mock, "deliveries/sample", condition=condition)

    (copied,) = (row["data-copy"] for row in tags(html, "button") if (row.get("data-copy") or "").startswith("{"))
    assert json.loads(copied or "")
    assert f"zitadel-mock deliver --condition {condition} --to" in html


@pytest.mark.parametrize("condition", ["nothing", "request", "request/zitadel.org.v2.OrganizationService/Nothing"])
def test_no_sample(mock: Mock, condition: str) -> None:
    """What is no condition of one thing is refused with what is one."""
    answer = mock.control(
        "GET", "/console/deliveries/sample", params={"condition": condition}, headers={"accept": "text/html"}
    )

    assert answer.status_code == 400
    assert "Give function/NAME" in answer.text
