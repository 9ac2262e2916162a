"""The search of users by the service of v2, where no recording shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.server import Api, error_id, unique

QUERIES: Mapping[str, tuple[Mapping[str, Any], set[str]]] = {
    "first name": ({"firstNameQuery": {"firstName": "Ada"}}, {"person"}),
    "not the first name": ({"notQuery": {"query": {"firstNameQuery": {"firstName": "Bob"}}}}, {"person"}),
    "not the nick name": ({"notQuery": {"query": {"nickNameQuery": {"nickName": "x"}}}}, set()),
    "neither name nor person": (
        {
            "notQuery": {
                "query": {
                    "orQuery": {
                        "queries": [{"firstNameQuery": {"firstName": "Bob"}}, {"typeQuery": {"type": "TYPE_HUMAN"}}]
                    }
                }
            }
        },
        set(),
    ),
    "neither of these addresses": (
        {"notQuery": {"query": {"inUserEmailsQuery": {"userEmails": ["bob@example.com"]}}}},
        {"person"},
    ),
    "no person": ({"notQuery": {"query": {"typeQuery": {"type": "TYPE_HUMAN"}}}}, {"machine"}),
    "key": ({"metadataKeyFilter": {"key": "pl", "method": "TEXT_FILTER_METHOD_STARTS_WITH"}}, {"person"}),
    "value": ({"metadataValueFilter": {"value": "Z29sZA=="}}, {"person"}),
    "other value": (
        {"metadataValueFilter": {"value": "Z29sZA==", "method": "BYTE_FILTER_METHOD_NOT_EQUALS"}},
        {"machine"},
    ),
}
"""Queries with what they find: what a machine has not, it neither is nor is not."""


@pytest.mark.parametrize("case", QUERIES)
def test_queries(api: Api, case: str) -> None:
    """Each query finds who fits it."""
    person = {
        "username": unique("person"),
        "profile": {"givenName": "Ada", "familyName": "B"},
        "email": {"email": "ada@example.com"},
        "metadata": [{"key": "plan", "value": "Z29sZA=="}],
        "organization": {"orgId": api.organisation},
    }
    ids = {"person": api.done("POST", "/v2/users/human", person)["userId"], "machine": api.new_user()}
    api.done("POST", f"/v2/users/{ids['machine']}/metadata", {"metadata": [{"key": "tier", "value": "YQ=="}]})
    query, expected = QUERIES[case]
    own = {"organizationIdQuery": {"organizationId": api.organisation}}

    found = {user["userId"] for user in api.done("POST", "/v2/users", {"queries": [own, query]}).get("result", [])}

    assert {name for name, id_ in ids.items() if id_ in found} == expected


def test_not_of_nothing(api: Api) -> None:
    """NOT without a query, which ends the real server, is a broken rule here."""
    answer = api.call("POST", "/v2/users", json={"queries": [{"notQuery": {}}]})
    assert (answer.status_code, answer.json()["code"], error_id(answer)) == (400, 3, "")


@pytest.mark.parametrize(("depth", "wanted"), [(20, ""), (21, "USER-zsQ97")])
def test_depth(api: Api, depth: int, wanted: str) -> None:
    """Queries nest up to twenty levels."""
    query: Mapping[str, Any] = {"typeQuery": {"type": "TYPE_HUMAN"}}
    for _ in range(depth):
        query = {"notQuery": {"query": query}}
    assert error_id(api.call("POST", "/v2/users", json={"queries": [query]})) == wanted


@pytest.mark.parametrize("kind", ["orQuery", "andQuery"])
def test_nothing_to_join(api: Api, kind: str) -> None:
    """AND and OR of nothing fail as the real server's database does."""
    answer = api.call("POST", "/v2/users", json={"queries": [{kind: {}}]})
    assert (answer.status_code, answer.json()["message"]) == (500, "rpc error: code = Unknown desc = missing column")
