"""The official SDK for Python, which speaks nothing but Connect, in its three ways to log in."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.target import Target
from tests.clients.pypi import run_client
from tests.error_cases.projects import new_project
from tests.error_cases.sending import PROJECTS, USERS
from tests.server import Api, unique

Secret = Callable[[Api, str, Path], object]


def personal_token(api: Api, user: str, _: Path) -> object:
    """A personal access token."""
    return api.done("POST", f"{USERS}/{user}/pats")["token"]


def client_credentials(api: Api, user: str, _: Path) -> object:
    """Id and secret of a service account."""
    made = api.done("PUT", f"{USERS}/{user}/secret")
    return [made["clientId"], made["clientSecret"]]


def private_key(api: Api, user: str, folder: Path) -> object:
    """A file with the key of a service account."""
    details = api.done("POST", f"{USERS}/{user}/keys", {"type": "KEY_TYPE_JSON"})["keyDetails"]
    path = folder / "key.json"
    path.write_bytes(base64.b64decode(details))
    return str(path)


WAYS: dict[str, Secret] = {
    "pat": personal_token,
    "client-credentials": client_credentials,
    "private-key": private_key,
}


@pytest.mark.parametrize("way", WAYS)
def test_organisations(server: Target, api: Api, tmp_path: Path, way: str) -> None:
    """It lists organisations, adds one, and learns why it may not be added twice."""
    user = api.new_user()
    api.done("POST", "/admin/v1/members", {"userId": user, "roles": ["IAM_OWNER"]})
    secret, name = WAYS[way](api, user, tmp_path), unique("python")

    answers = run_client("organisations.py", {"url": server.base_url, "way": way, "secret": secret, "name": name})

    assert api.organisation in answers["listed"]
    assert answers["added"].isdigit()
    assert answers["found"] == [name]
    assert answers["refused"]["status"] == 409
    assert answers["refused"]["body"]["code"] == "already_exists"
    assert answers["refused"]["body"]["details"][0]["debug"]["id"] == "V3-DKcYh"


def test_people(server: Target, api: Api) -> None:
    """It adds a person, who begins a session; it reads settings, projects and targets, and removes the person again."""
    user, name = api.new_user(), unique("ada")
    api.done("POST", "/admin/v1/members", {"userId": user, "roles": ["IAM_OWNER"]})
    project = api.done("GET", f"{PROJECTS}/{new_project(api)}")["project"]["name"]
    hook = {"name": unique("hook"), "restAsync": {}, "endpoint": "https://example.com", "timeout": "10s"}
    api.done("POST", "/v2/actions/targets", hook)
    asked = {"organisation": api.organisation, "name": name, "password": "Secret1!pass"}
    there = {"project": project, "target": hook["name"]}

    answers = run_client("people.py", {"url": server.base_url, "token": api.new_token(user), **asked, **there})

    person = answers["user"]
    assert answers == {
        "user": person,
        "found": [name, "Ada Lovelace", True],
        "listed": [person],
        "sessions": [person],
        "wrong": [400, "COMMAND-3M0fs"],
        "language": "en",
        "projects": [project],
        "targets": [hook["name"]],
        "removed": [404, "QUERY-Dfbg2"],
    }
