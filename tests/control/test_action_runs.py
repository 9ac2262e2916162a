"""Dry runs of scripts by the control API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.control.mock import Mock

SCRIPT = "function run(ctx, api) { api.v1.claims.setClaim('seen', Object.keys(ctx.v1.claims).sort()); }"


def add_robot(mock: Mock) -> str:
    """A machine user; returns its id."""
    answer = mock.http.post("/management/v1/users/machine", json={"userName": "rob", "name": "Rob"})
    return str(answer.json()["userId"])


def test_a_script_for_a_person_who_is_told_of(mock: Mock) -> None:
    """What it does is shown, with the claims that come of it."""
    body = {"script": SCRIPT, "claims": {"before": 1}}
    shown = mock.done("POST", "/flows/2/triggers/4/run", json=body)

    assert shown["failed"] is False
    assert shown["runs"][0]["claims"] == {"seen": ["before", "sub"]}
    assert shown["claims"] == {"before": 1, "seen": ["before", "sub"], "sub": "300000000000000001"}


def test_bound_actions_for_a_user(mock: Mock) -> None:
    """They run as they would for a token, and nothing is kept of what they set."""
    user = add_robot(mock)
    action = mock.http.post(
        "/management/v1/actions",
        json={"name": "set", "script": "function set(c, api) { api.v1.user.setMetadata('k', 1) }", "timeout": "10s"},
    ).json()["id"]
    mock.http.post("/management/v1/flows/2/trigger/5", json={"actionIds": [action]}).raise_for_status()

    shown = mock.done("POST", "/flows/2/triggers/5/run", json={"user": user})

    assert [(run["action"], run["metadata"]) for run in shown["runs"]] == [("set", [{"key": "k", "value": "MQ=="}])]
    metadata = mock.http.post(f"/management/v1/users/{user}/metadata/_search", json={}).json()
    assert metadata.get("result", []) == []


def test_a_script_of_ones_own_for_a_user(mock: Mock) -> None:
    """It sees the user that there is."""
    script = "function run(ctx, api) { api.v1.claims.setClaim('name', ctx.v1.getUser().machine.name); }"
    shown = mock.done("POST", "/flows/2/triggers/4/run", json={"user": add_robot(mock), "script": script})

    assert shown["claims"]["name"] == "Rob"


@pytest.mark.parametrize(
    ("trigger", "client", "seen"), [("4", True, ["admin"]), ("5", True, ["admin"]), ("4", False, None)]
)
def test_roles_that_the_project_of_a_client_asserts(
    mock: Mock, trigger: str, client: bool, seen: list[str] | None
) -> None:
    """A script sees them for the project's application as it would when that logs somebody in, and for no other."""
    project = mock.http.post("/management/v1/projects", json={"name": "Shop", "projectRoleAssertion": True}).json()[
        "id"
    ]
    app = mock.http.post(f"/management/v1/projects/{project}/apps/oidc", json={"name": "Web"}).json()["clientId"]
    role = {"roleKey": "admin", "displayName": "Admin"}
    mock.http.post(f"/management/v1/projects/{project}/roles", json=role).raise_for_status()
    user = add_robot(mock)
    grant = {"projectId": project, "roleKeys": ["admin"]}
    mock.http.post(f"/management/v1/users/{user}/grants", json=grant).raise_for_status()
    grants = "ctx.v1.user.grants"
    script = f"function run(ctx, api) {{ api.v1.claims.setClaim('seen', {grants} && {grants}.grants[0].roles) }}"

    asked = {"user": user, "script": script, "client": app if client else ""}
    shown = mock.done("POST", f"/flows/2/triggers/{trigger}/run", json=asked)

    assert shown["claims"]["seen"] == seen


@pytest.mark.parametrize(
    ("path", "body", "status", "detail"),
    [
        ("/flows/3/triggers/6/run", {"script": SCRIPT}, 404, "there is no flow '3' with a trigger '6'"),
        ("/flows/3/triggers/1/run", {"user": "0", "script": SCRIPT}, 400, "logins are tried for nobody"),
        ("/flows/2/triggers/4/run", {}, 400, "there is nothing to run"),
        ("/flows/2/triggers/4/run", {"script": "ä" * 20_001}, 400, "script is too long for an action"),
        ("/flows/2/triggers/4/run", {"user": "0"}, 400, "there is no user '0'"),
        ("/flows/2/triggers/4/run", {"user": "0", "person": {}}, 400, "user and person exclude each other"),
        ("/flows/2/triggers/4/run", {"script": SCRIPT, "timeout": "21s"}, 400, "timeout is out of range"),
        ("/flows/2/triggers/4/run", {"script": SCRIPT, "person": {"user": {"nme": 1}}}, 400, "user has no field 'nme'"),
    ],
)
def test_refusals(mock: Mock, path: str, body: dict[str, Any], status: int, detail: str) -> None:
    """Each names what is wrong and how to mend it."""
    answer = mock.plain.post(f"/__admin{path}", json=body)

    assert answer.status_code == status
    assert detail in answer.json()["detail"]
    assert answer.json()["fix"]


def test_bound_actions_of_a_login(mock: Mock) -> None:
    """They run for somebody made up, one after the other; each sees what the one before it set."""
    ids = []
    for name, deed in [
        ("one", "api.setFirstName('Ann')"),
        ("two", "api.setNickName(ctx.v1.user.human.firstName + 'y')"),
    ]:
        script = f"function {name}(ctx, api) {{ {deed}; }}"
        action = {"name": name, "script": script, "timeout": "10s"}
        ids.append(mock.http.post("/management/v1/actions", json=action).json()["id"])
    mock.http.post("/management/v1/flows/3/trigger/2", json={"actionIds": ids}).raise_for_status()
    organisation = mock.http.get("/management/v1/orgs/me").json()["org"]["id"]

    shown = mock.done("POST", "/flows/3/triggers/2/run", json={"organisation": organisation})

    assert [run["sets"] for run in shown["runs"]] == [
        [{"name": "firstName", "value": "Ann"}],
        [{"name": "nickName", "value": "Anny"}],
    ]
    assert mock.refused("POST", "/flows/3/triggers/2/run", json={"organisation": "0"})["field"] == "organisation"
