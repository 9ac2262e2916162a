"""Whatever names, scripts and requests hold, the console shows it as text."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.control.console.browser import PHONE, Console
from tests.control.mock import Mock

NAMES = {
    "script": "</script><script>window.owned=1</script><img src=x onerror=window.owned=1>",
    "quotes": "\"'`--></title></textarea><svg onload=window.owned=1> {{7*7}} ${7*7}",
    "right to left": "\u202eevil\u2066 \u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
}
LONGEST = 40_000
"""Bytes that a script may have."""
SCRIPT = ("/* </pre></textarea><script>window.owned=1</script> */ " + "\"'`<\\" * LONGEST)[:LONGEST]
FOREIGN = "main svg, main img, main iframe, main script:not([type='application/json'])"
"""What no page of these has in its content."""


def new_target(mock: Mock, name: str) -> str:
    """A target of a name that is told of new projects, at a receiver of the mock's own that answers with it."""
    endpoint = f"{mock.target.base_url}/__admin/hooks/hostile?host={mock.host}"
    mock.done("PUT", "/hooks/hostile", json={"text": name})
    fields = {"name": name, "restWebhook": {}, "endpoint": endpoint, "timeout": "5s"}
    target: str = mock.api.done("POST", "/v2/actions/targets", fields)["id"]
    wanted = {"request": {"method": "/zitadel.management.v1.ManagementService/AddProject"}}
    body = {"condition": wanted, "targets": [target]}
    mock.http.put("/v2/actions/executions", json=body).raise_for_status()
    return target


@pytest.mark.parametrize("screen", [PHONE], ids=["phone"], indirect=True)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_hostile_texts(console: Console, mock: Mock, name: str) -> None:
    """Names of organisations, actions and users, a script of 40,000 bytes, paths and messages are text on all pages."""
    organisation = mock.api.done("POST", "/management/v1/orgs", {"name": f"o {name}"})["id"]
    headers = {"x-zitadel-orgid": organisation}
    body = {"name": name, "script": SCRIPT}
    action = mock.http.post("/management/v1/actions", json=body, headers=headers).json()["id"]
    mock.http.post("/management/v1/flows/1/trigger/2", json={"actionIds": [action]}, headers=headers)
    user = {"userName": name, "name": name}
    user_id = mock.http.post("/management/v1/users/machine", json=user, headers=headers).json()["userId"]
    mock.http.post(f"/management/v1/users/{user_id}/pats", json={}, headers=headers)
    project = mock.http.post("/management/v1/projects", json={"name": name}, headers=headers).json()["id"]
    mock.http.post(
        f"/management/v1/projects/{project}/roles", json={"roleKey": name, "displayName": name}, headers=headers
    )
    grant = {"projectId": project, "roleKeys": [name]}
    mock.http.post(f"/management/v1/users/{user_id}/grants", json=grant, headers=headers)
    target = new_target(mock, name)
    mock.http.post("/management/v1/projects", json={"name": f"q {name}"}, headers=headers).raise_for_status()
    oidc = {"name": name, "redirectUris": [name]}
    app = mock.http.post(f"/management/v1/projects/{project}/apps/oidc", json=oidc, headers=headers).json()["appId"]
    member = {"userId": user_id, "roles": ["ORG_OWNER"]}
    mock.http.post("/management/v1/orgs/me/members", json=member, headers=headers)
    other = mock.api.done("POST", "/management/v1/orgs", {"name": f"p {name}"})["id"]
    granted = {"grantedOrgId": other, "roleKeys": [name]}
    project_grant = mock.http.post(f"/management/v1/projects/{project}/grants", json=granted, headers=headers).json()
    mock.fault(name="hostile", times=1, error={"code": "UNAVAILABLE", "message": name})
    mock.http.get("/management/v1/flows/1", headers=headers)
    failed, *_, created = [row["id"] for row in mock.requests() if row["organisation"] == organisation]

    for path, place, text in (
        ("", ".card", f"o {name}"),
        ("board", "#trigger-1-2 bdi", name),
        ("actions", "main tbody bdi", name),
        (f"actions/{action}", "h1 bdi", name),
        ("organisations", "main tbody tr:nth-child(2) bdi", f"o {name}"),
        ("journal", "#rows tr", name),
        (f"journal/{created}", "main", "window.owned" if "owned" in name else "evil"),
        (f"journal/{failed}", ".problem", name),
        ("users", "main tbody", name),
        (f"users/{user_id}", "h1 bdi", name),
        ("projects", "main tbody", name),
        (f"projects/{project}", "h1 bdi", name),
        (f"projects/{project}/apps/{app}", "h1 bdi", name),
        (f"projects/{project}/grants/{project_grant['grantId']}", "h1 bdi", f"p {name}"),
        ("members", "main tbody tr:last-child bdi", name),
        ("grants", "main tbody", name),
        ("tokens", "main tbody", name),
        ("faults", "main tbody", name),
        ("settings", "main", "Settings"),
        ("targets", "main tbody bdi", name),
        (f"targets/{target}", "h1 bdi", name),
        ("deliveries", "main tbody", name),
        ("deliveries/1", "dd", "delivered"),
        ("hooks/hostile", "details pre", "window.owned" if "owned" in name else "evil"),
    ):
        page = console.open(path, org=organisation)
        expect(page.locator(place).first).to_contain_text(text)
        assert page.locator(FOREIGN).count() == 0
        assert page.evaluate("window.owned") is None
    page = console.open(f"actions/{action}", org=organisation)
    expect(page.locator("#script")).to_have_value(SCRIPT)
    expect(page.locator("pre.code")).to_have_text(SCRIPT.strip())
    console.require_accessible()
