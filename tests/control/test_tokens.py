"""Tokens that the control API issues."""

from __future__ import annotations

from typing import Any

import pytest

from tests.control.mock import Mock
from tests.server import error_id, unique

FLOW_TYPES = "/management/v1/flows/types/_search"
ACTIONS = "/management/v1/actions"


def answer_to(mock: Mock, token: str, path: str = FLOW_TYPES, body: Any = None) -> tuple[int, str]:
    """Status and error ID of a call with a token."""
    response = mock.http.post(path, headers={"authorization": f"Bearer {token}"}, json=body)
    return response.status_code, error_id(response) if response.is_error else ""


def test_a_valid_token(mock: Mock) -> None:
    """It works at once, with the roles of an owner of the default organisation."""
    issued = mock.done("POST", "/tokens")

    assert answer_to(mock, issued["token"]) == (200, "")
    assert issued["roles"] == ["ORG_OWNER"]
    assert issued["expires"] == "9999-12-31T23:59:59Z"
    assert issued["authorization"] == f"Bearer {issued['token']}"


def test_roles_count(mock: Mock) -> None:
    """A viewer reads and does not write; a user without a role is no member; an instance role reaches everywhere."""
    viewer = mock.done("POST", "/tokens", json={"roles": ["ORG_OWNER_VIEWER"]})["token"]
    nobody = mock.done("POST", "/tokens", json={"roles": []})["token"]
    owner = mock.done("POST", "/tokens", json={"roles": ["IAM_OWNER"]})["token"]
    action = {"name": unique("action"), "script": "s"}

    assert answer_to(mock, viewer) == (200, "")
    assert answer_to(mock, viewer, ACTIONS, action) == (403, "AUTH-5mWD2")
    assert answer_to(mock, nobody) == (404, "AUTHZ-cdgFk")
    assert answer_to(mock, owner, "/admin/v1/members", {"userId": "1", "roles": ["IAM_OWNER"]}) == (400, "INSTA-GSXOn")


def test_an_organisation_of_choice(mock: Mock) -> None:
    """The user belongs to the organisation that is named."""
    organisation = mock.api.new_organisation().organisation
    issued = mock.done("POST", "/tokens", json={"organisation": organisation})

    answer = mock.http.get("/management/v1/orgs/me", headers={"authorization": issued["authorization"]})

    assert answer.json()["org"]["id"] == organisation


@pytest.mark.parametrize("kind", ["expired", "revoked", "foreign"])
def test_tokens_that_are_no_good(mock: Mock, kind: str) -> None:
    """They look like others and are refused."""
    issued = mock.done("POST", "/tokens", json={"kind": kind})

    assert answer_to(mock, issued["token"]) == (401, "AUTH-7fs1e")


def test_a_lifetime_ends(mock: Mock) -> None:
    """A token is good until its time on the instance's clock has passed."""
    token = mock.done("POST", "/tokens", json={"lifetime": "1h"})["token"]

    mock.done("POST", "/clock/advance", json={"by": "59m"})
    assert answer_to(mock, token) == (200, "")
    mock.done("POST", "/clock/advance", json={"by": "1m"})
    assert answer_to(mock, token) == (401, "AUTH-7fs1e")


def test_all_tokens_are_listed(mock: Mock) -> None:
    """The list holds the administrator's token and those issued, each with its roles."""
    issued = mock.done("POST", "/tokens", json={"kind": "expired"})

    rows = {row["token"]: row for row in mock.done("GET", "/tokens")["tokens"]}

    assert rows[mock.target.admin_pat]["roles"] == ["IAM_OWNER", "ORG_OWNER"]
    assert rows[issued["token"]]["expired"] is True
    assert rows[issued["token"]]["userName"] == issued["userName"]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"organisation": "1"}, "organisation"),
        ({"roles": ["NOPE"]}, "roles"),
        ({"roles": ["ORG_OWNER", "SELF_MANAGEMENT_GLOBAL"]}, "roles"),
        ({"lifetime": "soon"}, "lifetime"),
        ({"lifetime": "-1h"}, "lifetime"),
        ({"kind": "stale"}, "kind"),
        ({"role": "x"}, "role"),
    ],
)
def test_wishes_that_cannot_be_met(mock: Mock, wanted: dict[str, Any], field: str) -> None:
    """The problem names the field; no user is left behind."""
    before = len(mock.done("GET", "/tokens")["tokens"])

    problem = mock.refused("POST", "/tokens", json=wanted)

    assert (problem["status"], problem["field"]) == (400, field)
    assert len(mock.done("GET", "/tokens")["tokens"]) == before


def test_tokens_are_listed_a_page_at_a_time(mock: Mock) -> None:
    """Oldest first; how many there are is told, and a page that cannot be is refused by name."""
    issued = [mock.done("POST", "/tokens")["token"] for _ in range(3)]

    listed = mock.done("GET", "/tokens", params={"offset": "2", "limit": "5"})

    assert [row["token"] for row in listed["tokens"]] == issued[1:]
    assert listed["meta"] == {"kept": 4}
    for name, value in (("limit", "0"), ("offset", "-1"), ("limit", "x")):
        assert mock.refused("GET", "/tokens", params={name: value})["field"] == name
