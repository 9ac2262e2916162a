"""Each script sets everything up, and a second run of it changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

FOLDER = Path(__file__).parent.parent
COMMANDS = {
    "bash": ["bash", "bootstrap.sh"],
    "python": [sys.executable, "bootstrap.py"],
    "typescript": ["npm", "run", "--silent", "bootstrap"],
}


@pytest.fixture(params=COMMANDS)
def bootstrap(request, zitadel_mock):
    """Runs a script against the mock; returns what it prints."""

    def run():
        environment = {**os.environ, "ZITADEL_URL": zitadel_mock.url, "ZITADEL_TOKEN": zitadel_mock.admin_pat}
        command = COMMANDS[request.param]
        done = subprocess.run(command, cwd=FOLDER, env=environment, stdout=subprocess.PIPE, check=True, timeout=60)
        return json.loads(done.stdout)

    return run


def test_a_second_run_changes_nothing(bootstrap, zitadel_mock):
    """It finds what the first one made."""
    first = bootstrap()
    with zitadel_mock.unchanged():
        assert bootstrap() == first


def test_all_is_set_up(bootstrap, zitadel_mock):
    """Project, app, roles, user, grant, action and trigger, each by one call."""
    bootstrap()
    assert [request.operation for request in zitadel_mock.changes()] == [
        "AddProject",
        "AddOIDCApp",
        "AddProjectRole",
        "AddProjectRole",
        "V2AddHumanUser",
        "AddUserGrant",
        "CreateAction",
        "SetTriggerActions",
    ]


def test_what_drifted_is_put_right(bootstrap, zitadel_mock):
    """A script that somebody changed by hand is updated, and nothing else is."""
    bootstrap()
    action = zitadel_mock.requests("CreateAction")[0].answer["id"]
    by_hand = {"name": "rolesClaim", "script": "function rolesClaim() {}", "timeout": "5s"}
    url = f"{zitadel_mock.url}/management/v1/actions/{action}"
    httpx.put(url, headers=zitadel_mock.headers, json=by_hand).raise_for_status()
    before = zitadel_mock.last_request
    bootstrap()
    assert [request.operation for request in zitadel_mock.changes(after=before)] == ["UpdateAction"]
