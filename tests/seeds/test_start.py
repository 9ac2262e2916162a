"""What a server or an instance starts with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mockserver.access.caller import authenticate
from mockserver.operations.first_instance import issue_admin_key
from mockserver.seeds import build, loads, start
from mockserver.settings import Settings
from tests.command_line import run
from tests.seeds.servers import serving

DEFAULT = "organisations:\n  - name: Acme\n    default: true\n"
ROBOT = "users:\n  - organisation: Acme\n    user_name: robot\n    name: Robot\n"


def test_a_server_with_a_state_file(tmp_path: Path) -> None:
    """Tokens, roles, scripts from files and the order of a trigger's actions are as the file says."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "b.js").write_bytes(b"function b() {}\r\n")
    file = tmp_path / "seed.json"
    file.write_text(
        '{"organisations": [{"name": "Acme", "id": "acme", "active": false, "actions": ['
        '{"name": "a", "script": "function a() {}"}, {"name": "b", "script_file": "scripts/b.js", "timeout": "1.5s"}],'
        '"flows": {"1": {"TRIGGER_TYPE_PRE_CREATION": ["B", "a"]}}}],'
        '"users": [{"organisation": "acme", "user_name": "u", "name": "U", "roles": {"Acme": ["ORG_OWNER_VIEWER"]},'
        '"tokens": [{"token": "mine"}, {"token": "late", "expires": "2020-01-01T00:00:00Z"}], "secret": "s3cret"}]}'
    )
    with serving("--state", str(file)) as server:
        flow = server.call("GET", "/management/v1/flows/1", token="mine").json()["flow"]
        organisation = server.call("GET", "/management/v1/orgs/me", token="mine").json()["org"]
        refused = [
            server.call("DELETE", "/management/v1/actions/x", token="mine"),
            server.call("GET", "/management/v1/orgs/me", token="late"),
        ]
        form = {"grant_type": "client_credentials"}
        login = server.http.post("/oauth/v2/token", data=form, auth=("u", "s3cret"))

        assert [row["triggerType"]["id"] for row in flow["triggerActions"]] == ["2"]
        assert [action["name"] for action in flow["triggerActions"][0]["actions"]] == ["b", "a"]
        assert flow["triggerActions"][0]["actions"][0]["script"] == "function b() {}\r\n"
        assert flow["triggerActions"][0]["actions"][0]["timeout"] == "1.500s"
        assert (organisation["id"], organisation["state"]) == ("acme", "ORG_STATE_INACTIVE")
        assert [answer.status_code for answer in refused] == [403, 401]
        assert login.status_code == 200


@pytest.mark.parametrize("started", [{}, {"demo": True}, {"fake": 3}, {"fake": 3, "demo": True}, {"state": DEFAULT}])
def test_what_it_starts_with_was_written_by_nobody(tmp_path: Path, started: dict[str, Any]) -> None:
    """So that an instance which nobody uses need not be kept, whatever it starts with."""
    given = dict(started)
    if "state" in given:
        given["state_file"] = tmp_path / "seed.yaml"
        given["state_file"].write_text(given.pop("state"), "utf-8")

    assert not start(Settings(**given)).written


def test_a_wrong_file_ends_the_command(tmp_path: Path) -> None:
    """The command ends with one line and exit code 2, before it listens."""
    file = tmp_path / "seed.yaml"
    file.write_text("organisations:\n  - nam: Acme\n")

    result = run("serve", "--port", "0", "--state", str(file))

    assert (result.returncode, result.stdout) == (2, "")
    fix = "organisations[0].nam: there is no such field; did you mean name?"
    assert result.stderr == f"zitadel-mock: {file}:2: {fix}\n"


def test_watching_needs_a_file() -> None:
    """There is nothing to watch without a state file."""
    result = run("serve", "--port", "0", "--watch")

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "zitadel-mock: --watch needs --state FILE, the file to watch\n"


def test_without_a_file() -> None:
    """Nothing changes for who gives no file: ZITADEL and the administrator."""
    state = start(Settings()).state

    assert [organisation.name for organisation in state.organisations] == ["ZITADEL"]
    assert [user.user_name for user in state.users] == ["zitadel-admin-sa"]


@pytest.mark.parametrize(
    ("text", "owner", "users"),
    [
        ("", "zitadel-admin-sa", 1),
        (DEFAULT, "zitadel-admin-sa", 1),
        (DEFAULT + ROBOT, "zitadel-admin-sa", 2),
        (f"{DEFAULT}{ROBOT}    instance_roles: [IAM_OWNER]\n", "robot", 1),
    ],
    ids=["nothing", "an organisation", "a user", "an owner"],
)
def test_the_administrators_token_always_works(text: str, owner: str, users: int) -> None:
    """It is that of an owner of the instance that the file has, else of the usual administrator; so is the key."""
    instance = build(loads(text), Settings(admin_pat="my-pat"))

    user = authenticate(instance.state, "Bearer my-pat", instance.clock.now())

    assert user.user_name == owner
    assert instance.state.instance_members[instance.state.id, user.id].roles == ("IAM_OWNER",)
    assert len(instance.state.users) == users
    assert user.id.encode() in issue_admin_key(instance)


def test_ids_of_the_file_are_not_made_again() -> None:
    """An id that the file took before the server could is skipped."""
    wanted = start(Settings(seed=1)).ids.next()

    instance = build(loads(f"organisations: [{{name: Acme, id: '{wanted}'}}]"), Settings(seed=1))

    made = [instance.ids.next() for _ in range(20)]
    assert wanted not in made
    assert len(set(made)) == 20
