"""Clients that know nothing of a mock, against things that are modelled beside things that are made up."""

from __future__ import annotations

from contracts.target import Target
from tests.clients.node import node_json
from tests.clients.pypi import run_client
from tests.server import Api

NOT_FOUND = 5


def test_node(fabricating: Target, made_up: Api) -> None:
    """`@zitadel/node` over gRPC: what it made it reads, lists, changes, and removes but once."""
    user = made_up.new_user()
    made_up.done("POST", "/admin/v1/members", {"userId": user, "roles": ["IAM_OWNER"]})
    asked = {"baseUrl": fabricating.base_url, "token": made_up.new_token(user)}

    told = node_json("made_up.mjs", asked)

    assert told["read"] == {
        "project": "Store",
        "projects": ["Store"],
        "roles": [["admin", "Chief"]],
        "app": ["http://other"],
        "apps": [True],
        "user": "mouse@example.com",
        "users": True,
        "policy": True,
        "provider": "two",
        "providers": ["Google"],
        "text": "Hallo",
    }
    # Who removes a role that is gone is told of the first time.
    assert told["removed"] == [["done", "done"], *[["done", NOT_FOUND]] * 6]


def test_python(fabricating: Target, made_up: Api) -> None:
    """`zitadel-client` over Connect, with the services of v2."""
    asked = {"url": fabricating.base_url, "token": fabricating.admin_pat, "organisation": made_up.organisation}

    told = run_client("made_up.py", asked)

    assert told["read"] == {
        "project": "Store",
        "projects": True,
        "roles": [["admin", "Chief"]],
        "app": ["spa", ["http://localhost"]],
        "user": "mouse@example.com",
        "target": "call",
    }
    # Roles, projects and targets that are gone can be removed again.
    assert told["removed"] == [[200, 200], [200, 404], [200, 200], [200, 404], [200, 200]]
