"""What requests read, wrote and changed."""

from __future__ import annotations

import pytest

from contracts.server_process import ADMIN_USER_NAME
from tests.control.mock import INSTANCE_HOST, Mock
from tests.protocols.grpc_client import connected

PROJECTS = "/management/v1/projects"


def _bootstrap(mock: Mock) -> None:
    """Find or create a project with a role, as such scripts do."""
    found = mock.api.done("POST", f"{PROJECTS}/_search", {}).get("result", [])
    named = [row["id"] for row in found if row["name"] == "shop"]
    project = named[0] if named else mock.api.done("POST", PROJECTS, {"name": "shop"})["id"]
    mock.api.call("POST", f"{PROJECTS}/{project}/roles", json={"roleKey": "admin", "displayName": "Admin"})


def test_a_second_run_changes_nothing(mock: Mock) -> None:
    """One number says so; refused writes and reads are counted apart."""
    _bootstrap(mock)
    first = mock.done("GET", "/requests/changes")
    newest = mock.requests(limit=1)[0]["id"]

    _bootstrap(mock)
    second = mock.done("GET", "/requests/changes", params={"after": newest})

    assert (first["changes"], first["reads"], first["writes"], first["refused"]) == (2, 1, 2, 0)
    assert (second["changes"], second["reads"], second["writes"], second["refused"]) == (0, 1, 1, 1)
    assert second["operations"] == [
        {"operation": "AddProjectRole", "reads": 0, "writes": 1, "refused": 1, "changes": 0},
        {"operation": "ListProjects", "reads": 1, "writes": 0, "refused": 0, "changes": 0},
    ]


def test_what_the_control_api_writes_is_no_change(mock: Mock) -> None:
    """A token that it issues is no client's doing, whoever comes next."""
    mock.done("POST", "/tokens", json={"roles": ["ORG_OWNER"]})
    mock.api.done("POST", f"{PROJECTS}/_search", {})

    assert mock.done("GET", "/requests/changes")["changes"] == 0


def test_a_login_is_no_change(mock: Mock) -> None:
    """A script that logs in before it looks has changed nothing."""
    user = mock.api.done("POST", "/management/v1/users/machine", {"userName": "robot", "name": "Robot"})["userId"]
    secret = mock.api.done("PUT", f"/management/v1/users/{user}/secret")
    newest = mock.requests(limit=1)[0]["id"]

    answer = mock.http.post(
        "/oauth/v2/token",
        data={"grant_type": "client_credentials", "scope": "openid", **_credentials(secret)},
    )

    assert answer.status_code == 200, answer.text
    assert mock.done("GET", "/requests/changes", params={"after": newest}) == {
        "changes": 0,
        "reads": 0,
        "writes": 0,
        "refused": 0,
        "operations": [],
    }


def test_a_call_over_grpc_is_counted_alike(mock: Mock) -> None:
    """The transport makes no difference."""
    with connected(mock.target) as client:
        client.call(
            "AddProject",
            {"name": "shop"},
            [("authorization", f"Bearer {mock.target.admin_pat}"), (INSTANCE_HOST, mock.host)],
        )

    assert mock.done("GET", "/requests/changes", params={"operation": "AddProject"})["changes"] == 1


def test_what_is_made_up_changes_too(mock: Mock) -> None:
    """A write that nobody modelled, and that is made up, is taken for a change; a read is none."""
    mock.done("PATCH", "/settings", json={"unmodelled": "fabricate"})
    mock.http.post("/admin/v1/smtp", json={"senderAddress": "a@b.example", "senderName": "A", "host": "b.example:25"})
    mock.http.get("/admin/v1/smtp")

    counted = mock.done("GET", "/requests/changes")

    assert (counted["changes"], counted["reads"], counted["writes"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"userAgent": "TERRAFORM"}, 1),
        ({"userAgent": "curl"}, 0),
        ({"client": ADMIN_USER_NAME}, 2),
        ({"client": "127.0.0.1"}, 2),
        ({"client": "somebody"}, 0),
    ],
)
def test_filters(mock: Mock, wanted: dict[str, str], found: int) -> None:
    """Programs are told apart by what they call themselves, callers by who they are."""
    mock.http.post(f"{PROJECTS}/_search", json={}, headers={"user-agent": "terraform-provider-zitadel/2"})
    mock.api.done("POST", f"{PROJECTS}/_search", {})

    assert mock.done("GET", "/requests/count", params=wanted) == {"count": found}
    assert len(mock.done("POST", "/requests/find", json=wanted)["requests"]) == found


def _credentials(secret: dict[str, str]) -> dict[str, str]:
    return {"client_id": secret["clientId"], "client_secret": secret["clientSecret"]}
